/**
 * What the indexes know of an article, put into its report. Pure. It judges nothing: where the engine's answer comes with a verdict
 * of its own, the stronger of the two stands.
 */

import { hostOf, safeUrl, sameDocument } from "./links.js";

/** @import { Consulted, NameRow, Report, SourceRow } from "./types.js" */

/**
 * @param {Report} report
 * @param {Consulted} consulted
 * @returns {Report}
 */
export function withConsulted(report, { sources, names, finding }) {
  const [page, first] = [safeUrl(report.page.url), safeUrl(sources[0]?.url)];
  // A publisher's own page is in its feed: it is no copy of itself, nor of its edition under another address.
  if (!first || first.hostname === page?.hostname) {
    return report;
  }
  const known = { ...report, sources: withSources(report.sources, sources) };
  // A comparison that came first has judged by both texts, of which the indexes have sketches.
  if (report.comparison) {
    return known;
  }
  const found = { ...known, names: withNames(report.names, names) };
  return finding && report.verdict !== null && (report.score ?? 0) < (finding.score ?? 0) ? { ...found, ...finding } : found;
}

/**
 * The surest first; the prepared search, which is no candidate, at the end.
 *
 * @param {readonly SourceRow[]} known
 * @param {readonly SourceRow[]} found
 */
export function withSources(known, found) {
  const added = found.filter(({ url }, index) =>
    safeUrl(url) && !known.some((row) => same(row, url)) && !found.slice(0, index).some((row) => same(row, url)));
  const surer = known.map((row) => {
    const twin = found.find(({ url }) => same(row, url));
    // The page names it and the index knows it: the index has seen the text.
    return twin && twin.confidence >= row.confidence ? { ...twin, reasons: [...twin.reasons, ...row.reasons], reason_messages: [...twin.reason_messages, ...row.reason_messages] } : row;
  });
  const rank = (/** @type {SourceRow} */ row) => (row.relation === "search" ? -1 : row.confidence);
  return [...surer, ...added].sort((a, b) => rank(b) - rank(a));
}

/**
 * @param {SourceRow} row
 * @param {string} url
 */
function same(row, url) {
  const [a, b] = [safeUrl(row.url), safeUrl(url)];
  return row.relation !== "search" && a !== null && b !== null && (sameDocument(a.href, b.href) || (hostOf(a) === hostOf(b) && a.pathname === b.pathname && a.search === b.search));
}

/**
 * A name that the original has is surer than the same name guessed.
 *
 * @param {readonly NameRow[]} known
 * @param {readonly NameRow[]} found
 */
function withNames(known, found) {
  const folded = (/** @type {NameRow} */ { observed }) => observed.map((form) => form.toLowerCase());
  const taken = found.map((row) => new Set(folded(row)));
  const left = known.filter((row) => !taken.some((forms) => folded(row).some((form) => forms.has(form))));
  return [...found, ...left];
}
