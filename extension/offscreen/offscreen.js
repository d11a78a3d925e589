/**
 * A page nobody sees, for what needs a document: the engine on the copy of a page that keeps it out, feeds, and comparisons. The
 * background makes it when it is needed and closes it afterwards.
 */

import { answerAs } from "../lib/messages.js";
import { handlers } from "../lib/room.js";

answerAs(/** @type {const} */ ("offscreen"), handlers);
