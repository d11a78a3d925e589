/**
 * The store of indexes on the browsers' own IndexedDB: all of a write or nothing, what a feed brought goes with the feed, and a full
 * disk or a damaged database is an answer.
 */

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import { eachBrowser, ROOT } from "./lib/harness.mjs";

/** @import { Tab } from "./lib/driver.mjs" */

eachBrowser((world) => {
  test("segments are kept by feed and day, a day's anew in its place, and go with their feed", async () => {
    const page = await opened();
    assert.deepEqual(
      await page.evaluate(async (at) => {
        const store = await import(at);
        const state = { read: 1, next: 2, seen: ["a"] };
        const bytes = (/** @type {number} */ n) => new Uint8Array(n).fill(n);
        await store.putState("b", state, { day: "2026-11-20", articles: 2, bytes: bytes(20) });
        await store.putState("a", state, { day: "2026-11-21", articles: 1, bytes: bytes(10) });
        await store.putState("a", { ...state, next: 3 }, { day: "2026-11-21", articles: 3, bytes: bytes(30) });
        await store.putState("a", { ...state, next: 4 }, null);
        await store.addImport({ name: "desk", size: 5, articles: 9, date: 0 }, bytes(5));
        const before = {
          segments: (await store.segments()).map((/** @type {{ feed: string, articles: number, size: number }} */ { feed, articles, size }) => [feed, articles, size]),
          next: (await store.getState("a")).next,
          sizes: (await store.files()).map((/** @type {Uint8Array} */ file) => file.length).sort(),
          imports: (await store.imports()).map((/** @type {{ name: string }} */ { name }) => name),
        };
        await store.forgetFeed("a");
        const [one] = await store.imports();
        await store.dropImport(one.id);
        return { ...before, left: (await store.files()).length, state: await store.getState("a"), has: await store.hasFiles() };
      }, "/lib/feeds/store.js"),
      { segments: [["b", 2, 20], ["a", 3, 30]], next: 4, sizes: [20, 30, 5], imports: ["desk"], left: 1, state: null, has: true },
    );
    await page.close();
  });

  test("a read that was overtaken, or whose feed was removed, writes nothing", async () => {
    const page = await opened();
    assert.deepEqual(
      await page.evaluate(async (at) => {
        const store = await import(at);
        await store.startAfresh();
        const segment = { day: "2026-11-22", articles: 1, bytes: new Uint8Array(10) };
        const state = { next: 1, run: "one" };
        await store.putState("a", state, null);
        const written = [await store.putState("a", state, segment, "another"), await store.hasFiles(), await store.putState("a", state, segment, "one")];
        await store.forgetFeed("a");
        return [...written, await store.putState("a", state, segment, "one"), await store.hasFiles(), await store.getState("a")];
      }, "/lib/feeds/store.js"),
      [false, false, true, false, false, null],
    );
    await page.close();
  });

  test("a full disk is told, and nothing is half written", async () => {
    const page = await opened();
    assert.deepEqual(
      await page.evaluate(async (at) => {
        const store = await import(at);
        await store.startAfresh();
        await store.putState("a", { next: 1 }, { day: "2026-11-21", articles: 1, bytes: new Uint8Array(10) });
        // The browser says so at any of the writes: here at the last.
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (/** @type {unknown} */ value, /** @type {IDBValidKey | undefined} */ key) {
          if (this.name === "bytes") throw new DOMException("No room", "QuotaExceededError");
          return put.call(this, value, key);
        };
        const code = await store.putState("a", { next: 2 }, { day: "2026-11-22", articles: 5, bytes: new Uint8Array(50) }).then(
          () => "written",
          (/** @type {{ code: string }} */ error) => error.code,
        );
        IDBObjectStore.prototype.put = put;
        return { code, next: (await store.getState("a")).next, segments: (await store.segments()).length, files: (await store.files()).length };
      }, "/lib/feeds/store.js"),
      { code: "storage-full", next: 1, segments: 1, files: 1 },
    );
    await page.close();
  });

  test("a database of a later version, or with other stores, is damage, until it is started afresh", async () => {
    const page = await opened();
    assert.deepEqual(
      await page.evaluate(async (at) => {
        const store = await import(at);
        await store.startAfresh();
        await new Promise((resolve) => {
          const request = indexedDB.open("ungarble", 99);
          request.onupgradeneeded = () => void request.result.createObjectStore("something");
          request.onsuccess = () => {
            request.result.close();
            resolve(null);
          };
        });
        const code = await store.hasFiles().catch((/** @type {{ code: string }} */ error) => error.code);
        await store.startAfresh();
        return [code, await store.hasFiles()];
      }, "/lib/feeds/store.js"),
      ["storage", false],
    );
    await page.close();
  });

  /** A page that may load the extension's modules, and has a database of its own. @returns {Promise<Tab>} */
  async function opened() {
    const { browser, site } = world();
    site.mount("/lib/", path.join(ROOT, "extension/lib"));
    return browser.open(site.put("/empty/", "<!doctype html><title>Empty</title>"));
  }
});
