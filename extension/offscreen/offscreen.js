/**
 * A page nobody sees, in which the engine reads the copy of a page that keeps it out. The background makes it for one
 * check and closes it afterwards.
 */

import { answerAs } from "../lib/messages.js";
import { checkCopyHere } from "../lib/check-copy.js";

/** @import { Handlers, OffscreenMessages } from "../lib/types.js" */

/** @type {Handlers<OffscreenMessages>} */
const handlers = { "check-copy": checkCopyHere };

answerAs("offscreen", handlers);
