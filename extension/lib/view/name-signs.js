/** Which signs belong to which name. Pure. */

/** @import { EvidenceRow, NameRow, Report } from "../types.js" */

/**
 * The signs of each name, as indices into the report's evidence; every sign belongs to at most one name.
 *
 * @param {Report} report
 * @returns {number[][]}
 */
export function signsOfNames(report) {
  const taken = new Set();
  return report.names.map((name) =>
    report.evidence.flatMap((row, index) => {
      const its = !taken.has(index) && isOf(row, name);
      if (its) {
        taken.add(index);
      }
      return its ? [index] : [];
    }),
  );
}

/**
 * @param {EvidenceRow} row
 * @param {NameRow} name
 */
function isOf(row, name) {
  return row.category === "name" && (name.observed.includes(row.quote.exact) || row.expected === name.likely);
}
