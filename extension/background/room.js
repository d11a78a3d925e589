/**
 * A page of the extension for work that needs a document: in Chromium an offscreen document, opened for the work and closed after
 * it, or a little later where more is likely to come; in Firefox the background is a page itself.
 */

import { askOffscreen, Failure } from "../lib/messages.js";

/** @import { Answer, OffscreenMessages } from "../lib/types.js" */

/**
 * Has something done in the page.
 *
 * @template {keyof OffscreenMessages} T
 * @param {T} type
 * @param {OffscreenMessages[T]["ask"]} ask
 * @param {number} patience milliseconds
 * @param {{ linger?: boolean }} [options] `linger`: more of it may come soon, so the page is left to close itself
 * @returns {Promise<OffscreenMessages[T]["value"]>}
 */
export async function inRoom(type, ask, patience, { linger = false } = {}) {
  if (!chrome.offscreen) {
    const { handlers } = await import("../lib/room.js");
    return within(patience, Promise.resolve(handlers[type](ask, {})));
  }
  const answer = await once(type, ask, patience, linger);
  // A page that lingered may close itself just as it is asked.
  return value(!answer.ok && answer.code === "page-gone" ? await once(type, ask, patience, linger) : answer);
}

/**
 * @template {keyof OffscreenMessages} T
 * @param {T} type
 * @param {OffscreenMessages[T]["ask"]} ask
 * @param {number} patience
 * @param {boolean} linger
 */
async function once(type, ask, patience, linger) {
  try {
    await openOffscreen();
    return await within(patience, askOffscreen(type, ask));
  } finally {
    leaveOffscreen(linger);
  }
}

/** Works that use the offscreen document now. Lost with the worker, and then there are none. */
let guests = 0;
/** @type {Promise<void> | null} */
let opening = null;
/** The document may still be there while it closes, and answers nobody. @type {Promise<void>} */
let closing = Promise.resolve();

async function openOffscreen() {
  guests += 1;
  // Two at once wait for one document: there can be no second, and the first has to have loaded.
  opening ??= closing.then(makeOffscreen).finally(() => {
    opening = null;
  });
  await opening;
}

async function makeOffscreen() {
  // One may be left over from a worker that was killed.
  if (!(await chrome.offscreen.hasDocument())) {
    await chrome.offscreen.createDocument({
      url: "offscreen/offscreen.html",
      reasons: [chrome.offscreen.Reason.DOM_PARSER],
      justification: "Reads what a worker has no parser for: feeds, pages to compare with, copies of pages that forbid WebAssembly.",
    });
  }
}

/** @param {boolean} linger */
function leaveOffscreen(linger) {
  guests -= 1;
  if (guests <= 0 && !linger) {
    closing = chrome.offscreen.closeDocument().catch(() => {});
  }
}

/**
 * @template V
 * @param {Answer<V>} answer
 */
export function value(answer) {
  if (!answer.ok) {
    throw new Failure(answer.code, answer.detail);
  }
  return answer.value;
}

/**
 * @template V
 * @param {number} milliseconds
 * @param {Promise<V>} promise
 * @returns {Promise<V>}
 */
export function within(milliseconds, promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Failure("timeout", `${milliseconds} ms`)), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
