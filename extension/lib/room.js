/**
 * What is done in a page of the extension, because it needs a document: the handlers of Chromium's offscreen document, which in
 * Firefox the background calls itself.
 */

import { checkCopyHere } from "./check-copy.js";
import { comparePages } from "./compare-pages.js";
import { readFeed } from "./feeds/read.js";
import { files } from "./feeds/store.js";
import { consult } from "./index-files.js";

/** @import { Handlers, OffscreenMessages } from "./types.js" */

/** @type {Handlers<OffscreenMessages>} */
export const handlers = {
  "check-copy": checkCopyHere,
  "read-feed": (ask) => readFeed(ask),
  consult: async ({ card }) => consult(card, await files()),
  compare: comparePages,
};
