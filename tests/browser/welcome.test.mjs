/**
 * The first run page: opened by the installation (the driver waits for it in every test), true in what it shows, readable by
 * everybody, and without any effect until the reader clicks.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { flaws } from "./lib/axe.mjs";
import { eachBrowser, ROOT } from "./lib/harness.mjs";
import { until } from "./lib/wait.mjs";

const messages = JSON.parse(readFileSync(`${ROOT}extension/_locales/en/messages.json`, "utf8"));

eachBrowser((world) => {
  test("it explains itself to everybody, and asks nothing of anybody", async () => {
    const { site } = world();
    const page = await opened();
    assert.deepEqual(await flaws(page), []);
    const { heading, words, key } = await page.evaluate(async () => ({
      heading: document.querySelector("h1")?.textContent,
      words: document.body.innerText,
      key: (await chrome.commands.getAll()).find(({ name }) => name === "_execute_action")?.shortcut ?? "",
    }));
    assert.equal(heading, messages.welcome_heading.message);
    for (const part of ["welcome_read_text", "welcome_sent_text", "welcome_means_text", "welcome_not_text", "limit_english_text", "limit_translated_text", "limit_pdf_text"]) {
      assert.ok(words.includes(messages[part].message), part);
    }
    assert.ok(key === "" || words.includes(key), key);
    assert.deepEqual(site.strangers, []);
    const kept = await world().browser.inExtension(async () => Object.keys(await chrome.storage.local.get(null)));
    assert.deepEqual(kept, [], "nothing is stored before the reader chooses");
    await page.close();
  });

  test("automatic checks begin with a click there and the browser's question, and end with another", async () => {
    const { browser } = world();
    const page = await opened();
    const automatic = () => browser.inExtension(async () => /** @type {any} */ ((await chrome.storage.local.get("settings"))["settings"])?.automatic ?? "off");
    assert.equal(await automatic(), "off");
    await browser.allow("*");
    await page.evaluate(() => document.getElementById("automatic")?.focus());
    await page.press("Enter");
    await until("them to be on", () => page.evaluate(() => document.getElementById("automatic")?.dataset["on"] === "yes"));
    assert.equal(await automatic(), "everywhere");
    await page.press("Enter");
    await until("them to be off", () => page.evaluate(() => document.getElementById("automatic")?.dataset["on"] === "no"));
    assert.equal(await automatic(), "off");
    assert.deepEqual(await browser.inExtension(async () => (await chrome.permissions.getAll()).origins), []);
    await page.close();
  });

  test("the settings open from it", async () => {
    const page = await opened();
    await page.evaluate(() => document.getElementById("settings")?.click());
    await (await world().browser.options()).close();
  });

  /** The page again, as the installation opened it. */
  async function opened() {
    const { browser } = world();
    await browser.inExtension(() => chrome.tabs.create({ url: chrome.runtime.getURL("welcome/welcome.html") }).then(() => null));
    const page = await browser.welcome();
    await until("the page to be drawn", () => page.evaluate(() => document.querySelectorAll(".limits-list li").length > 4));
    return page;
  }
});
