/** A sentence cut where its signs are, each with what was probably meant. Knows no document. */

/** @import { Report } from "./lib/types.js" */

/**
 * The sentence in pieces: as it stands, or with what was probably meant.
 *
 * @param {string} sentence
 * @param {Report["evidence"]} evidence
 * @returns {({ text: string } | { text: string, meant: string, category: string })[]}
 */
export function pieces(sentence, evidence) {
  const signs = evidence
    .flatMap(({ quote, expected, category }) => {
      const at = placeOf(sentence, quote);
      return at >= 0 && expected !== null ? [{ at, text: quote.exact, meant: expected, category }] : [];
    })
    .sort((a, b) => a.at - b.at);
  const out = [];
  let from = 0;
  for (const { at, ...sign } of signs) {
    if (at >= from) {
      out.push({ text: sentence.slice(from, at) }, sign);
      from = at + sign.text.length;
    }
  }
  return [...out, { text: sentence.slice(from) }].filter(({ text }) => text !== "");
}

/** Where a quotation stands in the sentence, going by what surrounds it. @param {string} sentence @param {Report["evidence"][number]["quote"]} quote */
function placeOf(sentence, { prefix, exact, suffix }) {
  for (let at = sentence.indexOf(exact); at >= 0; at = sentence.indexOf(exact, at + 1)) {
    const before = sentence.slice(0, at);
    const after = sentence.slice(at + exact.length);
    if ((before.endsWith(prefix) || prefix.endsWith(before)) && (after.startsWith(suffix) || suffix.startsWith(after))) {
      return at;
    }
  }
  return -1;
}
