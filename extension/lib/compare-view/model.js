/**
 * What of a comparison is drawn where: the stops a reader walks through, what may be folded away, and the text of a sentence
 * cut at the edges of what changed in it. Pure: no document, no sentence for the reader.
 *
 * A comparison may come out of a file that somebody edited, so no index and no offset in it is trusted.
 */

/** @import { ChangeRef, Comparison, CompareAnswer, NameRow, Place, Report, Row, Side } from "../types.js" */

/** Everything that has a switch, in the order of the switches. @typedef {(typeof KINDS)[number]} Kind */
export const KINDS = /** @type {const} */ ([
  "name", "title", "number", "date", "quote", "negation", "meaning", "wording", "added", "dropped", "moved",
]);

/** Rows of one kind in a row; more are folded, but for those next to something else. */
const FOLD = { same: 3, added: 8, dropped: 8 };

/**
 * One thing to stop at: a change, or sentences that came, went or stand elsewhere.
 *
 * @typedef {{ row: number, change: number | null, kind: Kind }} Stop
 *
 * Rows that are drawn together; folded ones behind a line that counts them.
 *
 * @typedef {{ kind: "open" | "same" | "added" | "dropped", from: number, to: number }} Block
 *
 * A stretch of a sentence, and the change it belongs to; `first` where that change begins.
 *
 * @typedef {{ text: string, change: number | null, first: boolean }} Run
 *
 * What is told above the rows.
 *
 * @typedef {NameRow | ChangeRef} Finding
 */

/**
 * The comparison in a report or in the command's answer.
 *
 * @param {Report | CompareAnswer} value
 * @returns {Comparison | null}
 */
export function comparisonIn(value) {
  if ("comparison" in value) {
    return value.comparison ?? null;
  }
  return value.relation ? /** @type {Comparison} */ (value) : null;
}

/**
 * How sure the relation is: never wholly.
 *
 * @param {Comparison} comparison
 */
export function sureOf({ confidence }) {
  return Math.min(confidence, 0.99);
}

/**
 * What the two are called. Where neither was made from the other, nothing was added to one or left out of it either.
 *
 * @param {Comparison} comparison
 * @returns {{ related: boolean, copy: "copy" | "this", original: "original" | "other" }}
 */
export function namesOf({ relation }) {
  return relation === "garbled-copy" || relation === "same-text"
    ? { related: true, copy: "copy", original: "original" }
    : { related: false, copy: "this", original: "other" };
}

/**
 * What is done with a row as a whole.
 *
 * @param {Row} row
 * @returns {"added" | "dropped" | "moved" | null}
 */
export function fate(row) {
  if (row.original === null) {
    return "added";
  }
  if (row.copy === null) {
    return "dropped";
  }
  return row.moved ? "moved" : null;
}

/**
 * How many sentences were left out, added and moved; and how many of the original stand before or after all that was used,
 * where nobody can say that they were left out: they may be the next article's.
 *
 * @param {readonly Row[]} rows
 */
export function countFates(rows) {
  const counts = { added: 0, dropped: 0, moved: 0, unused: 0 };
  const pairs = rows.flatMap((row, index) => (row.copy === null || row.original === null ? [] : [index]));
  const [first, last] = [pairs.at(0) ?? rows.length, pairs.at(-1) ?? rows.length];
  rows.forEach((row, index) => {
    const kind = fate(row);
    if (kind) {
      const outside = kind === "dropped" && (index < first || index > last);
      counts[outside ? "unused" : kind] += Math.max(1, kind === "added" ? row.copy_sentences : row.original_sentences);
    }
  });
  return counts;
}

/**
 * Every stop in the order of reading. Neighbouring sentences that were added or left out are one.
 *
 * @param {Comparison} comparison
 * @returns {Stop[]}
 */
export function stopsOf(comparison) {
  const rows = comparison.sentences;
  const { related } = namesOf(comparison);
  /** @type {Stop[]} */
  const stops = [];
  rows.forEach((row, index) => {
    const kind = fate(row);
    const before = rows[index - 1];
    if (kind && related && (kind === "moved" || !before || fate(before) !== kind)) {
      stops.push({ row: index, change: null, kind });
    }
    row.changes.forEach((change, at) => {
      if (KINDS.includes(change.kind)) {
        stops.push({ row: index, change: at, kind: change.kind });
      }
    });
  });
  return stops;
}

/**
 * How many stops there are of each kind; kinds without one are left out.
 *
 * @param {readonly Stop[]} stops
 * @returns {Map<Kind, number>}
 */
export function countKinds(stops) {
  const counts = new Map(KINDS.map((kind) => [kind, 0]));
  for (const { kind } of stops) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return new Map([...counts].filter(([, count]) => count > 0));
}

/**
 * Rows as blocks: what has nothing of the kinds that are shown is folded where it is long.
 *
 * @param {Comparison} comparison
 * @param {ReadonlySet<Kind>} shown
 * @param {boolean} fold
 * @returns {Block[]}
 */
export function blocksOf(comparison, shown, fold) {
  const rows = comparison.sentences;
  /** @type {Block[]} */
  const blocks = [];
  /** @param {Block} block */
  const put = (block) => {
    const last = blocks.at(-1);
    if (last?.kind === "open" && block.kind === "open") {
      last.to = block.to;
    } else if (block.from < block.to) {
      blocks.push(block);
    }
  };
  const kinds = rows.map((row) => runKind(comparison, row, shown));
  for (let from = 0; from < rows.length;) {
    const kind = kinds[from] ?? "open";
    let to = from + 1;
    while (to < rows.length && kinds[to] === kind) {
      to += 1;
    }
    // Next to something else one row stays, so that a change is read in its surroundings.
    const first = kind === "same" && from > 0 ? from + 1 : from;
    const last = kind === "same" && to < rows.length ? to - 1 : to;
    if (!fold || kind === "open" || last - first < FOLD[kind]) {
      put({ kind: "open", from, to });
    } else {
      put({ kind: "open", from, to: first });
      put({ kind, from: first, to: last });
      put({ kind: "open", from: last, to });
    }
    from = to;
  }
  return blocks;
}

/**
 * @param {Comparison} comparison
 * @param {Row} row
 * @param {ReadonlySet<Kind>} shown
 * @returns {Block["kind"]}
 */
function runKind(comparison, row, shown) {
  const { copy, original } = comparison;
  const whole = fate(row);
  if (whole && whole !== "moved" && shown.has(whole)) {
    return whole;
  }
  const shows = (whole && (shown.has(whole) || !namesOf(comparison).related)) || row.changes.some((change) => shown.has(change.kind));
  // Other words that nobody has named a change are no reason to call a sentence unchanged.
  const differs = row.changes.length === 0 && !whole
    && wordsOf(copy, row.copy, row.copy_sentences) !== wordsOf(original, row.original, row.original_sentences);
  return shows || differs ? "open" : "same";
}

/**
 * @param {Side} side
 * @param {number | null} first
 * @param {number} count
 */
function wordsOf(side, first, count) {
  return passages(side, first, count, []).flatMap(({ runs }) => runs.map(({ text }) => text)).join(" ");
}

/**
 * The sentences of a row on one side, paragraph by paragraph, cut where changes begin and end.
 *
 * @param {Side} side
 * @param {number | null} first
 * @param {number} count
 * @param {readonly (Place | null)[]} places of each change on this side
 * @returns {{ title: boolean, heading: boolean, begins: boolean, runs: Run[] }[]}
 */
export function passages(side, first, count, places) {
  const sentences = first === null ? [] : side.sentences.slice(first, first + Math.max(1, count));
  /** @type {{ paragraph: number | null, start: number, end: number }[]} */
  const spans = [];
  for (const { paragraph, start, end } of sentences) {
    const last = spans.at(-1);
    if (last && last.paragraph === paragraph) {
      last.end = Math.max(last.end, end);
    } else {
      spans.push({ paragraph, start, end });
    }
  }
  /** @type {Set<number>} */
  const seen = new Set();
  return spans.map((span) => {
    const { paragraph, start } = span;
    const found = paragraph === null ? null : side.paragraphs[paragraph];
    const text = paragraph === null ? side.title ?? "" : found?.text ?? "";
    return {
      title: paragraph === null,
      heading: found?.kind === "heading",
      begins: start === 0,
      runs: cut(text, span, places, seen),
    };
  });
}

/**
 * @param {string} text
 * @param {{ paragraph: number | null, start: number, end: number }} span
 * @param {readonly (Place | null)[]} places
 * @param {Set<number>} seen changes that have begun
 * @returns {Run[]}
 */
function cut(text, span, places, seen) {
  const begin = Math.max(0, span.start);
  const end = Math.min(text.length, span.end);
  const marks = places
    .map((place, change) => ({ change, start: Math.max(begin, place?.start ?? 0), end: Math.min(end, place?.end ?? 0), place }))
    .filter(({ place, start, end: stop }) => place && place.paragraph === span.paragraph && start < stop);
  const edges = [...new Set([begin, end, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b);
  return edges.slice(1).map((to, index) => {
    const from = edges[index] ?? begin;
    // Of changes within changes the shortest has the words.
    const [closest] = marks.filter((mark) => mark.start <= from && mark.end >= to).sort((a, b) => a.end - a.start - (b.end - b.start));
    const change = closest ? closest.change : null;
    const first = change !== null && !seen.has(change);
    if (change !== null) {
      seen.add(change);
    }
    return { text: text.slice(from, to), change, first };
  });
}

/**
 * The stop that a finding above the rows speaks of: its own change, or the first that shows the name. -1 where there is none.
 *
 * @param {readonly Stop[]} stops
 * @param {readonly Row[]} rows
 * @param {Finding} finding
 */
export function stopOf(stops, rows, finding) {
  return stops.findIndex(({ row, change, kind }) => {
    if ("row" in finding) {
      return row === finding.row && change === finding.change;
    }
    const words = change === null ? null : rows[row]?.changes[change]?.observed;
    return kind === "name" && words && finding.observed.some((form) => form.includes(words) || words.includes(form));
  });
}
