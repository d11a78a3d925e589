/**
 * When feeds are read: at the alarm, in the order they are due, one after the other; and when the reader asks.
 *
 * Only feeds whose host is allowed are read. The background may be killed between two of them: the next alarm is set before the
 * first is read, and what each read brought is written down where it was read. So a read that was cut off is made again, and
 * nothing else is lost.
 */

import { isDue, UNREAD } from "../lib/feeds/schedule.js";
import { allStates } from "../lib/feeds/store.js";
import { allowedHosts, mayAsk, webHost } from "../lib/hosts.js";
import { loadSources, NEWS } from "../lib/sources.js";
import { inRoom } from "./room.js";

/** @import { Source } from "../lib/types.js" */

export const ALARM = "feeds";

/** A read takes at most this long: request, parser and index. */
const PATIENCE = 60_000;
const MINUTE = 60_000;

/** Reads under way, by feed: a second wish waits for the first. @type {Map<string, Promise<void>>} */
const underWay = new Map();
/** Feeds are read one after the other. @type {Promise<void>} */
let last = Promise.resolve();

/** Reads what is due and sets the next alarm. */
export async function readDue() {
  const [{ feeds }, states, now] = [await loadSources(), await allStates().catch(() => new Map()), Date.now()];
  const due = feeds.filter(({ url }) => isDue(states.get(url) ?? UNREAD, now));
  if (due.length > 0) {
    // Should the background be killed on the way, this brings it back.
    await chrome.alarms.create(ALARM, { when: now + 5 * MINUTE });
    await readAll(due, false);
  }
  await setAlarm();
}

/**
 * Reads these feeds now, or all; for the reader, who need not wait for the alarm.
 *
 * @param {string[] | null} urls
 */
export async function readNow(urls) {
  const { feeds } = await loadSources();
  await readAll(feeds.filter(({ url }) => !urls || urls.includes(url)), true);
  await setAlarm();
}

/** The alarm for the feed that is due first; none where no feed may be read. */
export async function setAlarm() {
  const [{ feeds }, states] = [await loadSources(), await allStates().catch(() => new Map())];
  const times = (await allowed(feeds)).map(({ url }) => (states.get(url) ?? UNREAD).next);
  const next = Math.min(...times);
  // Infinity without feeds; a feed that is gone for good waits longer than any clock runs.
  if (next < Number.MAX_SAFE_INTEGER) {
    await chrome.alarms.create(ALARM, { when: Math.max(next, Date.now() + MINUTE) });
  } else {
    await chrome.alarms.clear(ALARM);
  }
}

/**
 * @param {readonly Source[]} feeds
 * @param {boolean} now
 */
async function readAll(feeds, now) {
  const hosts = await allowedHosts();
  await Promise.all((await allowed(feeds)).map((feed) => readOne(feed, [...new Set([webHost(feed.url) ?? "", ...hosts])], now)));
}

/** @param {readonly Source[]} feeds @returns {Promise<Source[]>} those whose host may be asked */
async function allowed(feeds) {
  const may = await Promise.all(feeds.map(({ url }) => mayAsk(url)));
  return feeds.filter((_, index) => may[index]);
}

/**
 * @param {Source} feed
 * @param {string[]} hosts
 * @param {boolean} now
 */
function readOne({ url, name }, hosts, now) {
  const known = underWay.get(url);
  if (known) {
    return known;
  }
  const read = last.then(async () => {
    const { feeds, hours, days, megabytes } = await loadSources();
    // It may have been removed while it waited.
    if (feeds.some((feed) => feed.url === url)) {
      await inRoom("read-feed", { url, name, hosts, hours, days, megabytes, now }, PATIENCE);
    }
  }).catch(() => {}) // what went wrong with the feed is written down; a page that died is tried again at the next alarm
    .finally(() => {
      underWay.delete(url);
      return chrome.storage.session.set({ [NEWS]: Date.now() }).catch(() => {});
    });
  underWay.set(url, read);
  last = read;
  return read;
}
