/**
 * A page nobody sees, for what Chromium's worker cannot do: parse HTML. The background makes it for one check and
 * closes it afterwards.
 */

import { answerAs } from "../lib/messages.js";
import { checkHtmlHere } from "../lib/check-html.js";

/** @import { Handlers, OffscreenMessages } from "../lib/types.js" */

/** @type {Handlers<OffscreenMessages>} */
const handlers = { "check-html": checkHtmlHere };

answerAs("offscreen", handlers);
