/**
 * Where the text may come from: the best candidate in full, the others folded, the prepared search as what it is, a search.
 *
 * A host is always shown in full and in ASCII, and nothing is opened but by a click.
 */

import { el, icon } from "../el.js";
import { engineLang, engineText, number, t } from "../i18n.js";
import { hostOf, safeUrl, searchWords } from "../links.js";

/** Confidence from which a candidate is called likely. */
export const LIKELY = 0.5;

/** What an article without signs is shown with: a source it names, not every page it links to. */
const NAMED = new Set(["declared-canonical", "credited", "indexed-match"]);

/** @import { SourceRow } from "../types.js" */

/**
 * @param {readonly SourceRow[]} sources
 * @param {object} options
 * @param {boolean} options.search offer a search for the original too
 * @param {boolean} options.urgent it is what to do next
 * @param {boolean} [options.brief] the best alone: the others stand elsewhere
 * @param {((url: string, look?: string) => HTMLElement) | undefined} [options.compare] a button that compares with a candidate
 */
export function drawSources(sources, { search, urgent, brief = false, compare }) {
  const rows = sources.flatMap((source) => {
    const url = safeUrl(source.url);
    return url ? [{ source, url }] : [];
  });
  const found = rows.filter(({ source }) => source.relation !== "search" && (search || NAMED.has(source.relation)));
  const prepared = search ? rows.find(({ source }) => source.relation === "search") : undefined;
  const [best, ...others] = found;
  if (!best && !prepared) {
    return null;
  }
  // A likely original is what the reader wants; what else there is waits behind it.
  const likely = best && best.source.confidence >= LIKELY;
  const more = brief ? [] : [
    ...others.map(({ source, url }) => drawSource(source, url, compare)),
    prepared && likely && drawSearch(prepared.source, prepared.url, "button"),
  ].filter((child) => child !== undefined && child !== false);
  return el(
    "section",
    { class: "sources", id: "sources", "aria-labelledby": "sources-heading" },
    el("h2", { id: "sources-heading" }, t(headingKey(best?.source, search))),
    best && drawSource(best.source, best.url, compare, urgent && likely ? "button primary" : undefined),
    more.length > 0 &&
      el(
        "details",
        {},
        el("summary", {}, t("sources_more"), el("span", { class: "count" }, number(more.length))),
        el("div", { class: "cards" }, more),
      ),
    prepared && !likely && drawSearch(prepared.source, prepared.url, urgent && !likely ? "button primary" : "button"),
  );
}

/**
 * @param {SourceRow | undefined} best
 * @param {boolean} suspicious
 */
function headingKey(best, suspicious) {
  if (!best) {
    return "search_heading";
  }
  if (!suspicious) {
    return "sources_named";
  }
  return best.confidence >= LIKELY ? "sources_likely" : "sources_possible";
}

/**
 * @param {SourceRow} source
 * @param {URL} url
 * @param {((url: string, look?: string) => HTMLElement) | undefined} compare
 * @param {string} [look] of that button
 */
function drawSource(source, url, compare, look) {
  const name = source.title || source.publisher;
  return el(
    "div",
    { class: "card source", "data-relation": source.relation },
    el(
      "a",
      { class: "source-link", href: url.href, target: "_blank", rel: "noopener noreferrer" },
      name && el("span", { class: "source-title", dir: "auto" }, name),
      el("span", { class: "source-host" }, el("bdi", {}, hostOf(url)), icon("out")),
      !name && url.pathname !== "/" && el("bdi", { class: "source-path" }, url.pathname),
    ),
    el(
      "p",
      { class: "tags" },
      el("span", { class: "tag" }, t(`relation_${source.relation.replace("-", "_")}`)),
      source.title && source.publisher && el("span", { class: "tag", dir: "auto" }, source.publisher),
    ),
    drawReasons(source),
    compare?.(url.href, look),
  );
}

/** @param {SourceRow} source */
function drawReasons(source) {
  if (source.reasons.length === 0) {
    return null;
  }
  return el(
    "ul",
    { class: "reasons" },
    source.reasons.map((reason, index) => el("li", engineLang(source.reason_messages[index]), engineText(source.reason_messages[index], reason))),
  );
}

/**
 * @param {SourceRow} source
 * @param {URL} url
 * @param {string} look
 */
function drawSearch(source, url, look) {
  const words = searchWords(url) ?? source.title;
  return el(
    "div",
    { class: "search", "data-relation": "search" },
    el("a", { class: look, href: url.href, target: "_blank", rel: "noopener noreferrer" }, icon("search"), t("search_open")),
    el("p", { class: "aside" }, t("search_note", hostOf(url)), words && [" ", el("span", { class: "words", lang: "en", dir: "auto" }, words)]),
  );
}
