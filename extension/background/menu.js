/**
 * "Check selected text": the entry in the menu of a selection, the check, and what came of it (lib/selection.js); and the
 * shortcut that opens the side panel.
 *
 * The click in the menu opens the tab to the extension, as a click on its button does, so that the text can be taken with its line
 * breaks; where that is refused (a PDF document, a page of the browser), the browser's own copy of the selection has to do.
 * The check itself needs no page: the engine runs in a page of the extension.
 */

import { loadChoices } from "../lib/check-options.js";
import { failed } from "../lib/messages.js";
import { t } from "../lib/i18n.js";
import { withSearchEngine } from "../lib/search-engines.js";
import { getSelection, putSelection } from "../lib/selection.js";
import { openPanel } from "../lib/side-panel.js";
import { inRoom } from "./room.js";

/** @import { SelectionRecord } from "../lib/types.js" */

const ID = "check-selection";
const PATIENCE = 15_000;
/** Characters that are judged of a selection. */
const MOST = 400_000;

/** Puts the entry in the menu, where there is one. Browsers keep it; made twice it is only refused. */
export function makeMenu() {
  chrome.contextMenus?.create({ id: ID, title: t("menu_selection"), contexts: ["selection"] }, () => chrome.runtime.lastError);
}

/** Registers what listens. Call it once, synchronously, as the background starts. */
export function listenToMenu() {
  // Firefox for Android has neither menu nor keys.
  chrome.contextMenus?.onClicked.addListener((info, tab) => {
    if (info.menuItemId === ID && tab?.id !== undefined) {
      // First of all: browsers open it in this very turn only.
      openPanel(tab.id).catch(() => {});
      checkSelection(tab.id, info, tab.incognito).catch(() => {});
    }
  });
  chrome.commands?.onCommand.addListener((command, tab) => {
    if (command === "open-panel" && tab?.id !== undefined) {
      openPanel(tab.id).catch(() => {});
    }
  });
}

/**
 * @param {number} tabId
 * @param {Pick<chrome.contextMenus.OnClickData, "selectionText" | "frameId">} info
 * @param {boolean} incognito
 */
export async function checkSelection(tabId, { selectionText = "", frameId = 0 }, incognito) {
  const run = crypto.randomUUID();
  await putSelection(tabId, { phase: "scanning", run, startedAt: Date.now() });
  const record = await outcome(run, (await textOf(tabId, frameId)) || selectionText, incognito).catch((error) => {
    const { code, detail } = failed(error);
    return /** @type {SelectionRecord} */ ({ phase: "failed", run, code, detail });
  });
  // The reader may have selected something else meanwhile, or left the page.
  if ((await getSelection(tabId))?.run === run) {
    await putSelection(tabId, record);
  }
}

/**
 * @param {string} run
 * @param {string} text
 * @param {boolean} incognito
 * @returns {Promise<SelectionRecord>}
 */
async function outcome(run, text, incognito) {
  const { choices, settings } = await loadChoices(incognito);
  const checked = await inRoom("check-text", { text: text.slice(0, MOST), options: choices }, PATIENCE);
  return { phase: "done", run, ...checked, report: withSearchEngine(checked.report, settings.search) };
}

/**
 * The selection as the page has it, with its lines; empty where the page may not be asked.
 *
 * @param {number} tabId
 * @param {number} frameId
 */
async function textOf(tabId, frameId) {
  try {
    const [answer] = await chrome.scripting.executeScript({ target: { tabId, frameIds: [frameId] }, func: () => String(globalThis.getSelection() ?? "") });
    return typeof answer?.result === "string" ? answer.result.trim() : "";
  } catch {
    return "";
  }
}
