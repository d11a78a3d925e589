/** The demo's samples say what their names promise, through the module that the demo loads. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pieces } from "../../www/pieces.js";
import { loadEngine } from "../wasm/load.mjs";

const engine = await loadEngine();

/** @param {string} name */
function report(name) {
  const text = readFileSync(new URL(`../../www/samples/${name}`, import.meta.url), "utf8");
  const outcome = engine.call("checkText", text);
  assert.ok(outcome.ok);
  return outcome.value;
}

test("the garbled copy is told as one, with the names that were meant", () => {
  const { verdict, names, evidence } = report("garbled.txt");
  assert.equal(verdict, "likely-garbled");
  const meant = ["António Guterres", "Christine Lagarde", "Ursula von der Leyen"];
  assert.deepEqual(names.map((name) => name.likely).sort(), meant);
  const kinds = new Set(evidence.map((row) => row.category));
  assert.ok(kinds.size >= 3, `kinds of signs: ${[...kinds]}`);
});

test("its original, the reprint and an article full of foreign names show no signs", () => {
  for (const name of ["honest.txt", "reprint.txt", "foreign.txt"]) {
    const { verdict, evidence } = report(name);
    assert.deepEqual([verdict, evidence.map((row) => row.quote.exact)], ["no-signs", []], name);
  }
});

test("the spun article is told as one, by phrases, an institution and a template's braces", () => {
  const { verdict, evidence } = report("spun.txt");
  assert.equal(verdict, "likely-garbled");
  assert.deepEqual([...new Set(evidence.map((row) => row.detector))].sort(), ["garbled-institution", "garbled-set-phrase", "spinner-residue"]);
});

test("the sentence at the head of the page reads as the engine reads it in the first sample", () => {
  const html = readFileSync(new URL("../../www/index.html", import.meta.url), "utf8");
  const shown = /<blockquote id="specimen"[^>]*>(.*?)<\/blockquote>/.exec(html)?.[1] ?? "";
  const sentence = shown.replace(/<rt>.*?<\/rt>/g, "").replace(/<[^>]*>/g, "");
  const drawn = pieces(sentence, report("garbled.txt").evidence)
    .map((piece) => ("meant" in piece ? `<ruby data-category="${piece.category}"><mark>${piece.text}</mark><rt>${piece.meant}</rt></ruby>` : piece.text));
  assert.ok(drawn.length > 5);
  assert.equal(drawn.join(""), shown);
});

test("held against the original, each sample is what it was written to be", () => {
  const read = (/** @type {string} */ name) => readFileSync(new URL(`../../www/samples/${name}`, import.meta.url), "utf8");
  const original = { text: read("honest.txt") };
  for (const [name, relation] of [["garbled.txt", "garbled-copy"], ["reprint.txt", "same-text"], ["other.txt", "same-story"], ["honest.txt", "same-text"]]) {
    const outcome = engine.call("compare", { text: read(name ?? "") }, original);
    assert.ok(outcome.ok);
    assert.equal(outcome.value.comparison?.relation, relation, name);
  }
});

test("the copy as a web page has the text of the copy", () => {
  const read = (/** @type {string} */ name) => readFileSync(new URL(`../../www/samples/${name}`, import.meta.url), "utf8");
  const page = read("copy.html");
  const article = /<article>([\s\S]*)<\/article>/.exec(page)?.[1] ?? "";
  const lines = [...article.matchAll(/<(h1|p)>(.*?)<\/\1>/g)].map(([, , text]) => text?.replace(/<[^>]*>/g, ""));
  assert.deepEqual(lines, read("garbled.txt").trim().split(/\n+/));
});
