/**
 * The side panel (Firefox: the sidebar): the whole report of the tab that is shown in its window, or of text selected there. It
 * goes along when the reader goes to another tab. As `sidepanel.html?tab=NUMBER` in a tab of its own it stays with that one,
 * where a browser has no panel.
 *
 * It checks nothing by itself: what the browser has not opened to the extension by a click, it cannot read, and it says so.
 */

import { el, icon } from "../lib/el.js";
import { useBrowserMessages, translate, t } from "../lib/i18n.js";
import { hostOf, safeUrl } from "../lib/links.js";
import { askBackground } from "../lib/messages.js";
import { drawReport } from "../lib/report-view.js";
import { dropSelection, getSelection, watchSelection } from "../lib/selection.js";
import { TabState } from "../lib/tab-state.js";
import { reportState } from "../lib/view-state.js";
import { Marks } from "../popup/marks.js";
import { pairKey, Pairing } from "../popup/pair.js";
import { drawState, spokenState } from "../popup/states.js";
import { drawTake } from "./take.js";

/** @import { Checked, NameRow, Report, SelectionRecord, ViewState } from "../lib/types.js" */
/** @import { Told } from "../lib/tab-state.js" */

/** Everything about the tab that is followed. @typedef {{ id: number, incognito: boolean, state: TabState, pairing: Pairing, told: Told | null, selection: SelectionRecord | null, stop(): void }} Followed */

useBrowserMessages();
translate(document);
document.title = t("panel_title");

const view = byId("view");
const again = byId("again");
const settings = byId("settings");
again.append(icon("again"));
settings.append(icon("gear"));

/** The tab that this one stays with, where it is no panel. */
const fixed = Number(new URLSearchParams(location.search).get("tab") ?? -1);
const marks = new Marks(-1, byId("marks"));
const version = chrome.runtime.getManifest().version;

/** @type {Followed | null} */
let followed = null;
let drawn = "";
/** @type {number | undefined} */
let windowId;

again.addEventListener("click", () => check(false));
settings.addEventListener("click", () => {
  chrome.runtime.openOptionsPage().catch(() => {});
});
chrome.tabs.onActivated.addListener((info) => {
  if (fixed < 0 && info.windowId === windowId) {
    follow().catch(() => {});
  }
});
chrome.tabs.onUpdated.addListener((id, change, tab) => {
  if (id === followed?.id && (change.url || change.status)) {
    followed.state.moved(tab.url ?? null);
  }
});
await follow();

/** Takes the tab that is shown now. */
async function follow() {
  const tab = fixed >= 0 ? await chrome.tabs.get(fixed).catch(() => undefined) : (await chrome.tabs.query({ active: true, currentWindow: true }))[0];
  windowId = tab?.windowId ?? windowId;
  if (tab?.id === undefined || tab.id === followed?.id) {
    return;
  }
  followed?.stop();
  followed = null;
  const { id, incognito } = tab;
  const pairing = new Pairing(id, { stays: true });
  /** @type {Followed} */
  const now = {
    id, incognito, pairing, told: null, selection: await getSelection(id),
    state: new TabState(id, (told) => {
      now.told = told;
      draw();
    }),
    stop() {
      now.state.stop();
      unwatch();
    },
  };
  const unwatch = watchSelection(id, (selection) => {
    now.selection = selection;
    draw();
  });
  followed = now;
  await Promise.all([now.state.start(tab.url ?? null, { check: false }), pairing.prepare()]);
}

/** @param {boolean} anyway */
function check(anyway) {
  const now = followed;
  if (now) {
    dropSelection(now.id).then(() => now.state.check(anyway)).catch(() => {});
  }
}

/** A name that is right: no sign from now on, on no page. @param {NameRow} name */
function accept({ observed }) {
  if (followed) {
    askBackground("mark-name", { tabId: followed.id, observed, fine: true }).catch(() => {});
  }
}

function draw() {
  if (!followed?.told) {
    return;
  }
  const { selection, told, id, pairing } = followed;
  /** @type {ViewState} */
  const shown = selection ? stateOf(selection) : told.state;
  const done = selection ? null : told.done;
  const checked = selection?.phase === "done" ? selection : done;
  // Without the address there is no access either.
  const may = told.url !== null;
  const key = JSON.stringify([id, may, selection === null, shown]) + pairKey(done?.pair);
  if (key === drawn) {
    return;
  }
  drawn = key;
  const renewed = view.dataset["state"] === shown.kind;
  view.dataset["state"] = shown.kind;
  view.setAttribute("aria-busy", String(shown.kind === "scanning"));
  view.replaceChildren(
    ...(selection ? [drawSelected(id)] : []),
    drawState(shown, { check: may ? check : null, report: (report) => drawWhole(report, checked) }),
  );
  const address = safeUrl(told.url);
  byId("host").textContent = address ? hostOf(address) : "";
  again.hidden = !may || shown.kind === "scanning" || shown.kind === "unsupported-page" || selection !== null;
  byId("status").textContent = renewed ? "" : spokenState(shown);
  marks.follow("report" in shown && !selection ? shown.report : null, id);

  /** @param {Report} report @param {Checked | null} about */
  function drawWhole(report, about) {
    const detectors = about?.detectors ?? [];
    return drawReport(report, {
      detectors,
      looked: about?.looked ?? [],
      about: about?.about,
      kinds: true,
      wrong: { version },
      accept,
      title: report.page.title,
      take: drawTake(report, detectors),
      ...(done && {
        show: (/** @type {number} */ sign) => marks.show(sign),
        compare: (/** @type {string} */ url, /** @type {string | undefined} */ look) => pairing.button(url, look),
        pair: pairing.state(done),
        others: pairing.others(done),
      }),
    });
  }
}

/** Says that it is about a selection, and leads back to the page. @param {number} id */
function drawSelected(id) {
  return el(
    "p",
    { class: "selected" },
    el("span", {}, t("selection_heading")),
    el("button", { class: "quiet", id: "whole-page", type: "button", onclick: () => {
      dropSelection(id).catch(() => {});
    } }, t("selection_back")),
  );
}

/**
 * @param {SelectionRecord} selection
 * @returns {ViewState}
 */
function stateOf(selection) {
  switch (selection.phase) {
    case "done":
      return reportState(selection.report);
    case "scanning":
      return { kind: "scanning" };
    case "failed":
      return { kind: "error", code: selection.code, detail: selection.detail };
  }
}

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(t("error_internal"));
  }
  return element;
}
