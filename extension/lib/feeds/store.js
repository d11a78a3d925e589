/**
 * What the indexes and feeds leave on the disk: IndexedDB, in one database that only pages and the worker of the extension see.
 *
 *     feeds      address of the feed -> FeedState
 *     segments   feed and day -> how many articles, how many bytes
 *     imports    number -> ImportedIndex
 *     bytes      a segment's or an import's index file
 *
 * A segment is what one feed brought on one day; whole segments expire, and a feed that is removed takes its own with it. The
 * bytes lie apart, so that lists and sums need not read them. No text is in here: an index file holds none.
 *
 * A full disk and a damaged database are answers (`StoreError`), not surprises; `startAfresh` throws everything away.
 */

/** @import { FeedState, ImportedIndex } from "../types.js" */

/** @typedef {{ key: string, feed: string, day: string, articles: number, size: number }} Segment */

const NAME = "ungarble";
/** One more with every change of the stores; `upgrade` has a step for each. */
const VERSION = 1;

export class StoreError extends Error {
  /** @param {"storage-full" | "storage"} code */
  constructor(code, detail = "") {
    super(detail || code);
    this.code = code;
  }
}

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

function open() {
  opened ??= new Promise((/** @type {(db: IDBDatabase) => void} */ resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = ({ oldVersion }) => upgrade(request.result, oldVersion);
    request.onsuccess = () => {
      const db = request.result;
      // Another page upgrades or deletes the database: this one lets go of it and opens it anew when it is needed.
      db.onversionchange = () => {
        db.close();
        opened = null;
      };
      db.onclose = () => {
        opened = null;
      };
      resolve(db);
    };
    request.onerror = () => reject(request.error);
  }).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

/**
 * @param {IDBDatabase} db
 * @param {number} from
 */
function upgrade(db, from) {
  if (from < 1) {
    for (const store of ["feeds", "segments", "bytes"]) {
      db.createObjectStore(store);
    }
    db.createObjectStore("imports", { keyPath: "id", autoIncrement: true });
  }
}

/**
 * Runs within one transaction: all of it happens, or nothing.
 *
 * @template T
 * @param {"readonly" | "readwrite"} mode
 * @param {string[]} stores
 * @param {(transaction: IDBTransaction) => Promise<T>} work awaits nothing but requests of the transaction
 * @returns {Promise<T>}
 */
async function within(mode, stores, work) {
  try {
    const transaction = (await open()).transaction(stores, mode);
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(undefined);
      transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
    });
    const [answer] = await Promise.all([work(transaction).catch((error) => abort(transaction, error)), done]);
    return answer;
  } catch (error) {
    const full = error instanceof DOMException && error.name === "QuotaExceededError";
    throw new StoreError(full ? "storage-full" : "storage", error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}

/**
 * @param {IDBTransaction} transaction
 * @param {unknown} error
 * @returns {never}
 */
function abort(transaction, error) {
  try {
    transaction.abort();
  } catch {
    // it has ended by itself
  }
  throw error;
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// ---- feeds -------------------------------------------------------------------------------------------------------

/**
 * @param {string} feed
 * @returns {Promise<FeedState | null>}
 */
export function getState(feed) {
  return within("readonly", ["feeds"], async (t) => (await answer(t.objectStore("feeds").get(feed))) ?? null);
}

/** @returns {Promise<Map<string, FeedState>>} of each feed that was ever read */
export function allStates() {
  return within("readonly", ["feeds"], async (t) => {
    const store = t.objectStore("feeds");
    const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
    return new Map(keys.map((key, index) => [String(key), values[index]]));
  });
}

/**
 * Writes how a read went and, where it brought something, the day's segment, both or neither.
 *
 * @param {string} feed
 * @param {FeedState} state
 * @param {{ day: string, articles: number, bytes: Uint8Array } | null} segment
 * @param {string | null} [run] only if the feed's last read is this one; a feed that was removed meanwhile has none
 * @returns {Promise<boolean>} whether it was written
 */
export function putState(feed, state, segment, run = null) {
  return within("readwrite", ["feeds", "segments", "bytes"], async (t) => {
    const feeds = t.objectStore("feeds");
    if (run !== null && (await answer(feeds.get(feed)))?.run !== run) {
      return false;
    }
    feeds.put(state, feed);
    if (segment) {
      const { day, articles, bytes } = segment;
      const key = segmentKey(feed, day);
      t.objectStore("segments").put({ key, feed, day, articles, size: bytes.length }, key);
      t.objectStore("bytes").put(bytes, key);
    }
    return true;
  });
}

/**
 * @param {string} feed
 * @param {string} day
 * @returns {Promise<{ articles: number, bytes: Uint8Array } | null>}
 */
export function getSegment(feed, day) {
  return within("readonly", ["segments", "bytes"], async (t) => {
    const key = segmentKey(feed, day);
    const [segment, bytes] = await Promise.all([answer(t.objectStore("segments").get(key)), answer(t.objectStore("bytes").get(key))]);
    return segment && bytes ? { articles: segment.articles, bytes } : null;
  });
}

/** @returns {Promise<Segment[]>} oldest first */
export async function segments() {
  const all = /** @type {Segment[]} */ (await within("readonly", ["segments"], (t) => answer(t.objectStore("segments").getAll())));
  return all.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** @param {readonly string[]} keys of segments */
export function dropSegments(keys) {
  return within("readwrite", ["segments", "bytes"], async (t) => {
    for (const key of keys) {
      t.objectStore("segments").delete(key);
      t.objectStore("bytes").delete(key);
    }
  });
}

/**
 * Forgets a feed and all it brought.
 *
 * @param {string} feed
 */
export async function forgetFeed(feed) {
  // First the state: a read under way finds it gone and writes nothing more.
  await within("readwrite", ["feeds"], async (t) => void t.objectStore("feeds").delete(feed));
  await dropSegments((await segments()).filter((segment) => segment.feed === feed).map(({ key }) => key));
}

/**
 * @param {string} feed
 * @param {string} day
 */
function segmentKey(feed, day) {
  return `${day} ${feed}`;
}

// ---- imported files ----------------------------------------------------------------------------------------------

/** @returns {Promise<ImportedIndex[]>} in the order of their import */
export function imports() {
  return within("readonly", ["imports"], (t) => answer(t.objectStore("imports").getAll()));
}

/**
 * @param {Omit<ImportedIndex, "id">} info
 * @param {Uint8Array} bytes
 */
export function addImport(info, bytes) {
  return within("readwrite", ["imports", "bytes"], async (t) => {
    const id = await answer(t.objectStore("imports").add(info));
    t.objectStore("bytes").put(bytes, importKey(Number(id)));
  });
}

/** @param {number} id */
export function dropImport(id) {
  return within("readwrite", ["imports", "bytes"], async (t) => {
    t.objectStore("imports").delete(id);
    t.objectStore("bytes").delete(importKey(id));
  });
}

/** @param {number} id */
function importKey(id) {
  return `import ${id}`;
}

// ---- all -----------------------------------------------------------------------------------------------------------

/** Is there anything to look an article up in? */
export function hasFiles() {
  return within("readonly", ["bytes"], async (t) => (await answer(t.objectStore("bytes").count())) > 0);
}

/** @returns {Promise<Uint8Array[]>} every index file, imported or of feeds */
export function files() {
  return within("readonly", ["bytes"], (t) => answer(t.objectStore("bytes").getAll()));
}

/** Throws the database away. What the reader chose stays: it is not in here. */
export async function startAfresh() {
  const db = await opened?.catch(() => null);
  db?.close();
  opened = null;
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = () => resolve(undefined);
    request.onerror = () => reject(new StoreError("storage", String(request.error)));
  });
}
