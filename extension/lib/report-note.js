/**
 * A report in words to take away: a short note for a moderator's ticket, in plain text, and the whole in Markdown. Both hold what
 * the report says and nothing else of the page's text.
 */

import { day, engineText, number, percent, t } from "./i18n.js";
import { escapeMarkdown } from "./compare-view/export.js";
import { safeUrl } from "./links.js";
import { strongest } from "./view/strongest.js";
import { scoreWord, verdictHeading } from "./view/verdict.js";

/** @import { DetectorInfo, EvidenceRow, Report, SourceRow } from "./types.js" */

/** Signs that a note quotes. */
const FEW = 5;

/**
 * @param {Report} report
 * @param {readonly DetectorInfo[]} detectors
 * @param {number} now milliseconds since 1970
 */
export function noteOf(report, detectors, now) {
  const { page } = report;
  const signs = strongest(report, detectors, FEW).map(({ observed, expected, name, row }) =>
    `- “${observed}”${expected === null ? "" : ` → “${expected}”`}${name?.role ? ` (${name.role})` : ""}${expected === null && row ? `: ${engineText(row, row.message)}` : ""}`);
  const source = likely(report);
  return [
    page.title && `“${page.title}”`,
    safeUrl(page.url)?.href,
    "",
    `${verdictHeading(report)}.`,
    ...(report.verdict === "no-signs" ? [] : [`${t("score_text", report.score ?? 0, scoreWord(report))}. ${t("note_probability", percent(report.probability ?? 0))}`]),
    t("note_checked", report.engine, day(now)),
    ...(signs.length > 0 ? ["", `${t("strongest_heading")}:`, ...signs] : []),
    ...(source ? ["", `${t(report.comparison ? "pair_original" : "sources_likely")}: ${source}`] : []),
    "",
    t("note_foot"),
  ].filter((line) => line !== null && line !== undefined).join("\n");
}

/** The article it was compared with, or the best candidate, in one line. @param {Report} report */
function likely({ comparison, sources }) {
  if (comparison) {
    const { title, url } = comparison.original ?? {};
    return comparison.relation === "garbled-copy" ? [title && `“${title}”`, safeUrl(url)?.href].filter(Boolean).join(", ") || null : null;
  }
  const best = sources.find(({ relation, confidence, url }) => relation !== "search" && confidence >= 0.5 && safeUrl(url));
  return best ? `${[best.title && `“${best.title}”`, best.publisher, safeUrl(best.url)?.href].filter(Boolean).join(", ")} (${reasonsOf(best)[0] ?? ""})` : null;
}

/** @param {SourceRow} source */
function reasonsOf({ reasons, reason_messages: messages }) {
  return reasons.map((reason, index) => engineText(messages[index], reason));
}

/**
 * @param {Report} report
 * @param {number} now milliseconds since 1970
 */
export function markdownOf(report, now) {
  const { page, names, evidence, sources } = report;
  const address = safeUrl(page.url)?.href;
  const scored = report.verdict !== "no-signs";
  const lines = [
    `## ${verdictHeading(report)}`,
    "",
    `**${escapeMarkdown(page.title || t("compare_untitled"))}**${address ? ` <${address}>` : ""}`,
    "",
    ...(scored ? [`- ${t("score_text", report.score ?? 0, scoreWord(report))}`, `- ${t("note_probability", percent(report.probability ?? 0))}`] : []),
    `- ${t("note_checked", report.engine, day(now))}`,
    ...table(
      t("names_heading"),
      [t("name_head_written"), t("name_head_likely"), t("compare_why")],
      names.map((name) => [name.observed.join("; "), [name.likely, name.role].filter(Boolean).join(", "), engineText(name, name.why)]),
    ),
    ...table(
      t("signs_heading"),
      [t("name_head_written"), t("note_expected"), t("compare_why")],
      evidence.map((row) => [quoted(row), row.expected ?? "", engineText(row, row.message)]),
    ),
    ...list(t("note_sources"), sources.flatMap((source) => {
      const url = safeUrl(source.url)?.href;
      return url ? [`${source.title ? `${escapeMarkdown(source.title)} ` : ""}<${url}>: ${reasonsOf(source).map(escapeMarkdown).join(" ")}`] : [];
    })),
    "",
    `_${t("note_foot")}_`,
  ];
  return `${lines.join("\n")}\n`;
}

/** @param {EvidenceRow} row */
function quoted({ quote }) {
  return `…${quote.prefix}[${quote.exact}]${quote.suffix}…`;
}

/** @param {string} heading @param {string[]} heads @param {string[][]} rows */
function table(heading, heads, rows) {
  return rows.length === 0
    ? []
    : ["", `### ${heading} (${number(rows.length)})`, "", `| ${heads.join(" | ")} |`, `|${" --- |".repeat(heads.length)}`, ...rows.map((cells) => `| ${cells.map(escapeMarkdown).join(" | ")} |`)];
}

/** @param {string} heading @param {string[]} items */
function list(heading, items) {
  return items.length === 0 ? [] : ["", `### ${heading}`, "", ...items.map((item) => `- ${item}`)];
}
