/**
 * Draws rows of a comparison: sentences level, changed words marked with their kind, and the note that explains a change.
 *
 * A mark on the copy's side, or on the original's where the copy has nothing, is a button; the same change on the other
 * side only looks alike. Text enters as text nodes.
 */

import { el, icon } from "../el.js";
import { engineLang, engineText, listed, plural, t } from "../i18n.js";
import { fate, namesOf, passages } from "./model.js";

/** @import { Change, Comparison, Row, Side } from "../types.js" */
/** @import { Kind, Run } from "./model.js" */

/**
 * @param {Comparison} comparison
 * @param {number} index
 * @param {ReadonlySet<Kind>} shown
 */
export function drawRow(comparison, index, shown) {
  const row = comparison.sentences[index];
  if (!row) {
    return el("div");
  }
  const whole = fate(row);
  const told = whole && shown.has(whole) ? whole : null;
  const names = namesOf(comparison);
  const left = drawCell(comparison.copy, row, "copy", names.copy, shown);
  const right = drawCell(comparison.original, row, "original", names.original, shown);
  const tale = told === "moved" ? t("compare_moved", (row.original ?? 0) + 1) : merged(row);
  return el(
    "div",
    { class: "row", "data-row": index, "data-fate": told },
    left ?? el("p", { class: "cell gap" }, told === "dropped" && t("compare_gap_copy")),
    right ?? el("p", { class: "cell gap" }, told === "added" && t("compare_gap_original")),
    told && el("button", { class: "stop", type: "button", tabindex: -1, "data-change": "", "aria-label": t("compare_stop", t(`compare_kind_${told}`)) }),
    tale && el("p", { class: "tale" }, tale),
  );
}

/** @param {Row} row */
function merged({ copy, original, copy_sentences: ours, original_sentences: theirs }) {
  if (copy === null || original === null) {
    return null;
  }
  return ours === 1 && theirs > 1 ? plural("compare_merged", theirs) : theirs === 1 && ours > 1 && plural("compare_split", ours);
}

/**
 * @param {Side} side
 * @param {Row} row
 * @param {"copy" | "original"} which
 * @param {string} name
 * @param {ReadonlySet<Kind>} shown
 */
function drawCell(side, row, which, name, shown) {
  const first = row[which];
  if (first === null) {
    return null;
  }
  const places = row.changes.map((change) => (shown.has(change.kind) ? change[which] : null));
  const parts = passages(side, first, which === "copy" ? row.copy_sentences : row.original_sentences, places);
  return el(
    "div",
    { class: `cell ${which}` },
    el("span", { class: "whose" }, t(`compare_side_${name}`), " "),
    parts.map(({ title, heading, begins, runs }) =>
      el("p", { lang: "en", dir: "auto", "data-look": title ? "title" : heading ? "heading" : null, "data-begins": begins }, runs.map((run) => drawRun(run, row, which)))),
    // A change that has no place in the text at all.
    which === "copy" && row.changes.map((change, at) => !change.copy && !change.original && shown.has(change.kind) && drawMark(change, at, true, "…")),
  );
}

/**
 * @param {Run} run
 * @param {Row} row
 * @param {"copy" | "original"} which
 */
function drawRun({ text, change: at, first }, row, which) {
  const change = at === null ? null : row.changes[at];
  if (!change || at === null) {
    return text;
  }
  return drawMark(change, at, first && (which === "copy" || !change.copy), text);
}

/**
 * @param {Change} change
 * @param {number} at
 * @param {boolean} worked
 * @param {string} text
 */
function drawMark(change, at, worked, text) {
  const kind = t(`compare_kind_${change.kind}`);
  const button = worked && { role: "button", tabindex: -1, "aria-expanded": "false", "aria-label": t("compare_mark", text, kind) };
  return el("mark", { "data-kind": change.kind, "data-change": at, "data-label": worked && change.kind !== "wording" ? kind : null, ...button }, text);
}

/**
 * What changed, and why that matters; stands below the row.
 *
 * @param {Comparison} comparison
 * @param {{ row: number, change: number | null, kind: Kind }} stop
 */
export function drawNote(comparison, { row: index, change: at, kind }) {
  const row = comparison.sentences[index];
  const change = at === null ? null : row?.changes[at];
  const tag = el("span", { class: "kind", "data-kind": kind }, t(`compare_kind_${kind}`));
  if (!change) {
    return el("div", { class: "explained", id: "compare-note" }, el("p", {}, tag, " ", t(`compare_fate_${kind}`)));
  }
  return el(
    "div",
    { class: "explained", id: "compare-note" },
    el("p", { class: "swap" }, tag, " ", drawSwap(change.observed === null ? [] : [change.observed], change.expected)),
    kind !== "wording" && change.message && el("p", { class: "why", ...engineLang(change) }, engineText(change, change.message)),
    change.channel && el("p", { class: "why" }, el("span", { class: "tag" }, t(`channel_${change.channel.replace("-", "_")}`))),
  );
}

/**
 * "Written" and "meant", with an arrow between and words for those who do not see it.
 *
 * @param {readonly string[]} observed
 * @param {string | null} expected
 */
export function drawSwap(observed, expected) {
  return [
    el("span", { class: "visually-hidden" }, t("compare_written"), " "),
    el("span", { class: "was" }, observed.length > 0 && observed[0] !== ""
      ? listed(observed.map((form) => el("bdi", { lang: "en" }, form)))
      : el("i", {}, t("compare_nothing"))),
    " ",
    el(
      "span",
      { class: "to" },
      icon("arrow"),
      el("span", { class: "visually-hidden" }, " ", t("compare_meant"), " "),
      expected ? el("bdi", { class: "is", lang: "en" }, expected) : el("i", { class: "is" }, t("compare_nothing")),
    ),
  ];
}
