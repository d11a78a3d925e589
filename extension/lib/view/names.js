/**
 * The table of corrupted names: the forms found, the name that was meant with its office, how it may have come about and how
 * sure that is; below each the reason and its places. Where there is no room for columns, a name's cells stand below each other.
 */

import { el, icon } from "../el.js";
import { engineLang, engineText, number, t } from "../i18n.js";
import { signsOfNames } from "./name-signs.js";
import { drawSign, drawWhy } from "./signs.js";
import { drawWrong } from "./wrong.js";

/** @import { NameRow, Report } from "../types.js" */
/** @import { ReportOptions } from "../report-view.js" */

/**
 * @param {Report} report
 * @param {ReportOptions} options
 */
export function drawNames(report, options) {
  if (report.names.length === 0) {
    return null;
  }
  const signs = signsOfNames(report);
  const heads = [t("name_head_written"), t("name_head_likely"), t("name_head_how")];
  // The roles are said because a browser forgets them where a style sheet makes grids of rows.
  return el(
    "section",
    { class: "names", "data-category": "name", "aria-labelledby": "names-heading" },
    el("h2", { id: "names-heading" }, t("names_heading"), el("span", { class: "count" }, number(report.names.length))),
    el(
      "table",
      { class: "name-table", role: "table", "aria-labelledby": "names-heading" },
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, heads.map((head) => el("th", { role: "columnheader", scope: "col" }, head)))),
      report.names.map((name, index) => el("tbody", { class: "name", role: "rowgroup" }, drawName(name, signs[index] ?? [], report, options))),
    ),
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
  const { accept } = options;
  return [
    el(
      "tr",
      { role: "row" },
      el(
        "td",
        { class: "observed", role: "cell" },
        name.observed.map((form, index) => [index > 0 && " ", el("span", { class: "form", lang: "en", dir: "auto" }, form)]),
      ),
      el(
        "td",
        { class: "likely", role: "cell" },
        icon("arrow"),
        el("span", {}, el("bdi", { class: "likely-name", lang: "en" }, name.likely), name.role && el("span", { class: "role", lang: "en", dir: "auto" }, name.role)),
      ),
      el(
        "td",
        { class: "tags", role: "cell" },
        el("span", { class: "tag" }, t(`channel_${name.channel.replace("-", "_")}`)),
        el("span", { class: "tag" }, t(confidenceKey(name.confidence))),
      ),
    ),
    el(
      "tr",
      { class: "name-more", role: "row" },
      el(
        "td",
        { colspan: 3, role: "cell" },
        el("p", { class: "why", ...engineLang(name) }, engineText(name, name.why)),
        el(
          "div",
          { class: "row-doings" },
          rows.length > 0 &&
            el(
              "details",
              {},
              el("summary", {}, t("name_places"), el("span", { class: "count" }, number(rows.length))),
              el("ul", { class: "signs" }, signs.map((index) => drawSign(report, index, options, false))),
              drawWhy(rows, options.detectors),
            ),
          options.wrong && rows[0] && drawWrong(rows[0], report, options.wrong),
          accept && el("button", { class: "quiet accept", type: "button", onclick: () => accept(name) }, t("name_right")),
        ),
      ),
    ),
  ];
}

/** @param {number} confidence */
export function confidenceKey(confidence) {
  if (confidence >= 0.9) {
    return "confidence_high";
  }
  return confidence >= 0.6 ? "confidence_medium" : "confidence_low";
}
