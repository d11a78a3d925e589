/**
 * What came of checking selected text, for each tab; in `storage.session`, as the record of its page is. The text itself is not
 * kept, only what a report quotes of it.
 */

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
  const name = key(tabId);
  /** @param {Record<string, chrome.storage.StorageChange>} changes */
  const hear = (changes) => {
    const change = changes[name];
    if (change) changed(/** @type {SelectionRecord | undefined} */ (change.newValue) ?? null);
  };
  chrome.storage.session.onChanged.addListener(hear);
  return () => chrome.storage.session.onChanged.removeListener(hear);
}
