/**
 * What a report comes to, in a heading, a sentence and a meter; and what that means and does not. Popup, side panel and demo say
 * it alike.
 */

import { el } from "../el.js";
import { day, number, plural, t } from "../i18n.js";
import { reportState } from "../view-state.js";

/** @import { About, Category, Report } from "../types.js" */

/**
 * @param {Report} report
 * @param {object} options
 * @param {readonly Category[]} options.looked kinds of signs that were looked for
 * @param {string} [options.headingId]
 */
export function drawVerdict(report, { looked, headingId = "heading" }) {
  const { kind } = reportState(report);
  return el(
    "header",
    { class: "verdict" },
    el("h1", { id: headingId, tabindex: -1 }, verdictHeading(report)),
    el("p", { class: "lead" }, t(leadKey(kind))),
    kind === "clean" ? drawLooked(looked) : drawScore(report),
    report.text.truncated && el("p", { class: "aside" }, t("truncated", report.text.words)),
  );
}

/** @param {ReturnType<typeof reportState>["kind"]} kind */
function leadKey(kind) {
  switch (kind) {
    case "confirmed":
      return "confirmed_lead";
    case "suspicious":
      return "suspicious_lead";
    case "inconclusive":
      return "inconclusive_lead";
    default:
      return "clean_lead";
  }
}

/** @param {Report} report */
export function verdictHeading(report) {
  const signs = report.evidence.length;
  switch (reportState(report).kind) {
    case "confirmed":
      return t("confirmed_heading");
    case "suspicious":
      return plural("suspicious_heading", signs);
    case "inconclusive":
      return plural("inconclusive_heading", signs);
    default:
      return plural(signs > 0 ? "clean_heading_weak" : "clean_heading", report.text.words);
  }
}

/** The score in a word. @param {Report} report */
export function scoreWord(report) {
  return t(report.verdict === "likely-garbled" ? "evidence_strong" : "evidence_some");
}

/** @param {Report} report */
function drawScore(report) {
  const score = report.score ?? 0;
  const word = scoreWord(report);
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

/**
 * What a score says and what it does not.
 *
 * @param {About | undefined} [about] what the engine knows
 */
export function drawLimits(about) {
  return el(
    "details",
    { class: "limits" },
    el("summary", {}, t("limits_heading")),
    el("p", {}, t("limits_score")),
    el("p", {}, t("limits_errors")),
    el("p", {}, t("limits_clean")),
    about && el("p", {}, t("limits_people", about.figures, day(Date.parse(`${about.figures_as_of}T12:00`)))),
  );
}
