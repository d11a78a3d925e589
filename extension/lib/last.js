/**
 * The last article of each tab and what came of it, in `storage.session`, so that a page that is loaded anew with the same text is not
 * checked a second time.
 *
 * It holds for the same address, the same text and the same wishes of the reader, and it goes when the tab shows another page or is
 * closed, as the tab's record does (records.js). Comparisons are not kept here: an original may have changed.
 */

import { sameDocument } from "./links.js";

/** @import { Checked, Route } from "./types.js" */

/**
 * @typedef {object} Last
 * @property {string} url
 * @property {string} asked what was asked of the engine
 * @property {string} fingerprint of the page's text
 * @property {Route} route
 * @property {Checked} checked
 */

const PREFIX = "last:";
/** @param {number} tabId */
const key = (tabId) => PREFIX + tabId;

/**
 * @param {number} tabId
 * @returns {Promise<Last | null>}
 */
export async function getLast(tabId) {
  const last = /** @type {Last | undefined} */ ((await chrome.storage.session.get(key(tabId)))[key(tabId)]);
  return typeof last?.fingerprint === "string" && Array.isArray(last.checked?.report?.evidence) ? last : null;
}

/**
 * Where there is no room, nothing is kept, and the page is checked again.
 *
 * @param {number} tabId
 * @param {Last} last
 */
export async function putLast(tabId, last) {
  await chrome.storage.session.set({ [key(tabId)]: last }).catch(() => {});
}

/** @param {number} tabId */
export async function dropLast(tabId) {
  await chrome.storage.session.remove(key(tabId));
}

/**
 * The tab shows a page; if it is another one, what was kept goes.
 *
 * @param {number} tabId
 * @param {string | undefined} url as far as the browser tells it: where it does not, the extension may not see the page, and saw the last
 */
export async function dropOther(tabId, url) {
  const last = await getLast(tabId);
  if (last && !sameDocument(last.url, url)) {
    await dropLast(tabId);
  }
}

/** Makes room for what matters more. */
export async function dropAll() {
  await chrome.storage.session.remove(Object.keys(await chrome.storage.session.get(null)).filter((name) => name.startsWith(PREFIX)));
}
