/**
 * What came of checking selected text, for each tab; in `storage.session`, as the record of its page is. The text itself is not
 * kept, only what a report quotes of it.
 */

import { watchSession } from "./records.js";

/** @import { SelectionRecord } from "./types.js" */

/** @param {number} tabId */
const key = (tabId) => `selection:${tabId}`;

/**
 * @param {number} tabId
 * @returns {Promise<SelectionRecord | null>}
 */
export async function getSelection(tabId) {
  const name = key(tabId);
  return /** @type {SelectionRecord | undefined} */ ((await chrome.storage.session.get(name))[name]) ?? null;
}

/**
 * @param {number} tabId
 * @param {SelectionRecord} record
 */
export async function putSelection(tabId, record) {
  await chrome.storage.session.set({ [key(tabId)]: record });
}

/** @param {number} tabId */
export async function dropSelection(tabId) {
  await chrome.storage.session.remove(key(tabId));
}

/**
 * Calls back with every new one of the tab; null when it was dropped.
 *
 * @param {number} tabId
 * @param {(record: SelectionRecord | null) => void} changed
 * @returns {() => void} ends it
 */
export function watchSelection(tabId, changed) {
  return watchSession(key(tabId), (stored) => changed(/** @type {SelectionRecord | undefined} */ (stored) ?? null));
}
