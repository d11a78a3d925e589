/** What of a comparison is drawn where: stops, folds, and sentences cut at what changed. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS, blocksOf, comparisonIn, countFates, countKinds, namesOf, passages, stopOf, stopsOf } from "../../extension/lib/compare-view/model.js";
import { answer, comparison, floods, hostile, long } from "./comparisons.mjs";

const every = new Set(KINDS);

/** @param {import("../../extension/lib/types.js").Comparison} found @param {Set<string>} [shown] */
const blocks = (found, shown = every, fold = true) => blocksOf(found, shown, fold).map(({ kind, from, to }) => `${kind} ${from}-${to}`);

test("a comparison is found in a report and in the command's answer, and nowhere else", () => {
  const found = floods();
  assert.equal(comparisonIn({ comparison: found }), found);
  assert.equal(comparisonIn({ comparison: null }), null);
  assert.equal(comparisonIn(answer(found))?.relation, "garbled-copy");
  assert.equal(comparisonIn({ schema: 1, status: "error" }), null);
});

test("the stops are all changes in the order of reading, and what came, went or moved", () => {
  const found = floods();
  const stops = stopsOf(found);
  assert.deepEqual(stops.map(({ row }) => row), stops.map(({ row }) => row).toSorted((a, b) => a - b));
  const changes = found.sentences.flatMap(({ changes }) => changes).length;
  assert.equal(stops.filter(({ change }) => change !== null).length, changes);
  const counts = countKinds(stops);
  assert.equal(counts.get("moved"), 1);
  assert.equal(counts.get("added"), 1);
  // Two neighbouring sentences are one stop, and two sentences all the same.
  assert.equal(counts.get("dropped"), 1);
  assert.deepEqual(countFates(found.sentences), { added: 1, dropped: 2, moved: 1, unused: 0 });
  assert.deepEqual([...counts.keys()], KINDS.filter((kind) => counts.has(kind)));
});

test("what did not change is folded, but for the sentences next to a change", () => {
  const quiet = (/** @type {number} */ n) => Array.from({ length: n }, (_, at) => `Sentence ${at} stands in both.`);
  const changed = "It was {number|two|three}.";
  assert.deepEqual(blocks(comparison({ paragraphs: [[changed, ...quiet(6), changed]] })), ["open 0-2", "same 2-6", "open 6-8"]);
  assert.deepEqual(blocks(comparison({ paragraphs: [quiet(9)] })), ["same 0-9"]);
  assert.deepEqual(blocks(comparison({ paragraphs: [[changed, ...quiet(4), changed]] })), ["open 0-6"], "two sentences are not worth it");
  assert.deepEqual(blocks(comparison({ paragraphs: [[changed, ...quiet(6), changed]] }), every, false), ["open 0-8"]);
});

test("a kind that is not shown folds what has no other change", () => {
  const rows = Array.from({ length: 8 }, () => "It was {number|two|three}.");
  const found = comparison({ paragraphs: [["{name|Ann|Anne} came.", ...rows]] });
  assert.deepEqual(blocks(found), ["open 0-9"]);
  assert.deepEqual(blocks(found, new Set(["name"])), ["open 0-2", "same 2-9"]);
});

test("a sentence in other words is never called unchanged, even where nobody named the change", () => {
  const found = comparison({ paragraphs: [Array.from({ length: 8 }, () => "It was {number|two|three}.")] });
  for (const row of found.sentences) {
    row.changes = [];
  }
  assert.deepEqual(blocks(found), ["open 0-8"]);
});

test("long runs of sentences that were left out are folded too", () => {
  const left = Array.from({ length: 12 }, (_, at) => `-Only the original has sentence ${at}.`);
  assert.deepEqual(blocks(comparison({ paragraphs: [["Both have this.", ...left]] })), ["open 0-1", "dropped 1-13"]);
});

test("a sentence is cut where changes begin and end", () => {
  const found = comparison({ paragraphs: [["Then {name|Kaja Karas|Kaja Kallas} spoke of {number|two|three} ships."]] });
  const [row] = found.sentences;
  const [part] = passages(found.copy, row?.copy ?? 0, 1, row?.changes.map(({ copy }) => copy) ?? []);
  assert.deepEqual(part?.runs, [
    { text: "Then ", change: null, first: false },
    { text: "Kaja Karas", change: 0, first: true },
    { text: " spoke of ", change: null, first: false },
    { text: "two", change: 1, first: true },
    { text: " ships.", change: null, first: false },
  ]);
});

test("of a change within a change the shorter has the words, and the longer begins once", () => {
  const found = comparison({ paragraphs: [["He said “two ships are here” to all."]] });
  const places = [{ paragraph: 0, start: 8, end: 28 }, { paragraph: 0, start: 9, end: 12 }];
  const [part] = passages(found.copy, 0, 1, places);
  assert.deepEqual(part?.runs.map(({ text, change, first }) => [text, change, first]), [
    ["He said ", null, false], ["“", 0, true], ["two", 1, true], [" ships are here”", 0, false], [" to all.", null, false],
  ]);
});

test("sentences that were made into one stand together, and those of two paragraphs apart", () => {
  const found = comparison({ paragraphs: [["One, & two and & three."], ["Four."]] });
  const [first] = found.sentences;
  assert.equal(first?.original_sentences, 3);
  assert.equal(passages(found.original, 0, 3, []).length, 1);
  assert.deepEqual(passages(found.original, 0, 4, []).map(({ begins }) => begins), [true, true]);
});

test("offsets that lie do no harm", () => {
  const found = hostile();
  for (const { copy, copy_sentences: n, changes } of found.sentences) {
    passages(found.copy, copy, n, changes.map((change) => change.copy));
  }
  assert.deepEqual(passages(found.copy, 9_999, 1, []), []);
  const [part] = passages({ ...found.copy, sentences: [{ paragraph: 77, start: -3, end: 9 }] }, 0, 1, [{ paragraph: 77, start: 5, end: 2 }]);
  assert.deepEqual(part?.runs.map(({ text }) => text).join(""), "");
  assert.equal(stopOf(stopsOf(found), found.sentences, { row: 999, change: 3, observed: "", expected: "", why: "" }), -1);
});

test("a name's finding leads to the first change that shows it", () => {
  const found = floods();
  const stops = stopsOf(found);
  for (const name of found.names) {
    const stop = stops[stopOf(stops, found.sentences, name)];
    assert.ok(stop?.kind === "name", name.likely);
    assert.ok(name.observed.includes(found.sentences[stop.row]?.changes[stop.change ?? -1]?.observed ?? ""), name.likely);
  }
});

test("a text of a hundred thousand words takes as long as its length asks, not as its square", () => {
  /** @param {ReturnType<typeof long>} found */
  const fastest = (found) =>
    Math.min(...Array.from({ length: 7 }, () => {
      const began = performance.now();
      blocksOf(found, every, true);
      stopsOf(found);
      return performance.now() - began;
    }));
  const [short, whole] = [fastest(long(500)), fastest(long(5_000))];
  assert.ok(whole < 50 * short, `${short} ms, and ${whole} ms for ten times the text`);
});

test("where neither was made from the other, nothing is told as added or left out", () => {
  const rows = ["Both have this.", ...Array.from({ length: 12 }, (_, at) => `-Only the other has sentence ${at}.`), "+Only this one has it."];
  const found = comparison({ paragraphs: [rows], relation: "same-story" });
  assert.deepEqual(stopsOf(found), []);
  assert.deepEqual(blocks(found, new Set()), ["open 0-14"], "what only one of them has is not unchanged");
  assert.equal(namesOf(found).original, "other");
});
