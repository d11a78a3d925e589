/**
 * Index files that the reader imports: taken in, asked, refused where they are damaged, and gone when they are removed. And the
 * search engine, the other thing in the settings that decides where a reader is led.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { buildIndex, initSync } from "../../pkg/ungarble.js";
import { fixtures, serve } from "./lib/fixtures.mjs";
import { eachBrowser, ROOT } from "./lib/harness.mjs";
import { check, record } from "./lib/popup.mjs";
import { ARTICLE, COPY, PARAGRAPHS, TITLE } from "./lib/publisher.mjs";
import { openSettings } from "./lib/settings.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Popup } from "./lib/driver.mjs" */

const URL_OF_ORIGINAL = `http://courier.example${ARTICLE}`;
const copy = fixtures().find(({ slug }) => slug === COPY);

/** An index with the original in it, as the engine makes it. */
function indexFile() {
  initSync({ module: readFileSync(path.join(ROOT, "pkg/ungarble_bg.wasm")) });
  const item = { id: "1", url: URL_OF_ORIGINAL, title: TITLE, publisher: "Baltic Courier", published: "2026-02-17", text: PARAGRAPHS.join("\n") };
  return Buffer.from(buildIndex([item]));
}

eachBrowser((world) => {
  test("a file is imported, an article is found in it, and it is gone when it is removed", async () => {
    const { browser, site } = world();
    assert.ok(copy);
    await browser.open(site.put("/quiet/", "<!doctype html><title>Quiet</title>"));
    const options = await settings();
    await bring(options, "desk.ungarble", indexFile());
    await until("the file to be listed", () => options.evaluate(() => document.querySelectorAll("[data-index]").length === 1), {
      seen: () => options.evaluate(() => document.getElementById("index-problem")?.textContent),
    });
    assert.match(await options.evaluate(() => document.querySelector("[data-index]")?.textContent ?? ""), /desk\.ungarble.*1 article\b/);
    assert.deepEqual(await matches(), [URL_OF_ORIGINAL]);
    assert.deepEqual(site.strangers, [], "an index file is asked, and nobody else");
    await options.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-index] [data-action=remove]"))?.click());
    await until("the file to be gone", () => options.evaluate(() => document.querySelectorAll("[data-index]").length === 0));
    assert.deepEqual(await matches(), []);
    await options.close();

    /** Addresses that an index has for the copy. */
    async function matches() {
      assert.ok(copy);
      const tab = await browser.open(serve(site, copy));
      const { popup } = await check(browser, tab);
      const has = await browser.inExtension(
        () =>
          new Promise((/** @type {(count: number) => void} */ resolve) => {
            const request = indexedDB.open("ungarble");
            request.onsuccess = () => {
              const count = request.result.transaction("bytes").objectStore("bytes").count();
              count.onsuccess = () => {
                request.result.close();
                resolve(count.result);
              };
            };
          }),
      );
      const look = async () => (await record(browser, tab)).report.sources.filter(({ relation }) => relation === "indexed-match").map(({ url }) => url);
      const found = has > 0 ? await until("a match", async () => ((await look()).length > 0 ? look() : null)) : await look();
      await popup.close();
      await tab.close();
      return found;
    }
  });

  test("a damaged file is refused with the reason, and leaves nothing", async () => {
    const options = await settings();
    const whole = indexFile();
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1] = (flipped[whole.length >> 1] ?? 0) ^ 0x40;
    for (const [name, bytes] of /** @type {const} */ ([
      ["cut.ungarble", whole.subarray(0, whole.length - 20)],
      ["flipped.ungarble", flipped],
      ["picture.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
      ["empty.ungarble", Buffer.alloc(0)],
    ])) {
      await bring(options, name, bytes);
      const words = await until(`${name} to be refused`, () =>
        options.evaluate((file) => {
          const text = document.getElementById("index-problem")?.textContent ?? "";
          return text.startsWith(`${file} was not imported: `) && text;
        }, name),
      );
      assert.ok(words.length > name.length + 30, words);
    }
    assert.equal(await options.evaluate(() => document.querySelectorAll("[data-index]").length), 0);
    await options.close();
  });

  test("the prepared search goes to the engine that the reader chose", async () => {
    const { browser, site } = world();
    assert.ok(copy);
    const options = await settings();
    await options.evaluate(() => {
      const select = /** @type {HTMLSelectElement} */ (document.getElementById("search"));
      select.value = "mojeek";
      select.dispatchEvent(new Event("change"));
    });
    await until("the choice to be saved", () => options.evaluate(() => document.getElementById("status")?.textContent !== ""));
    const tab = await browser.open(serve(site, copy));
    const { popup, shown } = await check(browser, tab);
    const search = shown.sources.find(({ relation }) => relation === "search");
    assert.match(search?.href ?? "", /^https:\/\/www\.mojeek\.com\/search\?q=.*Tusk/);
    await popup.close();
    await tab.close();
    await options.close();
  });

  function settings() {
    return openSettings(world().browser, "originals");
  }

  /**
   * Hands a file to the file chooser.
   *
   * @param {Popup} options
   * @param {string} name
   * @param {Buffer} bytes
   */
  function bring(options, name, bytes) {
    return options.evaluate(
      (file, base64) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], file));
        const input = /** @type {HTMLInputElement} */ (document.getElementById("index-file"));
        input.files = transfer.files;
        input.dispatchEvent(new Event("change"));
      },
      name,
      bytes.toString("base64"),
    );
  }
});
