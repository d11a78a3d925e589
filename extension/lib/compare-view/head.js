/**
 * Draws what stands above the rows: the finding in words, how much of each text corresponds, both articles, and what became of
 * names, titles, numbers, quotations and meanings. Judges nothing.
 */

import { el, icon } from "../el.js";
import { engineLang, engineText, number, percent, plural, t } from "../i18n.js";
import { hostOf, safeUrl } from "../links.js";
import { countFates, namesOf, sureOf } from "./model.js";
import { drawSwap } from "./rows.js";

/** @import { Child, ChangeRef, Comparison, EngineMessage, Side } from "../types.js" */
/** @import { Finding } from "./model.js" */

/** Findings of one kind that are drawn at once. */
const FIRST = 4;

/**
 * @param {Comparison} comparison
 * @param {{ has: (finding: Finding) => boolean, show: (finding: Finding) => void, stops: number, walk: () => void }} options
 */
export function drawHead(comparison, options) {
  const { relation } = comparison;
  const names = namesOf(comparison);
  const key = relation.replace("-", "_");
  return el(
    "header",
    { class: "head" },
    el("p", { class: "sure" }, t("compare_eyebrow"), " · ", t("compare_confidence", percent(sureOf(comparison)))),
    el("h1", { id: "compare-heading", tabindex: -1 }, t(`compare_relation_${key}`)),
    el("p", { class: "lead" }, t(`compare_lead_${key}`)),
    options.stops > 0 && el("button", { class: "button walk", type: "button", onclick: options.walk }, plural("compare_walk", options.stops), icon("down")),
    el("div", { class: "pair" }, drawSide(comparison.copy, names.copy), drawSide(comparison.original, names.original)),
    drawFigures(comparison),
    drawFindings(comparison, options),
  );
}

/**
 * An article. Only the original is offered as a link.
 *
 * @param {Side} side
 * @param {"copy" | "this" | "original" | "other"} which
 */
function drawSide(side, which) {
  const url = safeUrl(side.url);
  const about = [side.publisher, side.byline, side.published?.replace(/T.*/, "")].filter(Boolean);
  return el(
    "section",
    { class: "card article", "data-side": which },
    el("h2", {}, t(`compare_side_${which}`)),
    drawTitle(side.title || beginning(side)),
    about.length > 0 && el("p", { class: "about" }, about.map((fact, index) => [index > 0 && " · ", el("bdi", {}, fact)])),
    url && which !== "copy" &&
      el("p", {}, el("a", { class: "open", href: url.href, target: "_blank", rel: "noopener noreferrer" }, t(which === "original" ? "compare_open" : "compare_open_other"), " ", el("bdi", { class: "host" }, hostOf(url)), icon("out"))),
    url && which === "copy" && el("p", { class: "about" }, el("bdi", { class: "host" }, hostOf(url))),
  );
}

/** @param {string} title */
function drawTitle(title) {
  return title ? el("p", { class: "name", lang: "en", dir: "auto" }, title) : el("p", { class: "name" }, t("compare_untitled"));
}

/** What a text without a headline begins with. @param {Side} side */
function beginning({ paragraphs }) {
  const text = paragraphs[0]?.text ?? "";
  return text.length > 90 ? `${text.slice(0, 80).replace(/\s+\S*$/, "")}…` : text;
}

/** @param {Comparison} comparison */
function drawFigures(comparison) {
  const { aligned, used, in_order: order, verbatim, sentences } = comparison;
  const { related } = namesOf(comparison);
  const counts = countFates(related ? sentences : []);
  const told = [
    counts.dropped > 0 && plural("compare_count_dropped", counts.dropped),
    counts.added > 0 && plural("compare_count_added", counts.added),
    counts.moved > 0 && plural("compare_count_moved", counts.moved),
    counts.unused > 0 && plural("compare_count_unused", counts.unused),
  ].filter((sentence) => sentence !== false);
  return [
    el("dl", { class: "figures" }, related
      ? [drawFigure("aligned", aligned), drawFigure("used", used), drawFigure("order", order), drawFigure("verbatim", verbatim)]
      : [drawFigure("this", aligned), drawFigure("other", used)]),
    told.length > 0 && el("p", { class: "told" }, told.join(" ")),
  ];
}

/**
 * @param {string} key
 * @param {number} share
 */
function drawFigure(key, share) {
  return el("div", {}, el("dt", {}, t(`compare_share_${key}`)), el("dd", {}, el("b", {}, percent(share)), el("progress", { max: 1, value: share, "aria-hidden": "true" })));
}

/**
 * @param {Comparison} comparison
 * @param {{ has: (finding: Finding) => boolean, show: (finding: Finding) => void }} options
 */
function drawFindings(comparison, { has, show }) {
  /** @param {Finding} finding @param {Child} swap @param {EngineMessage | undefined} message @param {string} english @param {Child} [more] */
  const item = (finding, swap, message, english, more) =>
    el(
      "li",
      {},
      el("p", { class: "swap" }, swap),
      el("div", { class: "why" }, el("span", engineLang(message), engineText(message, english)), more),
      has(finding) && drawShow([finding.observed].flat()[0] || ("expected" in finding ? finding.expected : finding.likely), () => show(finding)),
    );
  const names = comparison.names.map((name) =>
    item(name, [drawSwap(name.observed, name.likely), name.role && [" ", el("bdi", { class: "role", lang: "en" }, name.role)]], name, name.why, [
      " ", el("span", { class: "tag" }, t(`channel_${name.channel.replace("-", "_")}`)),
    ]));
  /** The change that a finding was made from says why in every language, where it says the same. @param {ChangeRef} finding */
  const reason = ({ row, change, why }) => {
    const from = comparison.sentences[row]?.changes[change];
    return from?.message === why ? from : undefined;
  };
  const groups = /** @type {const} */ (["titles", "numbers", "dates", "quotes", "meanings"]).map((kind) => ({
    kind,
    items: comparison[kind].map((finding) => item(finding, drawSwap([finding.observed], finding.expected), reason(finding), finding.why)),
  }));
  const filled = [{ kind: "names", items: names }, ...groups].filter(({ items }) => items.length > 0);
  return filled.length > 0 && el("div", { class: "found" }, filled.map(({ kind, items }) => drawGroup(kind, items)));
}

/**
 * @param {string} words
 * @param {() => void} onclick
 */
function drawShow(words, onclick) {
  return el("button", { class: "quiet", type: "button", onclick, "aria-label": t("compare_show_label", words) }, icon("find"), t("compare_show"));
}

/**
 * @param {string} kind
 * @param {HTMLElement[]} items
 */
function drawGroup(kind, items) {
  const list = el("ul", {}, items.slice(0, FIRST));
  const rest = items.slice(FIRST);
  /** @param {Event} event */
  const more = (event) => {
    list.append(...rest);
    rest[0]?.querySelector("button")?.focus();
    if (event.currentTarget instanceof HTMLElement) {
      event.currentTarget.remove();
    }
  };
  return el(
    "section",
    { class: "finds", "data-kind": kind },
    el("h2", {}, t(`compare_found_${kind}`), " ", el("span", { class: "count" }, number(items.length))),
    list,
    rest.length > 0 && el("button", { class: "quiet", type: "button", onclick: more }, plural("compare_more", rest.length)),
  );
}
