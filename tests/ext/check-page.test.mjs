import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPage } from "../../extension/lib/check-page.js";
import { detectorInfos, emptyReport, inconclusiveReport } from "./reports.mjs";

/** An engine that gives these answers; what it was asked is kept. */
function engine(answers) {
  const asked = [];
  return {
    asked,
    call(name, ...args) {
      asked.push([name, ...args]);
      return answers[name] ?? { ok: true, value: detectorInfos() };
    },
  };
}
const ok = (value) => ({ ok: true, value });
const page = /** @type {any} */ ("page");

test("a report comes with the infos of the detectors it mentions, each asked for once, and the kinds that were looked for", () => {
  const report = inconclusiveReport();
  const asked = engine({ checkDocument: ok({ ...report, evidence: [...report.evidence, ...report.evidence] }), kinds: ok(["name", "phrase"]) });
  const checked = checkPage(asked, page, { without: ["glue"] }, false);
  assert.ok(checked.ok);
  assert.deepEqual(asked.asked.slice(1, 3), [["detectors", ["broken-phrase", "doubled-word"]], ["kinds", { without: ["glue"] }]]);
  assert.deepEqual(checked.value.looked, ["name", "phrase"]);
});

test("a page that looks like no article is judged anyway when the reader wants it, as text, under its own name", () => {
  const none = { ...emptyReport(), status: "not-article", verdict: null };
  const judged = { ...inconclusiveReport(), page: { ...emptyReport().page, title: null } };
  const answers = { checkDocument: ok(none), extractDocument: ok({ paragraphs: [{ text: "One." }, { text: "Two." }] }), checkText: ok(judged) };
  const wanted = engine(answers);
  const checked = checkPage(wanted, page, { without: ["x"] }, true);
  assert.ok(checked.ok);
  assert.deepEqual(wanted.asked[2], ["checkText", "One.\nTwo.", { without: ["x"] }]);
  assert.equal(checked.value.report.verdict, "some-signs");
  assert.equal(checked.value.report.page.title, none.page.title);
  const unwanted = checkPage(engine(answers), page, {}, false);
  assert.equal(unwanted.ok && unwanted.value.report.status, "not-article");
});

test("an engine that fails at any step fails the check", () => {
  const broken = { ok: false, code: "engine-trap", detail: "unreachable" };
  const none = ok({ ...emptyReport(), status: "not-article" });
  for (const answers of [
    { checkDocument: broken },
    { checkDocument: none, extractDocument: broken },
    { checkDocument: none, extractDocument: ok({ paragraphs: [] }), checkText: broken },
    { checkDocument: ok(emptyReport()), detectors: broken },
    { checkDocument: ok(emptyReport()), kinds: broken },
  ]) {
    assert.equal(checkPage(engine(answers), page, {}, true), broken);
  }
});
