/**
 * When a feed is read next, and what is remembered of how it went. Pure: the same state, outcome and clock, the same answer.
 *
 * The interval is the reader's wish and the least there is between two reads. A server may ask for longer (`Retry-After`, the
 * `max-age` of its answer), and is believed up to a week. A feed that fails is asked less and less often, up to once a day; one
 * that is gone for good (410) is not asked again.
 */

/** @import { FeedState } from "../types.js" */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Choices of the reader, in hours. */
export const INTERVALS = Object.freeze([1, 3, 6, 12, 24]);
/** The first wait after a failure; each further one doubles it. */
const FIRST_WAIT = 15 * MINUTE;
/** A device without a connection is no fault of the feed. */
const OFFLINE_WAIT = 10 * MINUTE;

/** @type {Readonly<FeedState>} */
export const UNREAD = Object.freeze({
  read: null, next: 0, etag: null, modified: null, run: "", failures: 0, error: null, title: "", articles: 0, seen: [],
});

/**
 * @param {FeedState} state
 * @param {object} news
 * @param {number} news.now
 * @param {number} news.hours the reader's interval
 * @param {Headers | null} news.headers of the answer, if there was one
 * @returns {FeedState} the state after a read that brought an answer, new or unchanged
 */
export function afterRead(state, { now, hours, headers }) {
  const wait = Math.max(hours * HOUR, freshFor(headers));
  return { ...state, read: now, next: now + wait, failures: 0, error: null };
}

/**
 * @param {FeedState} state
 * @param {object} news
 * @param {number} news.now
 * @param {Headers | null} news.headers
 * @param {NonNullable<FeedState["error"]>} news.error
 * @returns {FeedState}
 */
export function afterFailure(state, { now, headers, error }) {
  if (error.code === "offline") {
    return { ...state, next: now + OFFLINE_WAIT, error };
  }
  const failures = state.failures + 1;
  const wait = Math.max(Math.min(DAY, FIRST_WAIT * 2 ** Math.min(failures - 1, 12)), retryAfter(headers, now));
  return { ...state, failures, error, next: error.code === "gone" ? Number.MAX_SAFE_INTEGER : now + wait };
}

/**
 * Is it time? A clock that was set back makes a feed due that was read in its future.
 *
 * @param {FeedState} state
 * @param {number} now
 */
export function isDue(state, now) {
  return now >= state.next || (state.read !== null && state.read > now + MINUTE);
}

/**
 * Must it wait although the reader asks? Only a server's own word holds against the reader's.
 *
 * @param {FeedState} state
 * @param {number} now
 */
export function mustWait(state, now) {
  return state.error?.code === "asked-to-wait" && now < state.next;
}

/** @param {Headers | null} headers @param {number} now */
export function retryAfter(headers, now) {
  const said = headers?.get("retry-after")?.trim() ?? "";
  const until = /^\d{1,9}$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - now;
  return Number.isFinite(until) ? clamp(until) : 0;
}

/** @param {Headers | null} headers */
function freshFor(headers) {
  const said = /(?:^|[,\s])max-age\s*=\s*"?(\d{1,9})/i.exec(headers?.get("cache-control") ?? "")?.[1];
  const age = Number(/^\d{1,9}$/.exec(headers?.get("age")?.trim() ?? "")?.[0] ?? 0);
  return said ? clamp((Number(said) - age) * 1_000) : 0;
}

/** @param {number} wait */
function clamp(wait) {
  return Math.min(WEEK, Math.max(0, wait));
}
