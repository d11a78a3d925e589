/** The start of an exported file: draws the answer that the file carries. Of use in no other place. */

import { catalogue, useMessages } from "../i18n.js";
import { comparisonIn } from "./model.js";
import { drawComparison } from "./view.js";

/** @param {string} id */
const carried = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "null");

useMessages(catalogue(carried("sentences")), "en");
const found = comparisonIn(carried("answer"));
if (found) {
  document.getElementById("comparison")?.append(drawComparison(found));
}
