import assert from "node:assert/strict";
import { test } from "node:test";
import { withConsulted } from "../../extension/lib/consulted.js";
import { emptyReport } from "./reports.mjs";

const row = (url, relation, confidence) => ({ id: null, url, title: url, publisher: null, relation, confidence, reasons: [relation], reason_messages: [{ message_id: relation, params: [] }] });
const name = (observed, likely, basis) => ({ observed, likely, basis });
const report = (sources, names = []) => /** @type {any} */ ({ ...emptyReport(), page: { ...emptyReport().page, url: "https://copies.example/a" }, sources, names });
const matched = (...sources) => ({ sources: sources.map(([url, confidence]) => row(url, "indexed-match", confidence)), names: [] });

test("what the index found stands by its confidence, before the prepared search", () => {
  const known = report([row("https://credited.example/x", "credited", 0.6), row("https://search.example/?q=a", "search", 0.2)]);
  const { sources } = withConsulted(known, /** @type {any} */ (matched(["https://a.example/1", 0.9], ["https://b.example/2", 0.1])));
  assert.deepEqual(sources.map(({ url }) => new URL(url).hostname), ["a.example", "credited.example", "b.example", "search.example"]);
});

test("what the page names and the index knows is one candidate with the reasons of both", () => {
  const known = report([row("https://a.example/1#top", "linked", 0.4)]);
  const { sources } = withConsulted(known, /** @type {any} */ (matched(["https://a.example/1", 0.9], ["https://a.example/1", 0.8])));
  assert.equal(sources.length, 1);
  assert.deepEqual([sources[0]?.relation, sources[0]?.confidence, sources[0]?.reasons], ["indexed-match", 0.9, ["indexed-match", "linked"]]);
});

test("a publisher's own page is no copy of itself", () => {
  const own = report([]);
  const found = { ...matched(["https://copies.example/a?edition=2", 0.99]), names: [name(["Task"], "Tusk", "source")] };
  assert.equal(withConsulted(own, /** @type {any} */ (found)), own);
});

test("a name that the original has takes the place of the same name guessed", () => {
  const known = report([], [name(["Karasu", "the Crow"], "Kaja Kallas", "public-figure"), name(["Latte"], "Mark Rutte", "public-figure")]);
  const found = { ...matched(["https://a.example/1", 0.9]), names: [name(["karasu"], "Kaja Kallas", "source")] };
  assert.deepEqual(withConsulted(known, /** @type {any} */ (found)).names.map(({ likely, basis }) => [likely, basis]), [["Kaja Kallas", "source"], ["Mark Rutte", "public-figure"]]);
});

test("the engine's finding is the least that holds, and a report that says more stands", () => {
  const finding = { verdict: "likely-garbled", probability: 0.97, score: 97 };
  const found = /** @type {any} */ ({ ...matched(["https://a.example/1", 0.97]), finding });
  const after = withConsulted(report([]), found);
  assert.deepEqual([after.verdict, after.probability, after.score], ["likely-garbled", 0.97, 97]);
  const surer = withConsulted({ ...report([]), verdict: "likely-garbled", probability: 0.999, score: 100 }, found);
  assert.deepEqual([surer.probability, surer.score], [0.999, 100]);
  const unjudged = withConsulted({ ...report([]), verdict: null, probability: null, score: null, status: "too-short" }, found);
  assert.deepEqual([unjudged.verdict, unjudged.score], [null, null]);
});

test("score and verdict stay what they are, and addresses that are none are left out", () => {
  const known = report([]);
  const after = withConsulted(known, /** @type {any} */ (matched(["https://a.example/1", 0.9], ["javascript:alert(1)", 0.5])));
  assert.deepEqual(after.sources.map(({ url }) => url), ["https://a.example/1"]);
  assert.deepEqual([after.score, after.verdict, after.probability], [known.score, known.verdict, known.probability]);
});

test("of a text that was compared meanwhile the indexes only add candidates", () => {
  const compared = /** @type {any} */ ({ ...report([], [name(["Task"], "Tusk", "source")]), score: 10, verdict: "no-signs", comparison: { relation: "same-story" } });
  const found = { ...matched(["https://a.example/1", 0.97]), names: [name(["Latte"], "Mark Rutte", "source")], finding: { verdict: "likely-garbled", probability: 0.97, score: 97 } };
  const after = withConsulted(compared, /** @type {any} */ (found));
  assert.deepEqual([after.score, after.names, after.sources.length], [10, compared.names, 1]);
});
