/**
 * What is known of each tab, in `storage.session`: in memory only, gone with the browser, and still there when the
 * background was killed and started again. The popup watches it and draws; it asks nobody how far a check is.
 */

/** @import { TabRecord } from "./types.js" */

/** @param {number} tabId */
const key = (tabId) => `tab:${tabId}`;

/**
 * @param {number} tabId
 * @returns {Promise<TabRecord | null>}
 */
export async function getRecord(tabId) {
  const name = key(tabId);
  const stored = await chrome.storage.session.get(name);
  return /** @type {TabRecord | undefined} */ (stored[name]) ?? null;
}

/**
 * @param {number} tabId
 * @param {TabRecord} record
 */
export async function putRecord(tabId, record) {
  await chrome.storage.session.set({ [key(tabId)]: record });
}

/** @param {number} tabId */
export async function dropRecord(tabId) {
  await chrome.storage.session.remove(key(tabId));
}

/**
 * Calls back with every new record of the tab; null when it was dropped.
 *
 * @param {number} tabId
 * @param {(record: TabRecord | null) => void} changed
 */
export function watchRecord(tabId, changed) {
  const name = key(tabId);
  chrome.storage.session.onChanged.addListener((changes) => {
    const change = changes[name];
    if (change) changed(/** @type {TabRecord | undefined} */ (change.newValue) ?? null);
  });
}
