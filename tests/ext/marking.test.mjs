import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { beforeEach, test } from "node:test";

import { stepSigns } from "../../extension/background/marks.js";
import { askMarks, hearMarks, signsOf } from "../../extension/lib/marking.js";
import { partsOf } from "../../tools/bundle.mjs";
import { fakeBrowser } from "./fake-browser.mjs";
import { suspiciousReport } from "./reports.mjs";

const report = suspiciousReport();
const url = "https://news.example/story";
const painted = { on: true, current: null, found: [] };

/** @type {any[]} */
let asked = [];
beforeEach(() => {
  asked = [];
});

const answer = (/** @type {any} */ message) => (asked.push(message), { ok: true, value: painted });

/** @param {Partial<Parameters<typeof fakeBrowser>[0]>} page */
function browser(page) {
  const made = fakeBrowser({ url, ...page });
  Object.assign(globalThis, { chrome: made.chrome });
  return made;
}

test("what paints is put into a page when signs are first to be painted, and only then", async () => {
  const { log } = browser({ injected: answer });
  assert.equal((await askMarks(1, "painted", {})).ok, false);
  assert.equal((await askMarks(1, "clear", {})).ok, false);
  assert.ok(!log.includes("inject"), "to ask what is painted, or to end it, brings nothing into a page");
  assert.deepEqual(await askMarks(1, "highlight", { signs: [] }), { ok: true, value: painted });
  await askMarks(1, "show", { signs: [], index: 0 });
  assert.equal(log.filter((line) => line === "inject").length, 1);
});

test("a page that may not be entered is a failure, not an exception", async () => {
  browser({ refusal: "Cannot access contents of the page" });
  const outcome = await askMarks(1, "highlight", { signs: [] });
  assert.deepEqual([outcome.ok, !outcome.ok && outcome.code], [false, "no-access"]);
});

test("every script that is put into a page is there", async () => {
  const { chrome } = browser({ injected: answer });
  /** @type {string[]} */
  let files = [];
  chrome.scripting.executeScript = /** @type {any} */ (async (/** @type {any} */ injection) => void (files = injection.files));
  await askMarks(1, "highlight", { signs: [] });
  const parts = files.flatMap((file) => partsOf(file.slice(1)));
  assert.ok(parts.length > 3);
  for (const file of files) {
    assert.match(file, /^\//, "from the root: Firefox takes other paths from the page that asks");
  }
  for (const part of parts) {
    assert.ok(existsSync(new URL(`../../extension/${part}`, import.meta.url)), part);
  }
});

test("a page is told of a sign what its explanation says, and nothing more of the report", () => {
  const [sign] = signsOf(report);
  assert.deepEqual(Object.keys(sign ?? {}).sort(), ["category", "expected", "message", "message_id", "params", "quote"]);
  assert.deepEqual(signsOf(null), []);
});

test("a shortcut steps through the signs of a tab that has some, and does nothing elsewhere", async () => {
  const { session } = browser({ script: answer });
  const rest = { run: "r", url, route: "content", anyway: false, detectors: [], looked: [] };
  await stepSigns("next-sign", 1);
  session["tab:1"] = { ...rest, phase: "done", report: { ...report, evidence: [] } };
  await stepSigns("next-sign", 1);
  session["tab:1"] = { ...rest, phase: "done", report };
  await stepSigns("another-command", 1);
  assert.deepEqual(asked, []);
  await stepSigns("next-sign", 1);
  await stepSigns("previous-sign", 1);
  assert.deepEqual(asked.map(({ type, by, signs }) => [type, by, signs.length]), [["step", 1, report.evidence.length], ["step", -1, report.evidence.length]]);
});

test("what is painted is heard of the page's own script only, and as what it should be", () => {
  const { listeners } = browser({});
  /** @type {unknown[]} */
  const heard = [];
  hearMarks((tabId, marked) => heard.push([tabId, marked]));
  const news = { to: "pages", type: "marked", on: true, current: 2, found: [true] };
  const script = { id: "own", url, tab: { id: 7 }, frameId: 0 };
  for (const [message, sender] of [
    [news, { ...script, id: "another" }], [news, { ...script, frameId: 3 }], [news, { ...script, tab: undefined }],
    [{ ...news, found: "all" }, script], [{ ...news, to: "background" }, script], [null, script],
  ]) {
    assert.equal(listeners.at(-1)?.(message, sender, () => {}), undefined);
  }
  assert.deepEqual(heard, []);
  listeners.at(-1)?.({ ...news, current: "2" }, script, () => {});
  assert.deepEqual(heard, [[7, { on: true, current: null, found: [true] }]]);
});
