/**
 * The extension's page of a comparison: what it shows while there is none, while there is one to come, and when it comes; and
 * that what it saves is the file that the command writes. How a comparison comes about is compare-on-click.test.mjs.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { answerOf, exportHtml } from "../../extension/lib/compare-view/export.js";
import { floods } from "../ext/comparisons.mjs";
import { emptyReport } from "../ext/reports.mjs";
import { flaws } from "./lib/axe.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Popup } from "./lib/driver.mjs" */

const URL_OF_COPY = "https://daily-mirrorings.example/seaside-cities";
const report = { ...emptyReport(), id: URL_OF_COPY, comparison: floods() };
const pairedWith = { by: "page", url: "https://www.harbour-record.example/" };

eachBrowser((world) => {
  /** No tab of the browser has such a number. */
  const tabId = 900_000;

  test("without a comparison it says what to do, while one is made that it is, and then shows it", async () => {
    const page = await opened();
    await inState(page, "none");
    await put({ pair: { phase: "comparing", with: pairedWith, startedAt: Date.now() } });
    await inState(page, "working");
    await put({ pair: { phase: "failed", with: pairedWith, code: "offline" } });
    await inState(page, "error");
    assert.deepEqual(await flaws(page), []);
    await put({ report, pair: { phase: "compared", with: pairedWith } });
    await inState(page, "done");
    const { heading, title, spoken, focused } = await page.evaluate(() => ({
      heading: document.querySelector("h1")?.textContent ?? "",
      title: document.title,
      spoken: document.querySelector("[role=status]")?.textContent,
      focused: document.activeElement?.tagName,
    }));
    assert.match(heading, /garbled copy/);
    assert.deepEqual([spoken, focused], [heading, "H1"]);
    assert.ok(title.startsWith("Seaside cities"), title);
    assert.deepEqual(await flaws(page), []);
    await page.close();
  });

  test("it stays before the reader when the article's tab has gone", async () => {
    await put({ report, pair: { phase: "compared", with: pairedWith } });
    const page = await opened();
    await inState(page, "done");
    await world().browser.inExtension((id) => chrome.storage.session.remove(`tab:${id}`), tabId);
    await until("the line that says so", () => page.evaluate(() => document.getElementById("gone")?.textContent));
    await inState(page, "done");
    assert.match(await page.evaluate(() => document.querySelector("h1")?.textContent ?? ""), /garbled copy/);
    assert.deepEqual(await flaws(page), []);
    await page.close();
  });

  test("it is walked by keys as soon as it stands there", async () => {
    await put({ report, pair: { phase: "compared", with: pairedWith } });
    const page = await opened();
    await inState(page, "done");
    await page.press("n");
    await until("the first change", () => page.evaluate(() => document.querySelector(".position")?.textContent?.startsWith("1 of ")));
    await page.close();
  });

  test("what it saves is the comparison, whole", async () => {
    const { browser } = world();
    await put({ report, pair: { phase: "compared", with: pairedWith } });
    const page = await opened();
    await inState(page, "done");
    const saved = await page.evaluate(async () => {
      /** @type {Record<string, string>} */
      const made = {};
      for (const ending of ["html", "json", "md"]) {
        made[ending] = await new Promise((resolve) => {
          URL.createObjectURL = (blob) => {
            resolve(/** @type {Blob} */ (blob).text());
            return "#";
          };
          /** @type {HTMLElement} */ (document.querySelector(`[data-save=${ending}]`)).click();
        });
      }
      return made;
    });
    const answer = answerOf(report);
    assert.ok(answer);
    const wanted = await exportHtml(answer, async (path) => readFileSync(`dist/${browser.name}/${path}`, "utf8"));
    // The order of fields does not outlive a message between the extension's parts.
    const data = /(?<=id="answer">).*(?=<\/script>)/;
    assert.equal(saved["html"]?.replace(data, ""), wanted.replace(data, ""));
    assert.deepEqual(JSON.parse(data.exec(saved["html"] ?? "")?.[0] ?? ""), answer);
    assert.deepEqual(JSON.parse(saved["json"] ?? ""), answer);
    assert.match(saved["md"] ?? "", /\| \*\*António Guterres\*\* \|/);
    await page.close();
  });

  /** @param {object} more */
  async function put(more) {
    const { browser } = world();
    const done = { phase: "done", run: "1", url: URL_OF_COPY, route: "content", anyway: false, report: emptyReport(), detectors: [], looked: [], ...more };
    // What is sent to Firefox's window arrives letter by letter only where the letters are ASCII.
    const sent = JSON.stringify(done).replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
    await browser.inExtension((id, record) => chrome.storage.session.set({ [`tab:${id}`]: JSON.parse(record) }), tabId, sent);
  }

  async function opened() {
    const { browser } = world();
    await browser.inExtension(async (id) => {
      await chrome.tabs.create({ url: chrome.runtime.getURL(`compare/compare.html?tab=${id}`) });
    }, tabId);
    return browser.comparison();
  }

  /** @param {Popup} page @param {string} state */
  async function inState(page, state) {
    await until(`the state ${state}`, () => page.evaluate((wanted) => document.getElementById("view")?.dataset["state"] === wanted, state), {
      seen: () => page.evaluate(() => document.getElementById("view")?.dataset["state"]),
    });
  }
});
