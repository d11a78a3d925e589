/**
 * The signs that belong to no name, by kind: the quotation with the sign marked, what probably stood there, why, and where.
 */

import { el, icon } from "../el.js";
import { engineLang, engineText, number, ownLang, plural, t } from "../i18n.js";
import { ORDER } from "./kinds.js";
import { signsOfNames } from "./name-signs.js";
import { drawWrong } from "./wrong.js";

/** @import { Category, DetectorInfo, EvidenceRow, Report } from "../types.js" */
/** @import { ReportOptions } from "../report-view.js" */

/** Signs of one kind that are drawn at once; the rest waits behind a button. */
const FIRST = 5;

/**
 * @param {Report} report
 * @param {ReportOptions} options
 */
export function drawSigns(report, options) {
  const ofNames = new Set(signsOfNames(report).flat());
  return ORDER.map((category) => {
    const signs = report.evidence.flatMap((row, index) => (row.category === category && !ofNames.has(index) ? [index] : []));
    return signs.length > 0 && drawGroup(category, signs, report, options);
  });
}

/**
 * @param {Category} category
 * @param {number[]} signs
 * @param {Report} report
 * @param {ReportOptions} options
 */
function drawGroup(category, signs, report, options) {
  const id = `group-${category}`;
  const first = options.whole ? signs : signs.slice(0, FIRST);
  const rest = signs.slice(first.length);
  const list = el("ul", { class: "signs" }, first.map((index) => drawSign(report, index, options, true)));
  /** @param {Event} event */
  const more = (event) => {
    const fresh = rest.map((index) => drawSign(report, index, options, true));
    list.append(...fresh);
    fresh[0]?.querySelector("button")?.focus();
    if (event.currentTarget instanceof HTMLElement) {
      event.currentTarget.remove();
    }
  };
  return el(
    "section",
    { class: "group", "data-category": category, "aria-labelledby": id },
    el("h2", { id }, t(`category_${category}`), el("span", { class: "count" }, number(signs.length))),
    list,
    rest.length > 0 && el("button", { class: "quiet more", type: "button", onclick: more }, plural("more_signs", rest.length)),
    drawWhy(signs.flatMap((index) => report.evidence[index] ?? []), options.detectors),
  );
}

/**
 * One sign. In a name's card the repair is said once above, so here it may be left out.
 *
 * @param {Report} report
 * @param {number} index
 * @param {ReportOptions} options
 * @param {boolean} full with repair and reason
 */
export function drawSign(report, index, options, full) {
  const row = report.evidence[index];
  if (!row) {
    return el("li");
  }
  const { show, showLabel = t("show") } = options;
  return el(
    "li",
    { class: "sign", "data-sign": index, "data-category": row.category },
    drawQuote(row),
    full &&
      row.expected !== null &&
      el(
        "p",
        { class: "repair" },
        el("span", { class: "visually-hidden" }, t("sign_instead")),
        el("s", { lang: "en", dir: "auto" }, row.quote.exact),
        icon("arrow"),
        el("span", { class: "visually-hidden" }, t("sign_expected")),
        el("b", { lang: "en", dir: "auto" }, row.expected),
      ),
    full && el("p", { class: "why", ...engineLang(row) }, engineText(row, row.message)),
    (show || options.wrong) &&
      el(
        "div",
        { class: "row-doings" },
        show &&
          el(
            "button",
            { class: "quiet show", type: "button", "data-action": "show", onclick: () => show(index), "aria-label": t("show_label", showLabel, row.quote.exact) },
            icon("find"),
            el("span", {}, showLabel),
          ),
        full && options.wrong && drawWrong(row, report, options.wrong),
      ),
  );
}

/** @param {EvidenceRow} row */
function drawQuote({ quote, paragraph }) {
  return el(
    "blockquote",
    { lang: "en", dir: "auto" },
    paragraph === null && el("bdi", { class: "place", lang: ownLang() }, t("in_headline"), " "),
    before(quote.prefix),
    el("mark", {}, el("bdi", { class: "visually-hidden", lang: ownLang() }, t("mark_start"), " "), quote.exact, el("bdi", { class: "visually-hidden", lang: ownLang() }, " ", t("mark_end"))),
    after(quote.suffix),
  );
}

/** The engine gives this many characters around a sign, or fewer where the paragraph begins or ends. */
const CONTEXT = 32;

/**
 * What stands before, from a whole word on.
 *
 * @param {string} text
 */
function before(text) {
  if ([...text].length < CONTEXT) {
    return text;
  }
  const space = text.indexOf(" ");
  return `…${space < 0 || space === text.length - 1 ? text : text.slice(space + 1)}`;
}

/**
 * What stands after, up to a whole word.
 *
 * @param {string} text
 */
function after(text) {
  if ([...text].length < CONTEXT) {
    return text;
  }
  const space = text.lastIndexOf(" ");
  return `${space <= 0 ? text : text.slice(0, space)}…`;
}

/**
 * "Why is this a sign?" for each detector among the rows.
 *
 * @param {EvidenceRow[]} rows
 * @param {readonly DetectorInfo[]} detectors
 */
export function drawWhy(rows, detectors) {
  const used = new Set(rows.map((row) => row.detector));
  const infos = detectors.filter((info) => used.has(info.id));
  return (
    infos.length > 0 &&
    el(
      "details",
      { class: "explain" },
      el("summary", {}, t("why_sign")),
      infos.map((info) =>
        el(
          "div",
          { class: "detector", "data-detector": info.id },
          el("h3", engineLang(), info.title),
          el("p", engineLang(), info.what),
          el("p", engineLang(), info.why),
          el("p", {}, el("span", { class: "limits-word" }, t("why_limits")), " ", el("span", engineLang(), info.limits)),
        ),
      ),
    )
  );
}
