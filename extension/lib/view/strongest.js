/**
 * The few signs that say most, for where there is room for a few: the popup, a note, the top of an export. Names first, then by
 * what they weigh. Chooses and counts, draws nothing.
 */

import { signsOfNames } from "./name-signs.js";

/** @import { Category, DetectorInfo, EvidenceRow, NameRow, Report } from "../types.js" */

/**
 * @typedef {object} Finding
 * @property {Category} category
 * @property {string} observed
 * @property {string | null} expected
 * @property {NameRow | null} name
 * @property {EvidenceRow | null} row the first of its signs; null for a name that no sign was kept of
 * @property {number | null} sign its index in the report
 * @property {number} places how often it stands in the text
 * @property {number} weight
 */

/** What a detector counts for that the record says nothing of. */
const USUAL = 1;

/**
 * @param {Report} report
 * @param {readonly DetectorInfo[]} detectors
 * @param {number} most
 * @returns {Finding[]}
 */
export function strongest(report, detectors, most) {
  const weights = new Map(detectors.map(({ id, weight }) => [id, weight]));
  /** @param {EvidenceRow} row */
  const weigh = (row) => (weights.get(row.detector) ?? USUAL) * row.strength;
  const ofNames = signsOfNames(report);
  const names = report.names.map((name, index) => ofName(name, ofNames[index] ?? [], report, weigh));
  const others = alike(report, new Set(ofNames.flat()), weigh);
  names.sort((a, b) => b.weight - a.weight);
  others.sort((a, b) => b.weight - a.weight);
  // Names alone would hide that there are signs of another kind, which is what makes a verdict.
  const room = Math.max(most - names.length, Math.min(1, others.length));
  return [...names.slice(0, most - Math.min(room, others.length)), ...others.slice(0, room)];
}

/**
 * @param {NameRow} name
 * @param {number[]} signs
 * @param {Report} report
 * @param {(row: EvidenceRow) => number} weigh
 * @returns {Finding}
 */
function ofName(name, signs, report, weigh) {
  const rows = signs.flatMap((sign) => report.evidence[sign] ?? []);
  return {
    category: "name", observed: name.observed[0] ?? "", expected: name.likely, name,
    row: rows[0] ?? null, sign: signs[0] ?? null, places: rows.length,
    weight: name.confidence * Math.max(USUAL, ...rows.map(weigh)),
  };
}

/**
 * Signs that belong to no name; the same words for the same words count as one.
 *
 * @param {Report} report
 * @param {ReadonlySet<number>} taken
 * @param {(row: EvidenceRow) => number} weigh
 */
function alike(report, taken, weigh) {
  /** @type {Map<string, Finding>} */
  const found = new Map();
  for (const [sign, row] of report.evidence.entries()) {
    if (taken.has(sign)) {
      continue;
    }
    const { category, expected, quote } = row;
    const key = JSON.stringify([category, quote.exact.toLowerCase(), expected?.toLowerCase()]);
    const known = found.get(key);
    if (known) {
      known.places += 1;
      known.weight = Math.max(known.weight, weigh(row));
    } else {
      found.set(key, { category, observed: quote.exact, expected, name: null, row, sign, places: 1, weight: weigh(row) });
    }
  }
  return [...found.values()];
}
