/** What a reader takes away of a report: a note for a ticket by the clipboard, the whole as a file. No permission, no request. */

import { el, icon } from "../lib/el.js";
import { t } from "../lib/i18n.js";
import { htmlOf } from "../lib/report-export.js";
import { markdownOf, noteOf } from "../lib/report-note.js";

/** @import { DetectorInfo, Report } from "../lib/types.js" */

/**
 * @param {Report} report
 * @param {readonly DetectorInfo[]} detectors
 */
export function drawTake(report, detectors) {
  const said = el("output", { class: "said" });
  /** A full disk, or a clipboard that the browser keeps shut. @param {string} refusal @param {() => Promise<void>} work */
  const attempt = (refusal, work) => work().catch(() => said.replaceChildren(refusal));
  const note = () =>
    attempt(t("copy_failed"), async () => {
      await navigator.clipboard.writeText(noteOf(report, detectors, Date.now()));
      said.replaceChildren(t("note_copied"));
    });
  /** @param {string} label @param {string} ending @param {string} type @param {() => string | Promise<string>} make */
  const save = (label, ending, type, make) =>
    el("button", { class: "quiet", type: "button", "data-save": ending, onclick: () => attempt(t("options_not_saved"), async () => {
      const name = `${nameOf(report)}.${ending}`;
      const link = el("a", { href: URL.createObjectURL(new Blob([await make()], { type })), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      said.replaceChildren(t("compare_saved", name));
    }) }, label);
  return el(
    "div",
    { class: "take" },
    el("button", { class: "button small", id: "copy-note", type: "button", onclick: note }, icon("copy"), t("note_copy")),
    el(
      "div",
      { class: "save", role: "group", "aria-label": t("compare_save") },
      el("span", { class: "aside", "aria-hidden": "true" }, t("compare_save")),
      save(t("compare_save_html"), "html", "text/html", () => htmlOf(report, detectors, Date.now(), readOwn)),
      save(t("compare_save_markdown"), "md", "text/markdown", () => markdownOf(report, Date.now())),
      save(t("compare_save_json"), "json", "application/json", () => `${JSON.stringify(report, null, 2)}\n`),
    ),
    said,
  );
}

/** A file of the extension. @param {string} path */
async function readOwn(path) {
  return (await fetch(chrome.runtime.getURL(path))).text();
}

/** A file's name out of the headline. @param {Report} report */
function nameOf({ page }) {
  const words = (page.title ?? "").normalize("NFKD").toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return ["report", ...words].join("-").slice(0, 60);
}
