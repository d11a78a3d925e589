/**
 * The sentence at the head of the page, with the words that were probably meant above those that stand there.
 *
 * It is in the HTML as the engine reads it, so that it is there before anything is loaded (tests/ext/samples.test.mjs holds it
 * to that). When the first sample was read, it is drawn again from what the engine found just now.
 */

import { el } from "./lib/el.js";
import { pieces } from "./pieces.js";

/** @import { Report } from "./lib/types.js" */

/**
 * @param {HTMLElement} place
 * @param {Report["evidence"]} evidence of the text that the sentence is from
 */
export function drawSpecimen(place, evidence) {
  const found = pieces(specimenText(place), evidence);
  place.replaceChildren(
    ...found.map((piece) => ("meant" in piece ? el("ruby", { "data-category": piece.category }, el("mark", {}, piece.text), el("rt", {}, piece.meant)) : piece.text)),
  );
}

/** The sentence without what stands above it. @param {HTMLElement} place */
function specimenText(place) {
  const copy = /** @type {HTMLElement} */ (place.cloneNode(true));
  for (const meant of copy.querySelectorAll("rt")) {
    meant.remove();
  }
  return copy.textContent ?? "";
}
