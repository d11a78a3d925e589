/**
 * The page that shows what came of comparing a tab's article with its original: `compare.html?tab=NUMBER`.
 *
 * It compares nothing. The background keeps the outcome as long as the tab shows the same page; this one asks for it, and
 * asks again when the tab's record changes.
 */

import { useBrowserMessages, t, translate } from "../lib/i18n.js";
import { askBackground } from "../lib/messages.js";
import { PATIENCE } from "../lib/pairing.js";
import { getRecord, watchRecord } from "../lib/records.js";
import { drawNotice, unjudged } from "../lib/view/notice.js";
import { answerOf } from "../lib/compare-view/export.js";
import { drawSave } from "../lib/compare-view/save.js";
import { drawComparison } from "../lib/compare-view/view.js";
import { reportState } from "../lib/view-state.js";

/** @import { Report, TabRecord } from "../lib/types.js" */

useBrowserMessages();
translate(document);

const view = /** @type {HTMLElement} */ (document.getElementById("view"));
const tabId = Number(new URLSearchParams(location.search).get("tab") ?? -1);
/** What is on the screen, to draw nothing twice. */
let drawn = "";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let patience;

document.title = `${t("compare_title")} · Ungarble`;
watchRecord(tabId, (record) => {
  show(record);
});
show(await getRecord(tabId));

/** @param {TabRecord | null} record */
async function show(record) {
  const pair = record?.phase === "done" ? record.pair : undefined;
  clearTimeout(patience);
  const left = pair?.phase === "comparing" ? pair.startedAt + PATIENCE - Date.now() : 0;
  if (left > 0) {
    patience = setTimeout(() => show(record), left);
    draw("working", drawNotice({ mood: "scanning", heading: t("compare_working_heading"), text: t("compare_working_text") }));
    return;
  }
  if (pair && pair.phase !== "compared") {
    const code = pair.phase === "failed" ? pair.code : "timeout";
    draw("error", drawNotice({ mood: "error", heading: t("compare_failed_heading"), text: t(`compare_error_${code.replaceAll("-", "_")}`) }));
    return;
  }
  const answer = await askBackground("comparison-of-tab", { tabId });
  const value = answer.ok ? answer.value : null;
  if (!value && view.dataset["state"] === "done") {
    // The tab was closed or shows another page. What the reader has before her stays.
    const gone = document.getElementById("gone");
    gone?.replaceChildren(t("compare_gone"));
    gone?.removeAttribute("hidden");
    return;
  }
  document.getElementById("gone")?.setAttribute("hidden", "");
  if (!value) {
    draw("none", drawNotice({ mood: "idle", heading: t("compare_none_heading"), text: t("compare_none_text") }));
    return;
  }
  showReport(value.report);
}

/** @param {Report} report */
function showReport(report) {
  const answer = answerOf(report);
  if (answer) {
    document.title = [answer.copy.title, t("compare_title"), "Ungarble"].filter(Boolean).join(" · ");
    draw("done", drawComparison(answer), drawSave(answer, readOwn), JSON.stringify(answer));
    return;
  }
  const state = reportState(report);
  const words = "report" in state ? null : state.kind === "error" ? null : unjudged(state);
  draw("error", drawNotice(words ?? { mood: "error", heading: t("compare_failed_heading"), text: t("compare_failed_text"), detail: report.reason }));
}

/**
 * @param {string} state
 * @param {HTMLElement} content
 * @param {HTMLElement | null} [save]
 * @param {string} [key] what is shown, where the state does not say it all
 */
function draw(state, content, save = null, key = "") {
  if (drawn === state + key) {
    return;
  }
  drawn = state + key;
  view.dataset["state"] = state;
  view.setAttribute("aria-busy", String(state === "working"));
  view.replaceChildren(content);
  document.getElementById("save")?.replaceChildren(...(save ? [save] : []));
  const heading = view.querySelector("h1");
  /** @type {HTMLElement} */ (document.getElementById("status")).textContent = heading?.textContent ?? "";
  heading?.focus({ preventScroll: true });
}

/** A file of the extension. @param {string} path */
async function readOwn(path) {
  return (await fetch(chrome.runtime.getURL(path))).text();
}
