/**
 * Where the text may come from: the best candidate in full, the others folded, the prepared search as what it is, a search.
 *
 * A host is always shown in full and in ASCII, and nothing is opened but by a click.
 */

import { el, icon } from "../el.js";
import { engineText, plural, t } from "../i18n.js";
import { hostOf, safeUrl, searchWords } from "../links.js";

/** @import { SourceRow } from "../types.js" */

/**
 * @param {readonly SourceRow[]} sources
 * @param {{ search: boolean }} options `search`: offer a search for the original too
 */
export function drawSources(sources, { search }) {
  const rows = sources.flatMap((source) => {
    const url = safeUrl(source.url);
    return url ? [{ source, url }] : [];
  });
  const found = rows.filter(({ source }) => source.relation !== "search");
  const prepared = search ? rows.find(({ source }) => source.relation === "search") : undefined;
  const [best, ...others] = found;
  if (!best && !prepared) {
    return null;
  }
  return el(
    "section",
    { class: "sources", id: "sources", "aria-labelledby": "sources-heading" },
    el("h2", { id: "sources-heading" }, t(best ? "sources_heading" : "search_heading")),
    best && drawSource(best.source, best.url),
    others.length > 0 &&
      el(
        "details",
        {},
        el("summary", {}, plural("sources_more", others.length)),
        el("div", { class: "cards" }, others.map(({ source, url }) => drawSource(source, url))),
      ),
    prepared && drawSearch(prepared.source, prepared.url, best !== undefined),
  );
}

/**
 * @param {SourceRow} source
 * @param {URL} url
 */
function drawSource(source, url) {
  return el(
    "div",
    { class: "card source", "data-relation": source.relation },
    el(
      "a",
      { class: "source-link", href: url.href, target: "_blank", rel: "noopener noreferrer" },
      el("span", { class: "source-title", dir: "auto" }, source.title || source.publisher || t("source_untitled")),
      el("span", { class: "source-host" }, el("bdi", {}, hostOf(url)), icon("out")),
    ),
    el(
      "p",
      { class: "tags" },
      el("span", { class: "tag" }, t(`relation_${source.relation.replace("-", "_")}`)),
      source.title && source.publisher && el("span", { class: "tag", dir: "auto" }, source.publisher),
    ),
    drawReasons(source),
  );
}

/** @param {SourceRow} source */
function drawReasons(source) {
  if (source.reasons.length === 0) {
    return null;
  }
  return el(
    "ul",
    { class: "reasons", lang: "en" },
    source.reasons.map((reason, index) => el("li", {}, engineText(source.reason_messages[index], reason))),
  );
}

/**
 * @param {SourceRow} source
 * @param {URL} url
 * @param {boolean} second there is a candidate above
 */
function drawSearch(source, url, second) {
  const words = searchWords(url) ?? source.title;
  return el(
    "div",
    { class: "search", "data-relation": "search" },
    el(
      "a",
      { class: second ? "button" : "button primary", href: url.href, target: "_blank", rel: "noopener noreferrer" },
      icon("search"),
      t("search_open"),
    ),
    el("p", { class: "aside" }, t("search_note", hostOf(url)), words && [" ", el("q", { lang: "en", dir: "auto" }, words)]),
  );
}
