/** What a reader takes away of a report: the note for a ticket, the Markdown, and which signs come first in both. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogueOf } from "./catalogues.mjs";
import { detectorInfos, emptyReport, inconclusiveReport, suspiciousReport } from "./reports.mjs";
import { catalogue, useMessages } from "../../extension/lib/i18n.js";
import { markdownOf, noteOf } from "../../extension/lib/report-note.js";
import { strongest } from "../../extension/lib/view/strongest.js";

useMessages(catalogue(catalogueOf("en")), "en");
const NOW = Date.parse("2026-11-22T12:00");

test("a note says what was found, where, by what and when, in plain text", () => {
  assert.equal(
    noteOf(suspiciousReport(), detectorInfos(), NOW),
    [
      "“Seaside cities to share one flood alarm network”",
      "https://daily-mirrorings.example/floods",
      "",
      "Likely a garbled copy: 11 signs.",
      "91 of 100, strong evidence. Probability that it is a garbled copy, at even odds before: 98%.",
      "Checked by ungarble 0.1.0 on Nov 22, 2026",
      "",
      "Strongest signs:",
      "- “Ursula von der Rayen” → “Ursula von der Leyen” (President of the European Commission)",
      "- “Christine Ragardo” → “Christine Lagarde” (President of the European Central Bank)",
      "- “Antonio Gutelles” → “António Guterres” (Secretary-General of the United Nations)",
      "- “executive director” → “Secretary-General”",
      "- “reporter conference” → “press conference”",
      "",
      "Likely original: “Coastal cities to share one flood warning network”, Harbour Record, https://www.harbour-record.example/2026/11/17/coastal-cities-flood-warning (The text says “According to the Harbour Record”.)",
      "",
      "A result says what was found in the text, not who did what.",
    ].join("\n"),
  );
});

test("a note of a clean page has neither score nor signs, and of an address that is none no link", () => {
  const report = emptyReport();
  report.page.url = "javascript:1";
  const note = noteOf(report, [], NOW);
  assert.match(note, /No signs found in 274 words\./);
  assert.doesNotMatch(note, /javascript|of 100|Strongest/);
});

test("a note of a compared page names the original it was compared with, and of two stories none", () => {
  const original = { url: "https://courier.example/story", title: "Flood warnings" };
  const compared = (relation) => ({ ...suspiciousReport(), comparison: { relation, original } });
  assert.match(noteOf(compared("garbled-copy"), [], NOW), /Its original: “Flood warnings”, https:\/\/courier\.example\/story/);
  assert.doesNotMatch(noteOf(compared("same-story"), [], NOW), /courier/);
});

test("in Markdown nothing that a page says is markup", () => {
  const report = inconclusiveReport();
  report.page.title = "# *Bold* <b>x</b> [a](javascript:1)";
  for (const row of report.evidence) {
    row.quote.exact = "| a | <img src=x> |";
    row.message_id = "";
    row.message = "[x](http://evil.example)\n## Heading";
  }
  const text = markdownOf(report, NOW);
  assert.doesNotMatch(text, /<img|<b>|[^\\]\]\(/);
  assert.equal(text.match(/^## /gm)?.length, 1);
  const rows = text.split("\n").filter((line) => line.startsWith("| …"));
  assert.equal(rows.length, report.evidence.length);
  for (const row of rows) {
    assert.equal(row.replace(/\\\|/g, "").split("|").length, 5, row);
  }
});

test("the strongest signs: names first, then by weight; the same words once; room for another kind than names", () => {
  const report = suspiciousReport();
  const infos = detectorInfos().map((info) => ({ ...info, weight: info.category === "glue" ? 9 : 1 }));
  assert.deepEqual(strongest(report, infos, 4).map(({ category }) => category), ["name", "name", "name", "glue"]);
  assert.deepEqual(strongest(report, infos, 3).map(({ category }) => category), ["name", "name", "glue"]);
  const [first] = inconclusiveReport().evidence;
  const twice = { ...inconclusiveReport(), evidence: [first, first, first] };
  assert.deepEqual(strongest(twice, infos, 5).map(({ places, sign }) => [places, sign]), [[3, 0]]);
  assert.equal(strongest({ ...report, evidence: [] }, infos, 5).length, 3, "names without a sign are told all the same");
});
