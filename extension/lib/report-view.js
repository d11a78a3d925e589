/**
 * Draws a report: verdict, likely source, corrupted names, signs by kind, and what a score means. The popup and the
 * demo show the same.
 *
 * Pure drawing: it judges nothing, asks nothing and keeps no state but what the reader has folded open. Everything a page
 * said enters as text nodes; what may be linked is decided in links.js.
 */

import { el } from "./el.js";
import { number, plural, t } from "./i18n.js";
import { reportState } from "./view-state.js";
import { drawNames } from "./view/names.js";
import { drawSigns } from "./view/signs.js";
import { drawSources } from "./view/sources.js";

/** @import { Category, Child, DetectorInfo, Report } from "./types.js" */

/**
 * @typedef {object} ReportOptions
 * @property {readonly DetectorInfo[]} detectors infos of at least the detectors that the report mentions
 * @property {readonly Category[]} looked kinds of signs that were looked for
 * @property {(sign: number) => void} [show] shows a sign in the text it was found in; without it there is no button for it
 * @property {string} [showLabel] what that button says; "Show on page" if it is left out
 * @property {(url: string) => HTMLElement} [compare] a button that compares with a candidate
 * @property {Child} [pair] what came of a comparison
 * @property {Child} [others] further ways to compare
 * @property {string} [headingId] the id of the heading, which takes the focus when a result arrives
 */

/**
 * A scored report. For other statuses there is nothing to draw but a sentence: the caller has it.
 *
 * @param {Report} report
 * @param {ReportOptions} options
 * @returns {HTMLElement}
 */
export function drawReport(report, options) {
  const { kind } = reportState(report);
  const clean = kind === "clean";
  const signs = report.evidence.length;
  return el(
    "article",
    { class: "report", "data-verdict": report.verdict },
    el(
      "header",
      { class: "verdict" },
      el("h1", { id: options.headingId ?? "heading", tabindex: -1 }, verdictHeading(report)),
      el("p", { class: "lead" }, clean ? t("clean_lead") : t(kind === "suspicious" ? "suspicious_lead" : "inconclusive_lead")),
      !clean && drawScore(report),
      clean && drawLooked(options.looked),
      report.text.truncated && el("p", { class: "aside" }, t("truncated", report.text.words)),
    ),
    options.pair,
    drawSources(report.sources, { search: !clean, urgent: kind === "suspicious", compare: options.compare }),
    options.others,
    clean && signs > 0
      ? el(
          "details",
          { class: "weak" },
          el("summary", {}, plural("weak_signs", signs)),
          drawNames(report, options),
          drawSigns(report, options),
        )
      : [drawNames(report, options), drawSigns(report, options)],
    el(
      "details",
      { class: "limits" },
      el("summary", {}, t("limits_heading")),
      el("p", {}, t("limits_score")),
      el("p", {}, t("limits_errors")),
      el("p", {}, t("limits_clean")),
    ),
  );
}

/** @param {Report} report */
export function verdictHeading(report) {
  const signs = report.evidence.length;
  switch (reportState(report).kind) {
    case "suspicious":
      return plural("suspicious_heading", signs);
    case "inconclusive":
      return plural("inconclusive_heading", signs);
    default:
      return plural(signs > 0 ? "clean_heading_weak" : "clean_heading", report.text.words);
  }
}

/** @param {Report} report */
function drawScore(report) {
  const score = report.score ?? 0;
  const word = t(report.verdict === "likely-garbled" ? "evidence_strong" : "evidence_some");
  return el(
    "div",
    { class: "score" },
    el(
      "p",
      { class: "score-figure", id: "score" },
      el("span", { dir: "ltr" }, el("b", {}, number(score)), " ", t("score_of")),
      " ",
      el("bdi", { class: "score-word" }, word),
    ),
    el("meter", { min: 0, max: 100, value: score, "aria-label": t("score_label"), "aria-valuetext": t("score_text", score, word) }),
    el("p", { class: "aside" }, plural("words_read", report.text.words)),
  );
}

/** @param {readonly Category[]} looked */
function drawLooked(looked) {
  return el(
    "div",
    { class: "checked" },
    el("h2", {}, t("checked_heading")),
    el("ul", {}, looked.map((category) => el("li", {}, t(`checked_${category}`)))),
  );
}
