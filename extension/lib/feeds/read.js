/**
 * One read of one feed, from the request to the index segment of the day.
 *
 * Runs in a page of the extension, which has a DOMParser. Whatever happens to a feed is a state of it, told in plain words on
 * the settings page; nothing here throws for a bad feed, a dead host or a full disk. No text is kept: what the feed brought goes
 * into an index segment, as sketches and facts, and is gone.
 */

import { decode } from "../decode.js";
import { fetchFrom } from "../fetch.js";
import { buildIndex, indexInfo, mergeIndexes } from "../index-files.js";
import { Failure } from "../messages.js";
import { FeedError, parseFeed } from "./parse.js";
import { afterFailure, afterRead, isDue, mustWait, retryAfter, UNREAD } from "./schedule.js";
import { dropSegments, getSegment, getState, putState, segments, StoreError } from "./store.js";
import { textOf } from "./text.js";

/** @import { FeedCode, FeedState, ReadFeed } from "../types.js" */
/** @import { Fetched } from "../fetch.js" */

/** News feeds have 20 to 500 KB; those with full texts up to 2 MB. */
const MAX_BYTES = 8_000_000;
const PATIENCE = 20_000;
const ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1";
/** Items remembered as indexed; several times what a feed holds at once. */
const MAX_SEEN = 1_000;
const MEGABYTE = 1_000_000;
/** Until a feed whose read never ended is read again. */
const RESPITE = 900_000;

/** A read that came to nothing. */
class Unread extends Error {
  /**
   * @param {FeedCode} code
   * @param {string} detail
   * @param {Headers | null} headers
   */
  constructor(code, detail = "", headers = null) {
    super(detail || code);
    this.code = code;
    this.headers = headers;
  }
}

/**
 * @param {ReadFeed} ask
 * @param {number} [now]
 * @returns {Promise<FeedState>}
 */
export async function readFeed(ask, now = Date.now()) {
  const run = crypto.randomUUID();
  /** @type {FeedState} */
  let state = UNREAD;
  try {
    state = { ...UNREAD, ...(await getState(ask.url)) };
    if (mustWait(state, now) || !(ask.now || isDue(state, now))) {
      return state;
    }
    state = { ...state, run };
    // Should this page die of the feed, it is not asked again at once.
    await putState(ask.url, { ...state, next: now + RESPITE }, null);
    const read = await attempt(ask, state, now);
    return (await others(ask.url, run)) ?? (await keep(ask, read.state, read.segment));
  } catch (error) {
    state = afterFailure(state, { now, headers: error instanceof Unread ? error.headers : null, error: told(error) });
    const other = await others(ask.url, run).catch(() => null);
    if (!other) {
      await putState(ask.url, state, null, run).catch(() => {});
    }
    return other ?? state;
  }
}

/**
 * The state of a feed that another read has begun on meanwhile, after the background was killed under this one, or that was
 * removed; null where this read is still the last.
 *
 * @param {string} url
 * @param {string} run
 */
async function others(url, run) {
  const state = await getState(url);
  return state?.run === run ? null : (state ?? UNREAD);
}

/** @param {unknown} error @returns {{ code: FeedCode, detail: string }} */
function told(error) {
  const detail = (error instanceof Error ? error.message : String(error)).slice(0, 200);
  if (error instanceof Unread || error instanceof FeedError || error instanceof StoreError) {
    return { code: error.code, detail };
  }
  return { code: error instanceof Failure ? "engine" : "storage", detail };
}

/**
 * @param {ReadFeed} ask
 * @param {FeedState} state
 * @param {number} now
 */
async function attempt({ url, hosts, hours, name }, state, now) {
  const got = await fetchFrom({
    url, hosts, bytes: MAX_BYTES, milliseconds: PATIENCE, accept: ACCEPT, etag: state.etag, modified: state.modified,
  });
  if (!got.ok) {
    throw new Unread(got.code, got.detail);
  }
  const { headers } = got;
  if (got.status === 304) {
    return { state: afterRead(state, { now, hours, headers }), segment: null };
  }
  if (got.status !== 200) {
    throw refusal(got, now);
  }
  const feed = parseFeed(decode(got.body, headers.get("content-type")), got.url);
  if (feed.items.length === 0) {
    throw new Unread("empty");
  }
  const seen = new Set(state.seen);
  const fresh = feed.items.filter((item) => !seen.has(hash(item.id)));
  const items = [];
  for (const item of fresh) {
    const { url: address, title, published } = item;
    items.push({ id: address, url: address, title, published: published ?? "", publisher: name || feed.title, text: await textOf(item) });
  }
  /** @type {FeedState} */
  const after = {
    ...afterRead(state, { now, hours, headers }),
    etag: short(headers.get("etag")),
    modified: short(headers.get("last-modified")),
    title: feed.title,
    seen: [...state.seen, ...fresh.map((item) => hash(item.id))].slice(-MAX_SEEN),
  };
  return { state: after, segment: items.length > 0 ? await segmentWith(url, dayOf(now), items) : null };
}

/**
 * @param {Fetched} got
 * @param {number} now
 */
function refusal({ status, headers }, now) {
  const detail = String(status);
  if (status === 410) return new Unread("gone", detail, headers);
  if (status === 404) return new Unread("not-found", detail, headers);
  if (status === 401 || status === 403) return new Unread("forbidden", detail, headers);
  return new Unread(retryAfter(headers, now) > 0 ? "asked-to-wait" : "refused", detail, headers);
}

/**
 * The day's segment with these items in it.
 *
 * @param {string} feed
 * @param {string} day
 * @param {Parameters<typeof buildIndex>[0]} items
 */
async function segmentWith(feed, day, items) {
  const [old, fresh] = [await getSegment(feed, day), await buildIndex(items)];
  // A segment that cannot be read is worth less than the new one.
  const bytes = old ? await mergeIndexes([old.bytes, fresh]).catch(() => fresh) : fresh;
  return { day, bytes, articles: (await indexInfo(bytes)).articles };
}

/**
 * Writes it down, expires what is too old, and keeps to the cap by giving up the oldest days.
 *
 * @param {ReadFeed} ask
 * @param {FeedState} state
 * @param {{ day: string, articles: number, bytes: Uint8Array } | null} segment
 */
async function keep({ url, days, megabytes }, state, segment) {
  const newest = segment?.day ?? dayOf(state.read ?? 0);
  const least = dayOf(Date.parse(newest) - (days - 1) * 86_400_000);
  const all = await segments();
  const others = all.filter((one) => !(one.feed === url && one.day === segment?.day));
  let room = megabytes * MEGABYTE - (segment?.bytes.length ?? 0);
  const expired = others.reverse().filter((one) => {
    room -= one.size;
    return one.day < least || room < 0;
  });
  if (expired.length > 0) {
    await dropSegments(expired.map(({ key }) => key));
  }
  const gone = new Set(expired.map(({ key }) => key));
  const kept = others.filter((one) => one.feed === url && !gone.has(one.key));
  const articles = kept.reduce((sum, one) => sum + one.articles, segment?.articles ?? 0);
  const after = { ...state, articles };
  return (await putState(url, after, segment, state.run)) ? after : ((await getState(url)) ?? UNREAD);
}

/** @param {number} time */
function dayOf(time) {
  return new Date(time).toISOString().slice(0, 10);
}

/** A validator is sent back as it came, if it has a size that headers have. @param {string | null} value */
function short(value) {
  return value && value.length <= 300 ? value : null;
}

/**
 * A short name for an item's id, to know it again.
 *
 * @param {string} id
 */
function hash(id) {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < id.length; at += 1) {
    a = Math.imul(a ^ id.charCodeAt(at), 0x01000193);
    b = Math.imul(b ^ a, 0x85ebca6b);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}
