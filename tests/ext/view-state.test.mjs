import assert from "node:assert/strict";
import { test } from "node:test";
import { PATIENCE, reportState, viewState, wantsCheck } from "../../extension/lib/view-state.js";
import { emptyReport, inconclusiveReport, suspiciousReport } from "./reports.mjs";

const url = "https://news.example/story";
const now = 1_000_000;
const done = (report, more = {}) => ({ phase: "done", run: "r", url, report, detectors: [], looked: [], route: "content", anyway: false, ...more });
const state = (record, more = {}) => viewState({ url, record, now, ...more });
const withStatus = (status, more = {}) => ({ ...emptyReport(), status, reason: "why", score: null, verdict: null, ...more });

test("a tab nobody asked about is idle", () => {
  assert.deepEqual(state(null), { kind: "idle" });
});

test("a page that went on to another address has no result, and opening the popup asks for one", () => {
  const record = { phase: "stale", run: "r", url, was: null };
  assert.deepEqual(state(record), { kind: "idle" });
  assert.equal(wantsCheck({ url, record, now }), true);
});

test("each verdict has its state", () => {
  assert.equal(state(done(suspiciousReport())).kind, "suspicious");
  assert.equal(state(done(inconclusiveReport())).kind, "inconclusive");
  assert.equal(state(done(emptyReport())).kind, "clean");
});

test("each status that is not scored has its state, with its reason", () => {
  assert.deepEqual(state(done(withStatus("not-article"))), { kind: "not-an-article", reason: "why" });
  assert.deepEqual(state(done(withStatus("translated-by-browser"))), { kind: "translated-by-browser", reason: "why" });
  assert.deepEqual(state(done(withStatus("unsupported-language"))), { kind: "unsupported-language" });
  const text = { words: 41, sentences: 3, paragraphs: 1, truncated: false };
  assert.deepEqual(state(done(withStatus("too-short", { text }))), { kind: "too-short", words: 41 });
  assert.deepEqual(state(done(withStatus("error"))), { kind: "error", code: "engine", detail: "why" });
});

test("a status or verdict of a later version is an error, not a clean bill", () => {
  assert.equal(reportState(withStatus("pending")).kind, "error");
  assert.equal(reportState({ ...emptyReport(), verdict: "genuine" }).kind, "error");
  assert.equal(reportState({ ...emptyReport(), verdict: null }).kind, "error");
});

test("a check is scanning until patience ends", () => {
  const record = { phase: "scanning", run: "r", url, startedAt: now - PATIENCE };
  assert.deepEqual(state(record), { kind: "scanning" });
  assert.deepEqual(state(record, { now: now + 1 }), { kind: "error", code: "timeout", detail: "" });
});

test("a failure for want of permission asks for it; others say what failed", () => {
  const failed = (code) => ({ phase: "failed", run: "r", url, code, detail: "d" });
  assert.deepEqual(state(failed("no-access")), { kind: "needs-permission" });
  assert.deepEqual(state(failed("engine")), { kind: "error", code: "engine", detail: "d" });
});

test("the record of another page is not shown", () => {
  const record = done(suspiciousReport());
  assert.equal(state(record, { url: "https://news.example/other" }).kind, "idle");
  assert.equal(state(record, { url: `${url}?page=2` }).kind, "idle");
});

test("another fragment is the same page", () => {
  assert.equal(state(done(suspiciousReport()), { url: `${url}#comments` }).kind, "suspicious");
});

test("without an address to compare, the record stands", () => {
  assert.equal(state(done(suspiciousReport()), { url: null }).kind, "suspicious");
});

test("a page of the browser is told by its address, whatever is recorded", () => {
  assert.deepEqual(state(done(suspiciousReport()), { url: "chrome://settings/" }), { kind: "unsupported-page", page: "browser" });
  assert.deepEqual(state({ phase: "unsupported", run: "r", url, page: "pdf" }), { kind: "unsupported-page", page: "pdf" });
});

test("opening the popup starts a check where there is nothing to show, and only there", () => {
  const wants = (record) => wantsCheck({ url, record, now });
  assert.equal(wants(null), true);
  assert.equal(wants({ phase: "failed", run: "r", url, code: "no-access", detail: "" }), true);
  assert.equal(wants({ phase: "scanning", run: "r", url, startedAt: now - PATIENCE - 1 }), true, "its worker was killed");
  assert.equal(wants({ phase: "scanning", run: "r", url, startedAt: now }), false);
  assert.equal(wants(done(emptyReport())), false);
  assert.equal(wantsCheck({ url: "chrome://settings/", record: null, now }), false);
});
