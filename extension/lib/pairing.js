/**
 * Wishes that outlive the popup, in `storage.session`: what the browser is just asking the reader a permission for (a page to
 * compare with, or a site whose pages are to be checked without a click), and a page that waits for the reader to show its original
 * in another tab.
 *
 * The browser asks one question at a time, so there is one wish: a permission that comes is never taken for an earlier one's.
 */

/** @import { Pair, PageWish, SiteWish, TabWish } from "./types.js" */

const ASKED = "wish:page";
const TAB = "wish:tab";

/** A comparison that has not ended by then never will: its worker was killed. In milliseconds. */
export const PATIENCE = 60_000;

/** A wish that was not fulfilled by then is forgotten. */
const HOUR = 3_600_000;

/**
 * Does not wait: the browser asks the reader only as long as her click is fresh.
 *
 * @param {PageWish | SiteWish | null} wish null for a question that needs none
 */
export function putWish(wish) {
  chrome.storage.session.set({ [ASKED]: wish }).catch(() => {});
}

/** @returns {Promise<PageWish | SiteWish | null>} */
async function getAsked() {
  const wish = /** @type {PageWish | SiteWish | null | undefined} */ ((await chrome.storage.session.get(ASKED))[ASKED]);
  return wish && Date.now() - wish.at < HOUR ? wish : null;
}

/** @returns {Promise<PageWish | null>} */
export async function getWish() {
  const wish = await getAsked();
  return wish && "url" in wish ? wish : null;
}

/** @returns {Promise<SiteWish | null>} */
export async function getSiteWish() {
  const wish = await getAsked();
  return wish && "host" in wish ? wish : null;
}

/**
 * Drops the wish if it is this one.
 *
 * @param {string} id
 */
export async function dropWish(id) {
  if ((await getAsked())?.id === id) {
    await chrome.storage.session.remove(ASKED);
  }
}

/** @param {TabWish} wish */
export async function awaitTab(wish) {
  await chrome.storage.session.set({ [TAB]: wish });
}

/** @returns {Promise<TabWish | null>} */
export async function awaitedTab() {
  const wish = /** @type {TabWish | null | undefined} */ ((await chrome.storage.session.get(TAB))[TAB]);
  return wish && Date.now() - wish.at < HOUR ? wish : null;
}

export async function endWaiting() {
  await chrome.storage.session.remove(TAB);
}

/**
 * When a comparison that is under way counts as failed; 0 where none is.
 *
 * @param {Pair | undefined} pair
 */
export function waitsUntil(pair) {
  return pair?.phase === "comparing" ? pair.startedAt + PATIENCE : 0;
}
