import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { endDead } from "../../extension/background/compare.js";
import { allRecords, getRecord, putRecord, readRecord } from "../../extension/lib/records.js";
import { viewState } from "../../extension/lib/view-state.js";
import { anything } from "./anything.mjs";
import { fakeBrowser } from "./fake-browser.mjs";
import { emptyReport, suspiciousReport } from "./reports.mjs";

const url = "https://news.example/story";
const done = (more = {}) => ({ phase: "done", run: "r", url, route: "content", anyway: false, report: suspiciousReport(), detectors: [], looked: [], ...more });

/** @type {ReturnType<typeof fakeBrowser>} */
let fake;
beforeEach(() => {
  fake = fakeBrowser({ url });
  globalThis.chrome = /** @type {any} */ (fake.chrome);
});

/** Lets only so many characters be stored. @param {number} room */
function narrow(room) {
  const { set } = fake.chrome.storage.session;
  fake.chrome.storage.session.set = async (values) => {
    if (JSON.stringify({ ...fake.session, ...values }).length > room) throw new Error("Session storage quota bytes exceeded. Values were not stored.");
    return set(values);
  };
}

test("what was put down is read back", async () => {
  for (const record of [done(), { phase: "scanning", run: "r", url, startedAt: 1 }, { phase: "stale", run: "r", url, was: null }, { phase: "stale", run: "r", url, was: done() }, { phase: "unsupported", run: "r", url, page: "pdf" }, { phase: "failed", run: "r", url, code: "timeout", detail: "" }]) {
    await putRecord(1, /** @type {any} */ (record));
    assert.deepEqual(await getRecord(1), record);
  }
  assert.deepEqual((await allRecords()).map(([id]) => id), [1]);
});

test("garbage is no record, and whatever counts as one can be shown", () => {
  const keys = ["phase", "run", "url", "report", "status", "evidence", "names", "sources", "text", "page", "detectors", "looked", "was", "code", "startedAt"];
  for (const value of anything(keys, 5_000)) {
    const record = readRecord(value);
    if (record) viewState({ url, record, now: 0 });
  }
  for (const broken of [null, [], { ...done(), report: null }, { ...done(), report: {} }, { ...done(), looked: "x" }, { phase: "stale", run: "r", url, was: { phase: "done" } }]) {
    assert.equal(readRecord(broken), null);
  }
});

test("without room, comparisons of other tabs go first, the oldest before the others; then the oldest results", async () => {
  const pair = { ...emptyReport(), comparison: { filler: "x".repeat(20_000) } };
  await putRecord(1, /** @type {any} */ (done({ at: 1 })));
  await putRecord(2, /** @type {any} */ (done({ at: 3, report: pair })));
  await putRecord(3, /** @type {any} */ (done({ at: 2, report: pair })));
  const now = JSON.stringify(fake.session).length;
  narrow(now + 100);
  await putRecord(4, /** @type {any} */ (done({ at: 4 })));
  assert.deepEqual(Object.keys(fake.session).sort(), ["tab:1", "tab:2", "tab:4"]);
  narrow(JSON.stringify(fake.session).length - 10_000);
  await putRecord(5, /** @type {any} */ (done({ at: 5 })));
  assert.deepEqual(Object.keys(fake.session).sort(), ["tab:1", "tab:4", "tab:5"]);
});

test("a record that is too large even alone is refused, and what it would have replaced stays", async () => {
  await putRecord(1, /** @type {any} */ (done()));
  narrow(JSON.stringify(fake.session).length + 100);
  await assert.rejects(putRecord(1, /** @type {any} */ (done({ filler: "x".repeat(50_000) }))), /quota/);
  assert.deepEqual(await getRecord(1), done());
});

test("a comparison whose background was killed is ended, and what was lent to it given back", async () => {
  const pattern = "*://courier.example/*";
  const pair = { phase: "comparing", with: { by: "page", url: "https://courier.example/story" }, startedAt: Date.now() - 61_000 };
  await putRecord(1, /** @type {any} */ (done({ pair })));
  await putRecord(2, /** @type {any} */ (done({ pair: { ...pair, startedAt: Date.now() } })));
  fake.origins.add(pattern);
  fake.local["lent-hosts"] = ["courier.example"];
  await endDead();
  assert.deepEqual(/** @type {any} */ (await getRecord(1)).pair, { phase: "failed", with: pair.with, code: "timeout" });
  assert.equal(/** @type {any} */ (await getRecord(2)).pair.phase, "comparing", "this one may still be under way");
  assert.ok(fake.alarms.has("tidy"), "and is looked at again");
  assert.equal(fake.origins.size, 0);
});
