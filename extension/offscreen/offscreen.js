/**
 * A page nobody sees, for what needs a document: the engine on the copy of a page, feeds, and comparisons. The background makes it
 * when it is needed and closes it afterwards. Where more work may come soon it does not, and then the page closes itself: it
 * cannot be forgotten by a background that was killed.
 */

import { answerAs } from "../lib/messages.js";
import { handlers } from "../lib/room.js";

/** Milliseconds without work. The engine's memory goes with the page. */
const IDLE = 20_000;

let works = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

const counted = Object.entries(handlers).map(([type, handle]) => [
  type,
  async (/** @type {never} */ ask, /** @type {chrome.runtime.MessageSender} */ sender) => {
    works += 1;
    clearTimeout(timer);
    try {
      return await handle(ask, sender);
    } finally {
      works -= 1;
      if (works === 0) timer = setTimeout(() => window.close(), IDLE);
    }
  },
]);

answerAs(/** @type {const} */ ("offscreen"), /** @type {typeof handlers} */ (Object.fromEntries(counted)));
