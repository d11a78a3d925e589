/**
 * Index files as the engine makes, joins and reads them, in a page of the extension. What it refuses, a damaged file say, is a
 * `Failure` with the engine's sentence.
 */

import { loadEngine } from "./check-copy.js";
import { Failure } from "./messages.js";

/** @import { Call, Outcome } from "./engine.js" */
/** @import { Consulted } from "./types.js" */

/** @typedef {{ id: string, text: string, title: string, url: string, publisher: string, published: string }} IndexItem */

/** @param {IndexItem[]} items @returns {Promise<Uint8Array>} */
export async function buildIndex(items) {
  return value((await loadEngine()).call("buildIndex", items));
}

/** @param {Uint8Array[]} files @returns {Promise<Uint8Array>} */
export async function mergeIndexes(files) {
  return value((await loadEngine()).call("mergeIndexes", files));
}

/** @param {Uint8Array} file @returns {Promise<{ articles: number }>} */
export async function indexInfo(file) {
  return value((await loadEngine()).call("indexInfo", file));
}

/**
 * @param {string} card in base64, as a content script sends it
 * @param {Uint8Array[]} files
 * @returns {Promise<Consulted>}
 */
export async function consult(card, files) {
  return value((await loadEngine()).call("consult", Uint8Array.from(atob(card), (c) => c.charCodeAt(0)), files));
}

/**
 * @template T
 * @param {Outcome<T>} outcome
 * @returns {T}
 */
function value(outcome) {
  if (!outcome.ok) {
    throw new Failure("engine", outcome.detail);
  }
  return outcome.value;
}
