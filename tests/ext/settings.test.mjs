import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { changeSettings, DEFAULTS, loadSettings, readSettings, resetSettings, saveSettings } from "../../extension/lib/settings.js";
import { fakeBrowser } from "./fake-browser.mjs";
import { anything } from "./anything.mjs";

/** @type {ReturnType<typeof fakeBrowser>} */
let fake;
beforeEach(() => {
  fake = fakeBrowser({ url: "https://news.example/" });
  globalThis.chrome = /** @type {any} */ (fake.chrome);
});

const CHOSEN = {
  without: ["a", "name"],
  nursery: true,
  search: "bing",
  sensitivity: "keen",
  automatic: "sites",
  sites: ["a.example", "b.example"],
  paused: ["b.example"],
};

test("what was chosen is read back", () => {
  assert.deepEqual(readSettings({ ...CHOSEN, without: ["name", "a"], sites: ["b.example", "a.example"] }), CHOSEN);
});

test("settings of an older version keep what they say, and have the defaults of what is new", () => {
  assert.deepEqual(readSettings({ without: ["a"], nursery: true, search: "bing" }), { ...DEFAULTS, without: ["a"], nursery: true, search: "bing" });
});

test("damaged or foreign values count as the default", () => {
  const damaged = { without: "a", nursery: "yes", search: "javascript:alert(1)//%s", sensitivity: "loud", automatic: true, sites: {}, paused: 4 };
  for (const bad of [undefined, null, 5, "x", [], damaged, { without: null }]) {
    assert.deepEqual(readSettings(bad), DEFAULTS);
  }
  assert.deepEqual(readSettings({ without: ["a", 5, null, "a"] }).without, ["a"]);
});

test("no value of any kind is read as more than was chosen", () => {
  for (const value of anything(Object.keys(DEFAULTS))) {
    const read = readSettings(value);
    assert.deepEqual(readSettings(read), read);
    assert.equal(typeof read.nursery, "boolean");
    assert.ok(["off", "sites", "everywhere"].includes(read.automatic));
  }
});

test("a host is one host: neither a pattern nor an address", () => {
  const sites = ["*", "*.example", "a.example/", "https://a.example", "A.example", "a.example:80", "a;b", "", "x".repeat(300), "ok.example"];
  assert.deepEqual(readSettings({ sites, paused: sites }).sites, ["ok.example"]);
});

test("two pages that change different things do not undo each other's", async () => {
  await Promise.all([
    changeSettings(() => ({ nursery: true })),
    changeSettings(({ paused }) => ({ paused: [...paused, "a.example"] })),
    changeSettings(({ paused }) => ({ paused: [...paused, "b.example"] })),
  ]);
  assert.deepEqual(await loadSettings(), { ...DEFAULTS, nursery: true, paused: ["a.example", "b.example"] });
});

test("a store that cannot be read counts as empty, and one that cannot be written says so", async () => {
  await saveSettings(/** @type {any} */ (CHOSEN));
  fake.chrome.storage.local.get = () => Promise.reject(new Error("corrupt"));
  assert.deepEqual(await loadSettings(), DEFAULTS);
  fake.chrome.storage.local.set = () => Promise.reject(new Error("QUOTA_BYTES quota exceeded"));
  await assert.rejects(changeSettings(() => ({ nursery: true })), /QUOTA/);
  // And the next one is not kept waiting.
  await assert.rejects(changeSettings(() => ({ nursery: true })), /QUOTA/);
});

test("everything can be as it was at first", async () => {
  await saveSettings(/** @type {any} */ (CHOSEN));
  await resetSettings();
  assert.deepEqual(await loadSettings(), DEFAULTS);
});
