/**
 * What the reader must know of what a check cannot tell. Said where she decides how far to trust it: on the first run page and in
 * the settings.
 */

import { el } from "../el.js";
import { day, t } from "../i18n.js";

/** @import { About } from "../types.js" */

/**
 * @param {About | null} about null where the engine could not be asked
 * @param {boolean | null} privately whether the browser lets the extension into private windows; null where it is not known
 */
export function drawLimits(about, privately) {
  const point = (/** @type {string} */ head, /** @type {string} */ text) => el("li", {}, el("strong", {}, head), " ", text);
  return el(
    "ul",
    { class: "limits-list" },
    point(t("limit_proof"), t("limit_proof_text")),
    point(t("limit_english"), t("limit_english_text")),
    about && point(t("limit_people"), t("limit_people_text", about.figures, dateOf(about.figures_as_of))),
    point(t("limit_translated"), t("limit_translated_text")),
    point(t("limit_private"), `${t("limit_private_text")} ${privately === null ? "" : t(privately ? "limit_private_on" : "limit_private_off")}`.trim()),
    point(t("limit_pdf"), t("limit_pdf_text")),
  );
}

/** @param {string} date of the engine, in ISO 8601; anything else is shown as it is */
export function dateOf(date) {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? day(Date.parse(`${date}T12:00:00`)) : date;
}
