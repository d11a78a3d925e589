/**
 * Wishes that outlive the popup, in `storage.session`: a page to compare with for which the browser is just asking the reader for
 * permission, and a page that waits for the reader to show its original in another tab.
 */

/** @import { PageWish, TabWish } from "./types.js" */

const PAGE = "wish:page";
const TAB = "wish:tab";

/** A comparison that has not ended by then never will: its worker was killed. In milliseconds. */
export const PATIENCE = 60_000;

/** A wish that was not fulfilled by then is forgotten. */
const HOUR = 3_600_000;

/**
 * Does not wait: the browser asks the reader only as long as her click is fresh.
 *
 * @param {PageWish} wish
 */
export function putWish(wish) {
  chrome.storage.session.set({ [PAGE]: wish }).catch(() => {});
}

/** @returns {Promise<PageWish | null>} */
export async function getWish() {
  const wish = /** @type {PageWish | undefined} */ ((await chrome.storage.session.get(PAGE))[PAGE]);
  return wish && Date.now() - wish.at < HOUR ? wish : null;
}

/**
 * Drops the wish if it is this one.
 *
 * @param {string} id
 */
export async function dropWish(id) {
  if ((await getWish())?.id === id) {
    await chrome.storage.session.remove(PAGE);
  }
}

/** @param {TabWish} wish */
export async function awaitTab(wish) {
  await chrome.storage.session.set({ [TAB]: wish });
}

/** @returns {Promise<TabWish | null>} */
export async function awaitedTab() {
  const wish = /** @type {TabWish | undefined} */ ((await chrome.storage.session.get(TAB))[TAB]);
  return wish && Date.now() - wish.at < HOUR ? wish : null;
}

export async function endWaiting() {
  await chrome.storage.session.remove(TAB);
}
