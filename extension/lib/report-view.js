/**
 * Draws a whole report: verdict, likely source, corrupted names, signs by kind, and what a score means. The side panel and the
 * demo show it; a saved report is it, written down. What the popup shows of it is in view/summary.js.
 *
 * Pure drawing: it judges nothing, asks nothing and keeps no state but what the reader has folded open. Everything a page
 * said enters as text nodes; what may be linked is decided in links.js.
 */

import { el } from "./el.js";
import { plural } from "./i18n.js";
import { reportState } from "./view-state.js";
import { drawKinds } from "./view/kinds.js";
import { drawNames } from "./view/names.js";
import { drawSigns } from "./view/signs.js";
import { drawSources } from "./view/sources.js";
import { drawLimits, drawVerdict } from "./view/verdict.js";

/** @import { About, Category, Child, DetectorInfo, NameRow, Report } from "./types.js" */

export { verdictHeading } from "./view/verdict.js";

/**
 * @typedef {object} ReportOptions
 * @property {readonly DetectorInfo[]} detectors infos of at least the detectors that the report mentions
 * @property {readonly Category[]} looked kinds of signs that were looked for
 * @property {About | undefined} [about] what the engine knows
 * @property {(sign: number) => void} [show] shows a sign in the text it was found in; without it there is no button for it
 * @property {string} [showLabel] what that button says; "Show on page" if it is left out
 * @property {(url: string, look?: string) => HTMLElement} [compare] a button that compares with a candidate
 * @property {Child} [pair] what came of a comparison
 * @property {Child} [others] further ways to compare
 * @property {(name: NameRow) => void} [accept] takes a name for right; without it there is no button for it
 * @property {{ version: string }} [wrong] lets the reader copy what is wrong with a sign, found by this version of the extension
 * @property {string | null} [title] of the article, where it does not stand beside the report
 * @property {Child} [take] what the reader can take away of it
 * @property {boolean} [kinds] with switches for the kinds of signs
 * @property {boolean} [whole] every sign at once, for paper
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
  const found = [drawNames(report, options), drawSigns(report, options)];
  /** @type {HTMLElement} */
  const whole = el(
    "article",
    { class: "report", "data-verdict": report.verdict },
    options.title && el("p", { class: "article-title", lang: "en", dir: "auto" }, options.title),
    drawVerdict(report, options),
    options.take,
    options.pair,
    drawSources(report.sources, { search: !clean, urgent: kind === "suspicious" && !options.pair, compare: options.compare }),
    options.others,
    options.kinds && !clean && drawKinds(report, () => whole),
    clean && signs > 0 ? el("details", { class: "weak" }, el("summary", {}, plural("weak_signs", signs)), found) : found,
    drawLimits(options.about),
  );
  return whole;
}
