import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { compareWithPage, compareWithTab, compareWithText, permissionCame } from "../../extension/background/compare.js";
import { useBrowserMessages } from "../../extension/lib/i18n.js";
import { fakeBrowser } from "./fake-browser.mjs";
import { emptyReport, inconclusiveReport, suspiciousReport } from "./reports.mjs";

const url = "https://copies.example/a";
const original = "https://courier.example/story";
const pattern = "*://courier.example/*";
const page = { html: "<p>text", elements: 1, hosts: [], hidden: [] };
const pair = () => ({ ...suspiciousReport(), sources: [], comparison: { relation: "garbled-copy" } });

/** @type {ReturnType<typeof fakeBrowser>} */
let fake;
/** What the offscreen document was asked. @type {any[]} */
let asked;
let answer;
let number = 0;

/** A browser with a checked page in tab 1. */
beforeEach(() => {
  asked = [];
  answer = () => ({ ok: true, value: { ok: true, report: pair(), detectors: [] } });
  fake = fakeBrowser({
    url,
    script: ({ type }) => ({ ok: true, value: type === "copy" ? { page, url, title: "A" } : { on: false, current: null } }),
    offscreen: (message) => {
      asked.push(message);
      return answer(message);
    },
  });
  globalThis.chrome = /** @type {any} */ (fake.chrome);
  useBrowserMessages();
  fake.session["tab:1"] = { phase: "done", run: "r", url, route: "content", anyway: false, report: inconclusiveReport(), detectors: [], looked: [] };
});

const wish = (more = {}) => ({ id: `wish ${(number += 1)}`, tabId: 1, url: original, lent: true, at: Date.now(), ...more });
const record = () => /** @type {any} */ (fake.session["tab:1"]);

test("the pair's report takes the place of the page's, and what else is known of sources stays", async () => {
  fake.origins.add(pattern);
  await compareWithPage(wish());
  assert.equal(record().report.comparison.relation, "garbled-copy");
  assert.deepEqual(record().pair, { phase: "compared", with: { by: "page", url: original } });
  assert.equal(record().report.sources.length, inconclusiveReport().sources.length);
  assert.deepEqual(asked.map(({ original }) => original), [{ by: "page", url: original, hosts: ["courier.example"] }]);
  assert.notEqual(fake.label.text, "");
});

test("a host that was lent is given back, after a failure too", async () => {
  for (const outcome of [answer, () => ({ ok: false, code: "engine", detail: "trap" }), () => ({ ok: true, value: { ok: false, code: "unreachable", detail: "" } })]) {
    answer = outcome;
    fake.origins.add(pattern);
    await compareWithPage(wish());
    assert.equal(fake.origins.size, 0);
    assert.equal("lent-hosts" in fake.local, false, "and nothing is left to give back");
  }
  assert.deepEqual(record().pair.code, "unreachable");
});

test("a host that was allowed before, or that a source needs, is kept", async () => {
  fake.origins.add(pattern);
  await compareWithPage(wish({ lent: false }));
  assert.ok(fake.origins.has(pattern));
  await fake.chrome.storage.local.set({ sources: { feeds: [{ url: "https://courier.example/feed", name: "" }] } });
  await compareWithPage(wish());
  assert.ok(fake.origins.has(pattern));
});

test("without the permission nobody is asked, and the result of the check stands", async () => {
  await compareWithPage(wish());
  assert.deepEqual(asked, []);
  assert.equal(record().pair.code, "not-allowed");
  assert.deepEqual(record().report, inconclusiveReport());
});

test("a wish comes by two ways and is fulfilled once", async () => {
  fake.origins.add(pattern);
  const one = wish();
  fake.session["wish:page"] = one;
  await Promise.all([permissionCame(), compareWithPage(one)]);
  await compareWithPage(one);
  assert.equal(asked.length, 1);
  assert.equal("wish:page" in fake.session, false);
  assert.equal(record().pair.phase, "compared");
});

test("a permission that nobody waits for, or that came too late, starts nothing", async () => {
  fake.origins.add(pattern);
  await permissionCame();
  fake.session["wish:page"] = wish({ at: Date.now() - 2 * 3_600_000 });
  await permissionCame();
  fake.session["wish:page"] = wish({ url: "https://elsewhere.example/" });
  await permissionCame();
  assert.deepEqual(asked, []);
});

test("a page is not compared with itself", async () => {
  fake.origins.add("*://copies.example/*");
  await compareWithPage(wish({ url: `${url}#part` }));
  assert.equal(record().pair.code, "same-page");
  await compareWithTab(1, 2);
  assert.equal(record().pair.code, "same-page");
  assert.deepEqual(asked, []);
});

test("another tab's page and pasted text go where the original goes, and need no permission", async () => {
  fake.chrome.tabs.sendMessage = async (tab, { type }) =>
    ({ ok: true, value: type === "copy" ? { page, url: tab === 2 ? original : url, title: "A" } : { on: false, current: null } });
  await compareWithTab(1, 2);
  assert.deepEqual(record().pair, { phase: "compared", with: { by: "tab", url: original } });
  await compareWithText(1, "The text.", "");
  assert.deepEqual(record().pair, { phase: "compared", with: { by: "text", url: "" } });
  assert.deepEqual(asked.map(({ original }) => original), [{ by: "tab", page, url: original }, { by: "text", text: "The text.", title: "" }]);
});

test("a page that goes on meanwhile keeps what is known of it now", async () => {
  fake.origins.add(pattern);
  answer = () => {
    fake.session["tab:1"] = { ...record(), run: "another", report: emptyReport(), pair: undefined };
    return { ok: true, value: { ok: true, report: pair(), detectors: [] } };
  };
  await compareWithPage(wish());
  assert.equal(record().run, "another");
  assert.equal(record().report.comparison ?? null, null);
});

test("what the indexes brought while two texts were compared is kept", async () => {
  const brought = { ...suspiciousReport().sources[0], url: "https://indexed.example/1" };
  for (const [outcome, phase] of [[{ ok: true, report: pair(), detectors: [] }, "compared"], [{ ok: false, code: "engine", detail: "" }, "failed"]]) {
    answer = () => {
      const { report, ...rest } = record();
      fake.session["tab:1"] = { ...rest, report: { ...report, sources: [brought] } };
      return { ok: true, value: outcome };
    };
    await compareWithText(1, "The text.", "");
    assert.equal(record().pair.phase, phase);
    assert.deepEqual(record().report.sources, [brought]);
  }
});

test("a host that was lent to one comparison is not taken from under another", async () => {
  fake.origins.add(pattern).add("*://second.example/*");
  /** @type {((value: unknown) => void)[]} */
  const waiting = [];
  answer = ({ original }) => (original.by === "page" ? new Promise((resolve) => waiting.push(resolve)) : undefined);
  const both = [compareWithPage(wish()), compareWithPage(wish({ tabId: 2, url: "https://second.example/x" }))];
  fake.session["tab:2"] = record();
  while (waiting.length < 2) {
    await new Promise(setImmediate);
  }
  waiting[0]?.({ ok: true, value: { ok: false, code: "unreachable", detail: "" } });
  await both[0];
  assert.ok(fake.origins.has("*://second.example/*"));
  waiting[1]?.({ ok: true, value: { ok: false, code: "unreachable", detail: "" } });
  await both[1];
  assert.deepEqual([...fake.origins], []);
});

test("a page that was closed, and a page that was never checked", async () => {
  fake.chrome.tabs.sendMessage = async () => Promise.reject(new Error("Receiving end does not exist."));
  fake.chrome.scripting.executeScript = async () => Promise.reject(new Error("No tab with id 1"));
  await compareWithText(1, "The text.", "");
  assert.equal(record().pair.code, "page-gone");
  delete fake.session["tab:1"];
  await compareWithText(1, "The text.", "");
  assert.equal("tab:1" in fake.session, false);
});
