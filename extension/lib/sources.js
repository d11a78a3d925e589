/**
 * Which publishers the reader trusts, and how their feeds are read; in `storage.local`. Nothing by default. What is stored is
 * read with care, as settings.js does.
 */

import { INTERVALS } from "./feeds/schedule.js";
import { webHost } from "./hosts.js";

/** @import { Source, Sources } from "./types.js" */

const KEY = "sources";
/** Changes in `storage.session` whenever a feed was read; pages that show feeds look then. */
export const NEWS = "feeds-read";

/** Feeds at most: more than a reader follows, and what can be read in an hour. */
export const MAX_FEEDS = 50;
/** Choices of the reader. */
export const DAYS = Object.freeze([3, 7, 14, 30, 60]);
export const MEGABYTES = Object.freeze([5, 20, 50, 100]);

/** @type {Readonly<Sources>} */
export const DEFAULTS = Object.freeze({ feeds: [], hours: 6, days: 14, megabytes: 20 });

/**
 * @param {unknown} stored
 * @returns {Sources}
 */
export function readSources(stored) {
  const value = /** @type {Partial<Record<keyof Sources, unknown>>} */ (typeof stored === "object" && stored ? stored : {});
  const list = Array.isArray(value.feeds) ? value.feeds : [];
  /** @type {Map<string, Source>} */
  const feeds = new Map();
  for (const feed of list) {
    if (typeof feed?.url === "string" && webHost(feed.url) && feeds.size < MAX_FEEDS) {
      feeds.set(feed.url, { url: feed.url, name: typeof feed.name === "string" ? feed.name.slice(0, 100) : "" });
    }
  }
  return {
    feeds: [...feeds.values()],
    hours: oneOf(INTERVALS, value.hours, DEFAULTS.hours),
    days: oneOf(DAYS, value.days, DEFAULTS.days),
    megabytes: oneOf(MEGABYTES, value.megabytes, DEFAULTS.megabytes),
  };
}

/**
 * @param {readonly number[]} choices
 * @param {unknown} value
 * @param {number} otherwise
 */
function oneOf(choices, value, otherwise) {
  return choices.find((choice) => choice === value) ?? otherwise;
}

/** @returns {Promise<Sources>} */
export async function loadSources() {
  try {
    return readSources((await chrome.storage.local.get(KEY))[KEY]);
  } catch {
    return readSources(null);
  }
}

/** @param {Sources} sources */
export async function saveSources(sources) {
  await chrome.storage.local.set({ [KEY]: readSources(sources) });
}

/**
 * The hosts that the sources need.
 *
 * @param {Sources} sources
 */
export function hostsOf({ feeds }) {
  return [...new Set(feeds.map(({ url }) => webHost(url)).filter((host) => host !== null))];
}
