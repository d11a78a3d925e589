/** The start of an exported file: draws the answer that the file carries. Of use in no other place. */

import { el } from "../el.js";
import { catalogue, t, useMessages } from "../i18n.js";
import { comparisonIn } from "./model.js";
import { drawComparison } from "./view.js";

/** @param {string} id */
const carried = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "null");

useMessages(catalogue(carried("sentences")), "en");
const answer = carried("answer");
const found = comparisonIn(answer);
const view = found ? drawComparison(found) : el("h1", {}, `${t("compare_failed_heading")}. ${answer.reason ?? ""}`);
document.getElementById("comparison")?.append(view);
