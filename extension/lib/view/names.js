/**
 * Corrupted names, a card for each person: the forms found, the name that was meant, how it may have come about, and the
 * places.
 */

import { el, icon } from "../el.js";
import { engineLang, engineText, t } from "../i18n.js";
import { drawSign, drawWhy } from "./signs.js";

/** @import { EvidenceRow, NameRow, Report } from "../types.js" */
/** @import { ReportOptions } from "../report-view.js" */

/**
 * The signs of each name, as indices into the report's evidence; every sign belongs to at most one name.
 *
 * @param {Report} report
 * @returns {number[][]}
 */
export function signsOfNames(report) {
  const taken = new Set();
  return report.names.map((name) =>
    report.evidence.flatMap((row, index) => {
      const its = !taken.has(index) && isOf(row, name);
      if (its) {
        taken.add(index);
      }
      return its ? [index] : [];
    }),
  );
}

/**
 * @param {EvidenceRow} row
 * @param {NameRow} name
 */
function isOf(row, name) {
  return row.category === "name" && name.observed.includes(row.quote.exact)
    || row.category === "name" && row.expected === name.likely;
}

/**
 * @param {Report} report
 * @param {ReportOptions} options
 */
export function drawNames(report, options) {
  if (report.names.length === 0) {
    return null;
  }
  const signs = signsOfNames(report);
  return el(
    "section",
    { class: "names", "aria-labelledby": "names-heading" },
    el("h2", { id: "names-heading" }, t("names_heading"), el("span", { class: "count" }, String(report.names.length))),
    el("ul", { class: "cards" }, report.names.map((name, index) => drawName(name, signs[index] ?? [], report, options))),
  );
}

/**
 * @param {NameRow} name
 * @param {number[]} signs
 * @param {Report} report
 * @param {ReportOptions} options
 */
function drawName(name, signs, report, options) {
  const rows = signs.flatMap((index) => report.evidence[index] ?? []);
  return el(
    "li",
    { class: "card name" },
    el(
      "p",
      { class: "observed" },
      el("span", { class: "visually-hidden" }, t("name_written")),
      name.observed.map((form, index) => [index > 0 && " ", el("span", { class: "form", lang: "en", dir: "auto" }, form)]),
    ),
    el(
      "h3",
      { class: "likely" },
      icon("arrow"),
      el("span", { class: "visually-hidden" }, t("name_likely")),
      el("bdi", { lang: "en" }, name.likely),
    ),
    name.role && el("p", { class: "role", lang: "en", dir: "auto" }, name.role),
    el("p", { class: "why", ...engineLang(name) }, engineText(name, name.why)),
    el(
      "p",
      { class: "tags" },
      el("span", { class: "tag" }, t(`channel_${name.channel.replace("-", "_")}`)),
      el("span", { class: "tag" }, t(confidenceKey(name.confidence))),
    ),
    rows.length > 0 &&
      el(
        "details",
        {},
        el("summary", {}, t("name_places"), el("span", { class: "count" }, String(rows.length))),
        el("ul", { class: "signs" }, signs.map((index) => drawSign(report, index, options, false))),
        drawWhy(rows, options.detectors),
      ),
  );
}

/** @param {number} confidence */
export function confidenceKey(confidence) {
  if (confidence >= 0.9) {
    return "confidence_high";
  }
  return confidence >= 0.6 ? "confidence_medium" : "confidence_low";
}
