/**
 * Automatic mode: off until the reader turns it on; then pages of that site are checked as they are seen, once, by one engine
 * outside the page. What is no article has nothing of it but the gate.
 */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { askAsPage, counted, foundIn, HOST, lookAgain, openPage, present, press, recordOf, registered, switchOn, turnOff, turnOn } from "./lib/automatic.mjs";
import { oneOfEach, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { OTHERS } from "./lib/kinds/others.mjs";
import { check } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

const garbled = oneOfEach().get("likely-garbled");
const clean = oneOfEach().get("no-signs");
const other = OTHERS[0];

eachBrowser((world) => {
  afterEach(() => turnOff(world().browser));

  test("at first no script stands anywhere, and no host is allowed", async () => {
    const { browser } = world();
    assert.deepEqual(await registered(browser), []);
    assert.deepEqual(await browser.inExtension(async () => (await chrome.permissions.getAll()).origins), []);
  });

  test("turned on for a site, its articles are checked as they are opened, and the button speaks only where there is something to say", async () => {
    const { browser } = world();
    await switchedOn();
    assert.deepEqual(await registered(browser), [`*://${HOST}/*`]);

    const { tab, id } = await opened(garbled);
    const found = await foundIn(browser, id);
    assert.equal(found.report.verdict, "likely-garbled");
    await until("a badge", async () => (await badge(id)) === String(found.report.evidence.length));
    const { popup, shown } = await check(browser, tab);
    assert.equal(shown.state, "suspicious");
    assert.equal((await recordOf(browser, id)).run, found.run, "the popup shows what was found and checks nothing");
    await popup.close();

    const second = await opened(clean);
    assert.equal((await foundIn(browser, second.id)).report.verdict, "no-signs");
    assert.equal(await badge(second.id), "");
    await second.tab.close();
    await tab.close();
  });

  test("the report is the one of a click", async () => {
    const { browser } = world();
    const { tab, id } = await opened(garbled);
    await (await check(browser, tab)).popup.close();
    const byClick = (await foundIn(browser, id)).report;
    await tab.close();
    await switchedOn();
    const again = await opened(garbled);
    assert.deepEqual((await foundIn(browser, again.id)).report, byClick);
    await again.tab.close();
  });

  test("a page that is no article has the gate in it and nothing else, and nobody is asked", async () => {
    const { browser, site } = world();
    await switchedOn();
    assert.ok(other);
    if (browser.name === "chromium") {
      await browser.inExtension(() => chrome.offscreen.closeDocument()).catch(() => {}); // of an earlier test
    }
    const tab = await browser.open(site.put("/other/", other.html));
    const id = await browser.tabId(tab);
    const count = await counted(browser, id);
    await lookAgain(browser, id);
    await until("the gate to have looked", async () => (await count()).looks >= 1);
    assert.deepEqual(await present(browser, id), { gate: true, auto: true, engine: false, watch: false });
    assert.equal(await recordOf(browser, id), null);
    if (browser.name === "chromium") {
      assert.equal(await browser.inExtension(() => chrome.offscreen.hasDocument()), false, "no engine stands ready for it");
    }
    await tab.close();
  });

  test("an application that puts an article in place of a list is checked then", async () => {
    const { browser, site } = world();
    await switchedOn();
    assert.ok(other && garbled);
    const tab = await browser.open(site.put("/list/", other.html));
    const id = await browser.tabId(tab);
    const count = await counted(browser, id);
    await lookAgain(browser, id);
    await until("the gate to have looked", async () => (await count()).looks >= 1);
    await tab.evaluate((html) => {
      history.pushState(null, "", "/2026/an-article-of-four-words/");
      document.documentElement.replaceWith(document.adoptNode(new DOMParser().parseFromString(html, "text/html").documentElement));
    }, garbled.html);
    assert.equal((await foundIn(browser, id)).report.verdict, "likely-garbled");
    await tab.close();
  });

  test("an application that fills its article in later, into elements that were there, is checked then", async () => {
    const { browser, site } = world();
    await switchedOn();
    assert.ok(garbled);
    const paragraphs = [...garbled.html.matchAll(/<p\b[^>]*>([^]*?)<\/p>/g)].map(([, text = ""]) => text.replace(/<[^>]*>/g, ""));
    const tab = await browser.open(site.put("/2026/an-article-of-four-words/", `<!doctype html><html lang="en"><title>Loading</title>
      <main><article>${"<p></p>".repeat(paragraphs.length)}</article></main>
      <script>
        setTimeout(() => document.querySelectorAll("article p").forEach((p, at) => (p.textContent = ${JSON.stringify(paragraphs)}[at])), 900);
      </script>`));
    assert.equal((await foundIn(browser, await browser.tabId(tab))).report.status, "scored");
    await tab.close();
  });

  test("an article behind others costs nothing until its tab is shown; shown again, it is not checked again", async () => {
    const { browser, site } = world();
    await switchedOn();
    assert.ok(garbled);
    const front = await browser.open(site.put("/front/", "<!doctype html><title>Front</title><p>Before the other."));
    const url = serve(site, garbled);
    const id = await browser.inExtension(async (address) => (await chrome.tabs.create({ url: address, active: false })).id ?? -1, url);
    await until("the gate's script in it", async () => (await present(browser, id)).auto);
    const count = await counted(browser, id);
    assert.equal(await askAsPage(browser, id), "later", "a page that is not seen is not checked even if it asks");
    assert.equal(await recordOf(browser, id), null);
    assert.equal((await count()).looks, 0, "the gate did not even look");

    const show = (/** @type {number} */ tabId) => browser.inExtension(async (one) => void (await chrome.tabs.update(one, { active: true })), tabId);
    await show(id);
    const { run } = await foundIn(browser, id);
    await show(await browser.tabId(front));
    await show(id);
    assert.equal(await askAsPage(browser, id), "checked");
    assert.equal((await recordOf(browser, id)).run, run);
    await browser.inExtension((tabId) => chrome.tabs.remove(tabId), id);
    await front.close();
  });

  test("a page that is come back to is checked again from memory", async () => {
    const { browser, site } = world();
    await switchedOn();
    const { tab, id } = await opened(garbled);
    const first = await foundIn(browser, id);
    const count = await counted(browser, id);
    await tab.goto(site.put("/between/", "<!doctype html><title>Between</title><p>Another page."));
    await until("the record to go", async () => (await recordOf(browser, id)) === null);
    await tab.back();
    const second = await foundIn(browser, id);
    assert.deepEqual(second.report, first.report);
    const counts = await count();
    // Without the browser's back/forward cache the page is a new one.
    if (counts) {
      assert.equal(counts.copies, 0, "the page was not read again");
    } else {
      console.log(`${browser.name}: no back/forward cache here`);
    }
    await tab.close();
  });

  test("a page that is loaded anew has its answer from memory, until its text is another or another page was between", async () => {
    const { browser, site } = world();
    await switchedOn();
    assert.ok(garbled);
    const { tab, id } = await opened(garbled);
    const address = serve(site, garbled);
    let { run } = await foundIn(browser, id);
    /** Loads the page, and tells whether what then is known of it is what was kept, which bears a mark. */
    const fromMemory = async () => {
      await browser.inExtension(async (key) => {
        const { [key]: last } = /** @type {any} */ (await chrome.storage.session.get(key));
        if (last) {
          last.checked.report.kept = true;
          await chrome.storage.session.set({ [key]: last });
        }
      }, `last:${id}`);
      await tab.goto(address);
      const found = await until("a new result", async () => {
        const record = await recordOf(browser, id);
        return record?.phase === "done" && record.run !== run && record;
      });
      run = found.run;
      assert.equal(found.report.verdict, "likely-garbled");
      return found.report.kept === true;
    };
    assert.equal(await fromMemory(), true);
    assert.equal(await badge(id), String((await recordOf(browser, id)).report.evidence.length));
    const reworded = garbled.html.replace(/(<p\b[^>]*>[^<]{60})/, "$1, as it were,");
    assert.notEqual(reworded, garbled.html);
    serve(site, { ...garbled, html: reworded });
    assert.equal(await fromMemory(), false);
    assert.equal(await fromMemory(), true);
    await tab.goto(site.put("/between/", "<!doctype html><title>Between</title><p>Another page."));
    await until("what was kept to go", async () =>
      (await browser.inExtension(async (key) => (await chrome.storage.session.get(key))[key] ?? null, `last:${id}`)) === null);
    assert.equal(await fromMemory(), false);
    await tab.close();
    await until("nothing to be left of a closed tab", async () =>
      (await browser.inExtension(async (tabId) => Object.keys(await chrome.storage.session.get(null)).filter((key) => key.endsWith(`:${tabId}`)), id)).length === 0);
  });

  test("a tab rests when its reader says so, and only that tab", async () => {
    const { browser } = world();
    await switchedOn();
    const { tab, id } = await opened(clean);
    await foundIn(browser, id);
    const { popup } = await check(browser, tab);
    await press(popup, "pause-tab");
    await until("the tab to rest", () => browser.inExtension(async (key) => (await chrome.storage.session.get(key))[key], `rest:${id}`));
    await popup.close();
    await tab.goto(serve(world().site, /** @type {any} */ (garbled)));
    await until("the gate's script", async () => (await present(browser, id)).auto);
    assert.equal(await askAsPage(browser, id), "rest");
    assert.equal(await recordOf(browser, id), null);
    const another = await opened(garbled);
    await foundIn(browser, another.id);
    await another.tab.close();
    await tab.close();
    await until("the rest to be forgotten with the tab", async () =>
      (await browser.inExtension(async (key) => (await chrome.storage.session.get(key))[key] ?? null, `rest:${id}`)) === null);
  });

  test("a site rests when its reader says so, without losing its permission", async () => {
    const { browser } = world();
    await switchedOn();
    const { tab, id } = await opened(clean);
    await foundIn(browser, id);
    const { popup } = await check(browser, tab);
    await press(popup, "pause-site");
    const left = () => browser.inExtension(async () => (await chrome.scripting.getRegisteredContentScripts()).map(({ excludeMatches }) => excludeMatches));
    await until("the site to be left out", async () => JSON.stringify(await left()) === JSON.stringify([[`*://${HOST}/*`]]), { seen: left });
    assert.equal(await askAsPage(browser, id), "rest");
    assert.equal(await browser.inExtension((host) => chrome.permissions.contains({ origins: [`*://${host}/*`] }), HOST), true);
    await popup.close();
    await tab.goto(serve(world().site, /** @type {any} */ (garbled)));
    assert.deepEqual(await present(browser, id), { gate: false, auto: false, engine: false, watch: false });
    await tab.close();
  });

  test("turned off in the popup, the host is given back and no script stands anywhere", async () => {
    const { browser } = world();
    await switchedOn();
    const { tab } = await opened(clean);
    const { popup } = await check(browser, tab);
    await press(popup, "automatic");
    await until("the script to be gone", async () => (await registered(browser)).length === 0);
    await until("the host to be given back", async () => !(await browser.inExtension((host) => chrome.permissions.contains({ origins: [`*://${host}/*`] }), HOST)));
    await popup.close();
    await tab.close();
  });

  test("a permission that is taken away in the browser turns it off", async () => {
    const { browser } = world();
    await switchedOn();
    await browser.inExtension(async () => {
      const { origins = [] } = await chrome.permissions.getAll();
      await chrome.permissions.remove({ origins });
    });
    await until("the settings to follow", async () => {
      const { automatic, sites } = await settings();
      return automatic === "off" && sites.length === 0;
    }, { seen: settings });
    assert.deepEqual(await registered(browser), []);
  });

  test("everywhere: with the permission for all sites, a page of any host is checked", async () => {
    const { browser, site } = world();
    assert.ok(garbled);
    await browser.allowAll();
    await browser.inExtension(async () => {
      if (!(await chrome.permissions.contains({ origins: ["*://*/*"] }))) throw new Error("not allowed");
      await chrome.storage.local.set({ settings: { automatic: "everywhere" } });
    });
    await until("the script", async () => (await registered(browser)).join() === "*://*/*");
    const tab = await browser.open(site.another("somewhere.example").put("/2026/a-story-of-words/", garbled.html));
    assert.equal((await foundIn(browser, await browser.tabId(tab))).report.verdict, "likely-garbled");
    await tab.close();
  });

  // ---- "this is fine" --------------------------------------------------------------------------------------------------

  test("a page that its reader calls fine has no badge, and is not checked without a click any more, until she takes it back", async () => {
    const { browser } = world();
    await switchedOn();
    const { tab, id } = await opened(garbled);
    await foundIn(browser, id);
    await until("a badge", async () => (await badge(id)) !== "");
    const { popup } = await check(browser, tab);
    await press(popup, "fine");
    await until("the badge to go", async () => (await badge(id)) === "");
    await until("the popup to say so", () => popup.evaluate(() => document.querySelector("#fine .site-note") !== null));
    await popup.close();

    await tab.goto(tab_url(await recordOf(browser, id)));
    await until("the gate's script", async () => (await present(browser, id)).auto);
    assert.equal(await askAsPage(browser, id), "rest");
    assert.equal(await recordOf(browser, id), null);

    const again = await check(browser, tab);
    assert.equal(again.shown.state, "suspicious", "a click shows all there is");
    assert.equal(await badge(id), "");
    await press(again.popup, "fine");
    await until("the badge to come back", async () => (await badge(id)) !== "");
    await again.popup.close();
    await tab.close();
  });

  // ---- helpers ---------------------------------------------------------------------------------------------------------

  /** @param {{ url: string }} record */
  function tab_url({ url }) {
    return url;
  }

  const switchedOn = () => switchOn(world());
  const opened = (/** @type {import("./lib/fixtures.mjs").Fixture | undefined} */ page) => openPage(world(), page);

  /** @param {number} tabId */
  function badge(tabId) {
    return world().browser.inExtension((id) => chrome.action.getBadgeText({ tabId: id }), tabId);
  }

  function settings() {
    return world().browser.inExtension(async () => {
      const stored = /** @type {any} */ ((await chrome.storage.local.get("settings"))["settings"]);
      return { automatic: stored?.automatic, sites: stored?.sites ?? [] };
    });
  }
});
