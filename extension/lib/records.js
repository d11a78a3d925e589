/**
 * What is known of each tab, in `storage.session`: in memory only, gone with the browser, and still there when the
 * background was killed and started again. The popup watches it and draws; it asks nobody how far a check is.
 *
 * The browser gives an extension about ten megabytes of it. Where there is no room left, what is kept for pages that may be loaded
 * anew (last.js) goes first. A comparison holds two articles, so then the comparisons of other tabs go, the oldest before the others,
 * then the oldest results. A tab whose result has gone is checked again when somebody asks.
 */

import { dropAll } from "./last.js";

/** @import { DoneRecord, TabRecord } from "./types.js" */

/** @param {number} tabId */
const key = (tabId) => `tab:${tabId}`;

/**
 * @param {number} tabId
 * @returns {Promise<TabRecord | null>}
 */
export async function getRecord(tabId) {
  const name = key(tabId);
  return readRecord((await chrome.storage.session.get(name))[name]);
}

/** @returns {Promise<[tabId: number, record: TabRecord][]>} */
export async function allRecords() {
  const all = await chrome.storage.session.get(null);
  return Object.entries(all).flatMap(([name, stored]) => {
    const tabId = /^tab:(\d+)$/.exec(name)?.[1];
    const record = tabId ? readRecord(stored) : null;
    return record ? [/** @type {[number, TabRecord]} */ ([Number(tabId), record])] : [];
  });
}

/**
 * A record as it was put down; null for anything else. Another version of the extension may have put it down.
 *
 * @param {unknown} stored
 * @returns {TabRecord | null}
 */
export function readRecord(stored) {
  const record = /** @type {TabRecord} */ (stored);
  if (!isObject(record) || typeof record.run !== "string" || typeof record.url !== "string") {
    return null;
  }
  switch (record.phase) {
    case "done":
      return isDone(record) ? record : null;
    case "stale":
      return record.was === null || isDone(record.was) ? record : null;
    case "scanning":
      return typeof record.startedAt === "number" ? record : null;
    case "unsupported":
      return typeof record.page === "string" ? record : null;
    case "failed":
      return typeof record.code === "string" ? record : null;
    default:
      return null;
  }
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === "object" && value !== null;
}

/** @param {DoneRecord} record */
function isDone(record) {
  const { report, detectors, looked } = record;
  return isObject(report) && typeof report.status === "string" && isObject(report.text) && isObject(report.page)
    && [report.evidence, report.names, report.sources, detectors, looked].every(Array.isArray);
}

/**
 * @param {number} tabId
 * @param {TabRecord} record
 * @throws where there is no room even when all others have made room
 */
export async function putRecord(tabId, record) {
  const put = () => chrome.storage.session.set({ [key(tabId)]: record });
  try {
    await put();
  } catch (error) {
    for await (const _ of makingRoom(tabId)) {
      try {
        return await put();
      } catch {
        // more
      }
    }
    throw error;
  }
}

/**
 * Frees memory, step by step.
 *
 * @param {number} tabId whose record is to be put down
 */
async function* makingRoom(tabId) {
  yield dropAll();
  const others = (await allRecords()).filter(([id]) => id !== tabId).sort(([, a], [, b]) => timeOf(a) - timeOf(b));
  for (const [id, record] of others) {
    if (record.phase === "done" && record.report.comparison) {
      // Half a result would be none: the page is judged anew when somebody asks.
      yield dropRecord(id);
    }
  }
  for (const [id] of others) {
    yield dropRecord(id);
  }
}

/** @param {TabRecord} record */
function timeOf(record) {
  const done = record.phase === "stale" ? record.was : record.phase === "done" ? record : null;
  return done?.at ?? 0;
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
 * @returns {() => void} ends it
 */
export function watchRecord(tabId, changed) {
  return watchSession(key(tabId), (stored) => changed(readRecord(stored)));
}

/**
 * Calls back with every new value under a key of `storage.session`.
 *
 * @param {string} name
 * @param {(stored: unknown) => void} changed
 * @returns {() => void} ends it
 */
export function watchSession(name, changed) {
  /** @param {Record<string, chrome.storage.StorageChange>} changes */
  const hear = (changes) => {
    const change = changes[name];
    if (change) changed(change.newValue);
  };
  chrome.storage.session.onChanged.addListener(hear);
  return () => chrome.storage.session.onChanged.removeListener(hear);
}
