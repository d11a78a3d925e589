/**
 * What is done in a page of the extension, because it needs a document: the handlers of Chromium's offscreen document, which in
 * Firefox the background calls itself.
 */

import { checkCopyHere, checkTextHere } from "./check-copy.js";
import { comparePages } from "./compare-pages.js";
import { readFeed } from "./feeds/read.js";
import { files } from "./feeds/store.js";
import { consult, indexInfo } from "./index-files.js";

/** @import { Consulted, Handlers, OffscreenMessages } from "./types.js" */

/** @type {Handlers<OffscreenMessages>} */
export const handlers = {
  "check-copy": checkCopyHere,
  "check-text": checkTextHere,
  "read-feed": (ask) => readFeed(ask),
  consult: ({ card }) => consultAll(card),
  compare: comparePages,
};

/**
 * One damaged file does not silence the others.
 *
 * @param {string} card
 * @returns {Promise<Consulted>}
 */
async function consultAll(card) {
  const all = await files();
  try {
    return await consult(card, all);
  } catch {
    const whole = await Promise.all(all.map((file) => indexInfo(file).then(() => true, () => false)));
    return consult(card, all.filter((_, index) => whole[index]));
  }
}
