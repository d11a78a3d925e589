/**
 * What the browser and the disk do to an extension: the browser ends and starts again, the extension is replaced by its next version,
 * its memory is full, what it stored is garbage, the network is gone, the background dies in the middle of an automatic check. Nothing
 * of the reader's is lost, and the state that is shown is right.
 */

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

import { foundIn, HOST, openPage, press, recordOf, registered, switchOn, turnOff, turnOn } from "./lib/automatic.mjs";
import { oneOfEach, serve } from "./lib/fixtures.mjs";
import { eachBrowser, made } from "./lib/harness.mjs";
import { check, outcome } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

const garbled = oneOfEach().get("likely-garbled");
const clean = oneOfEach().get("no-signs");

/** The folders of the extension, one for each browser, in which a next version can be put. @type {Map<string, string>} */
const folders = new Map();

/** @param {import("./lib/harness.mjs").Name} name */
function copied(name) {
  const folder = mkdtempSync(path.join(tmpdir(), "ungarble-version-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  cpSync(made(`dist/${name}`, "manifest.json", "./build.sh extension"), folder, { recursive: true });
  folders.set(name, folder);
  return folder;
}

eachBrowser((world) => {
  test("the background killed in the middle of an automatic check: the page asks again, and has its result", async () => {
    const { browser, site } = world();
    assert.ok(garbled);
    await switchedOn();
    const paragraphs = /<p\b[\s\S]*<\/p>/i.exec(garbled.html)?.[0] ?? "";
    const tab = await browser.open(site.put("/2026/a-long-story-of-words/", garbled.html.replace(paragraphs, () => paragraphs.repeat(200))));
    const id = await browser.tabId(tab);
    await until("the check to begin", async () => (await recordOf(browser, id)) !== null);
    await browser.killBackground();
    const found = await foundIn(browser, id);
    assert.equal(found.report.verdict, "likely-garbled");
    assert.equal(found.automatic, true);
    await tab.close();
    await turnOff(browser);
  });

  test("the extension is replaced by its next version: choices stay, the script is registered again, and open pages go on", async () => {
    const { browser } = world();
    await switchedOn();
    const { tab, id } = await opened(garbled);
    await foundIn(browser, id);
    const { popup } = await check(browser, tab);
    await popup.evaluate(() => document.getElementById("mark")?.click());
    await until("the signs to be painted", () => painted(tab));
    await popup.close();
    await browser.inExtension(() => chrome.storage.local.set({ sources: { feeds: [{ url: "https://courier.example/feed", name: "C" }] } }));

    const file = path.join(folders.get(browser.name) ?? "", "manifest.json");
    const manifest = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...manifest, version: "0.1.1" }));
    await browser.update();
    await until("the next version", async () => (await browser.inExtension(() => chrome.runtime.getManifest().version)) === "0.1.1");

    const stored = await browser.inExtension(async () => /** @type {any} */ (await chrome.storage.local.get(null)));
    assert.deepEqual([stored.settings.automatic, stored.settings.sites, stored.sources.feeds.length], ["sites", [HOST], 1]);
    await until("the script to be registered again", async () => (await registered(browser)).join() === `*://${HOST}/*`);

    // The page that was open: the old script is nobody's, the new one stands beside it.
    const again = await check(browser, tab);
    assert.equal(again.shown.state, "suspicious", again.shown.text);
    await again.popup.evaluate(() => document.getElementById("mark")?.click());
    await until("the signs to be painted by the new script", () => again.popup.evaluate(() => document.getElementById("mark")?.getAttribute("aria-checked") === "true"));
    assert.ok(await painted(tab));
    await again.popup.close();
    await tab.press("Escape");
    await until("the signs to go", async () => !(await painted(tab)));
    assert.deepEqual(tab.complaints, []);
    await tab.close();

    const next = await opened(clean);
    assert.equal((await foundIn(browser, next.id)).automatic, true);
    await next.tab.close();
    await turnOff(browser);
  });

  test("the memory for results is full: older results make room, and the new one is whole", async () => {
    const { browser } = world();
    const { tab, id } = await opened(garbled);
    const full = await browser.inExtension(async () => {
      const report = { status: "scored", text: {}, page: {}, evidence: [], names: [], sources: [], comparison: { filler: "x".repeat(900_000) } };
      const done = { phase: "done", run: "r", url: "https://old.example/", route: "content", anyway: false, report, detectors: [], looked: [] };
      for (let n = 0; n < 30; n += 1) {
        try {
          await chrome.storage.session.set({ [`tab:${900_000 + n}`]: { ...done, at: n } });
        } catch {
          // And the rest, nearly to the last byte.
          for (let size = 400_000; size > 100; size = Math.floor(size / 2)) {
            await chrome.storage.session.set({ [`filler ${size}`]: "x".repeat(size) }).catch(() => {});
          }
          return true;
        }
      }
      return false;
    });
    const { popup, shown } = await check(browser, tab);
    assert.equal(shown.state, "suspicious", shown.text);
    await popup.close();
    if (full) {
      const left = await browser.inExtension(async () => Object.keys(await chrome.storage.session.get(null)));
      assert.ok(!left.includes("tab:900000"), "the oldest has gone");
      assert.ok(left.includes(`tab:${id}`));
    } else {
      console.log(`${browser.name}: no end of memory here`);
    }
    await browser.inExtension(() => chrome.storage.session.clear());
    await tab.close();
  });

  test("the disk is full: what cannot be kept is said, and checking goes on", async () => {
    const { browser } = world();
    const { tab } = await opened(garbled);
    const full = await browser.inExtension(async () => {
      let n = 0;
      for (let size = 4_000_000; size > 10; size = Math.floor(size / 2)) {
        while (n < 400) {
          n += 1;
          try {
            await chrome.storage.local.set({ [`filler ${n}`]: "x".repeat(size) });
          } catch {
            break;
          }
          if (n > 20 && size === 4_000_000) return false;
        }
      }
      return true;
    });
    if (full) {
      const { popup, shown } = await check(browser, tab);
      assert.equal(shown.state, "suspicious");
      await press(popup, "fine");
      await until("the popup to say that it is not kept", () =>
        popup.evaluate(() => (document.querySelector(".site-status")?.textContent ?? "") !== ""));
      await popup.close();
    } else {
      console.log(`${browser.name}: no end of the disk here`);
    }
    await browser.inExtension(() => chrome.storage.local.clear());
    await tab.close();
  });

  test("everything that is stored is garbage: a click still checks, and the settings still open", async () => {
    const { browser } = world();
    const { tab, id } = await opened(garbled);
    for (const garbage of [null, 7, "x", [[]], { phase: "done" }, { phase: "done", run: "r", url: "u", report: { status: "scored" } }, { automatic: {}, sites: [7], feeds: [null], pages: [{}], at: "never" }]) {
      await browser.inExtension(
        async (key, value) => {
          const local = ["settings", "sources", "fine", "lent-hosts"];
          const session = [key, "wish:page", "wish:tab", "fine"];
          await chrome.storage.local.set(Object.fromEntries(local.map((name) => [name, value])));
          await chrome.storage.session.set(Object.fromEntries(session.map((name) => [name, value])));
        },
        `tab:${id}`,
        garbage,
      );
      const { popup, shown } = await check(browser, tab);
      assert.equal(shown.state, "suspicious", `${JSON.stringify(garbage)}: ${shown.text}`);
      await popup.close();
    }
    const { popup } = await check(browser, tab);
    await popup.evaluate(() => document.getElementById("settings")?.click());
    const options = await browser.options();
    await until("the list of detectors", () => options.evaluate(() => document.querySelectorAll("[role=switch], input[type=checkbox]").length > 3));
    await options.close();
    await browser.inExtension(() => Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear()]).then(() => null));
    await tab.close();
  });

  test("the browser ends and starts again: choices and automatic mode are there, results are not", async () => {
    const { browser } = world();
    if (!browser.restart) {
      return; // it forgets an extension that is not signed
    }
    await switchedOn();
    const { tab, id } = await opened(garbled);
    const { url } = await foundIn(browser, id);
    const { popup } = await check(browser, tab);
    await press(popup, "fine");
    await until("the page to be fine", async () => (await recordOf(browser, id)).fine);
    await popup.close();
    await browser.inExtension(async () => {
      await chrome.storage.local.set({ sources: { feeds: [{ url: "https://courier.example/feed", name: "C" }] } });
    });

    await browser.restart();
    assert.deepEqual(await browser.inExtension(async () => Object.keys(await chrome.storage.session.get(null)).filter((key) => key.startsWith("tab:"))), []);
    const stored = await browser.inExtension(async () => /** @type {any} */ (await chrome.storage.local.get(null)));
    assert.deepEqual([stored.settings.sites, stored.sources.feeds.length, stored.fine.pages.length], [[HOST], 1, 1]);
    // A browser under test forgets what it granted to an extension that lies in a folder. Given again, the choice holds again.
    await browser.allow(HOST);
    await browser.inExtension((host) => chrome.permissions.request({ origins: [`*://${host}/*`] }), HOST);
    await until("the script", async () => (await registered(browser)).join() === `*://${HOST}/*`);
    const next = await opened(clean);
    assert.equal((await foundIn(browser, next.id)).report.verdict, "no-signs");
    await next.tab.close();

    const fine = await browser.open(url);
    const again = await check(browser, fine);
    assert.equal(again.shown.state, "suspicious");
    assert.equal((await recordOf(browser, await browser.tabId(fine))).fine, true, "it is still fine");
    await again.popup.close();
    await fine.close();
    await turnOff(browser);
  });

  test("without a network a page that is there is checked all the same", async () => {
    const { browser, site } = world();
    await switchedOn();
    const { tab, id } = await opened(clean);
    await foundIn(browser, id);
    await site.stop();
    const { popup } = await check(browser, tab);
    await popup.evaluate(() => document.getElementById("again")?.click());
    const shown = await outcome(popup);
    assert.equal(shown.state, "clean", shown.text);
    await popup.close();
    await tab.close();
  });

  const switchedOn = () => switchOn(world());
  const opened = (/** @type {import("./lib/fixtures.mjs").Fixture | undefined} */ page) => openPage(world(), page);

  /** @param {import("./lib/driver.mjs").Tab} tab */
  function painted(tab) {
    return tab.evaluate(() => [...CSS.highlights].some(([name, { size }]) => name.startsWith("ungarble") && size > 0));
  }
}, { extension: copied });
