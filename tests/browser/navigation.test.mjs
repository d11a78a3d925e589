/**
 * Pages that change under the popup: rewritten in place, gone and come back, loaded again. A result is only ever shown of
 * what stands there now, and a page that changes by itself after its check is checked again by itself.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { oneOfEach, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { OTHERS } from "./lib/kinds/others.mjs";
import { prose } from "./lib/kinds/parts.mjs";
import { check, outcome, record } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

const garbled = oneOfEach().get("likely-garbled");
const MORE = prose(6, { from: 7 });
const clean = oneOfEach().get("no-signs");

eachBrowser((world) => {
  test("over a page that is still loading the popup says that it reads, and waits for no script of it", async () => {
    const { browser, site } = world();
    const slow = site.another("slow.example");
    const late = slow.put("/late.js", { body: "", endless: "" }, "text/javascript");
    const page = site.put("/still-loading/", `<!doctype html><title>Loading</title><p>Words before the script.<script src="${late}"></script><p>Words behind it.`);
    const tab = await browser.open(site.put("/before/", "<!doctype html><title>Before</title><p>A page that is there."));
    await tab.evaluate((to) => void (location.href = to), page);
    await until("the script to be asked for", () => slow.seen.length > 0);
    const popup = await browser.click(tab);
    await until("the popup to say that it reads", () => popup.evaluate(() => document.getElementById("view")?.dataset["state"] === "scanning"));
    await popup.close();
    await tab.close();
  });

  test("an application that puts another article under another address is read anew", async () => {
    const { browser, site } = world();
    const { tab, other } = await opened();
    await (await check(browser, tab)).popup.close();
    await tab.evaluate((html) => {
      history.pushState(null, "", "/another/article/");
      const page = new DOMParser().parseFromString(html, "text/html");
      document.title = page.title;
      document.body.replaceWith(document.adoptNode(page.body));
    }, other.html);
    const { popup, shown } = await check(browser, tab);
    assert.equal(shown.state, "clean", shown.text);
    await popup.close();
    await tab.close();
    assert.deepEqual(site.strangers, []);
  });

  test("a page that changed under the same address is read anew when asked", async () => {
    const { browser } = world();
    const { tab, other } = await opened();
    const { popup } = await check(browser, tab);
    await tab.evaluate((html) => {
      document.body.replaceWith(document.adoptNode(new DOMParser().parseFromString(html, "text/html").body));
    }, other.html);
    await popup.evaluate(() => document.getElementById("again")?.click());
    await until("the new text to be judged", async () => (await outcome(popup)).state === "clean");
    await popup.close();
    await tab.close();
  });

  test("a page that was left and come back to is read and painted as if it had never been left", async () => {
    const { browser, site } = world();
    const { tab } = await opened();
    const first = await check(browser, tab);
    await first.popup.close();
    await tab.goto(site.put("/between/", "<!doctype html><title>Between</title><p>Another page."));
    await tab.back();
    const { popup, shown } = await check(browser, tab);
    assert.deepEqual(shown, first.shown);
    await popup.evaluate(() => document.getElementById("mark")?.click());
    await until("the signs to be painted", () =>
      tab.evaluate(() => [...CSS.highlights.keys()].some((name) => name.startsWith("ungarble-"))),
    );
    await popup.close();
    await tab.close();
  });

  test("a second click on the same page shows the same at once", async () => {
    const { browser } = world();
    const { tab } = await opened();
    const first = await check(browser, tab);
    await first.popup.close();
    const second = await check(browser, tab);
    assert.deepEqual(second.shown, first.shown);
    await second.popup.close();
    await tab.close();
  });

  test("an application's next article brings its own result, without another click", async () => {
    const { browser, site } = world();
    const { tab, other } = await opened();
    await (await check(browser, tab)).popup.close();
    assert.notEqual(await badge(tab), "");
    await tab.evaluate(() => history.pushState(null, "", "/another/article/"));
    await until("the button to take back its number", async () => (await badge(tab)) === "");
    await replaceBody(tab, other.html);
    const renewed = await until("the result of the new article", async () => {
      const kept = await record(browser, tab);
      return kept.phase === "done" && kept;
    });
    assert.equal(renewed.report.verdict, "no-signs");
    assert.deepEqual(site.strangers, []);
    await tab.close();
  });

  test("an application's list of articles takes the result back and gets none", async () => {
    const { browser, site } = world();
    const { tab, other } = await opened();
    await (await check(browser, tab)).popup.close();
    const list = OTHERS.find(({ slug }) => slug === "section page");
    assert.ok(list);
    await replaceBody(tab, list.html);
    await tab.evaluate(() => history.pushState(null, "", "/politics"));
    await until("the result to be taken back", async () => (await record(browser, tab)).phase === "stale");
    // What comes next is checked: so the list has been looked at and left alone.
    await replaceBody(tab, other.html);
    await tab.evaluate(() => history.pushState(null, "", "/next/article/"));
    const renewed = await until("the result of the article after it", async () => {
      const kept = await record(browser, tab);
      return kept.phase === "done" && kept;
    });
    assert.equal(renewed.report.page.url, site.url("/next/article/"));
    await tab.close();
  });

  test("the same text under another address keeps its result, without another check", async () => {
    const { browser, site } = world();
    const { tab } = await opened();
    const first = await check(browser, tab);
    await first.popup.close();
    const { run, report } = await record(browser, tab);
    await tab.evaluate(() => history.replaceState(null, "", "/pages/another-name/"));
    const kept = await until("the result under the new address", async () => {
      const found = await record(browser, tab);
      return found.url === site.url("/pages/another-name/") && found;
    });
    assert.deepEqual([kept.phase, kept.run, kept.report], ["done", run, report]);
    assert.notEqual(await badge(tab), "");
    const second = await check(browser, tab);
    assert.deepEqual(second.shown, first.shown);
    await second.popup.close();
    await tab.close();
  });

  test("text that comes late under the same address is judged while the popup stands open", async () => {
    const { browser } = world();
    const { tab, other } = await opened();
    const { popup } = await check(browser, tab);
    await popup.evaluate(() => document.getElementById("mark")?.click());
    await until("the signs to be painted", () => isPainted(tab));
    await replaceBody(tab, other.html);
    await until("the new text to be judged", async () => (await outcome(popup)).state === "clean");
    await until("the old signs to be gone", async () => !(await isPainted(tab)));
    await popup.close();
    await tab.close();
  });

  test("an article that a script brings after the click is judged when it has come", async () => {
    const { browser, site } = world();
    const shell = OTHERS.find(({ slug }) => slug === "shell of a page that scripts fill");
    assert.ok(shell && clean);
    const tab = await browser.open(site.put("/filled-later/", shell.html));
    const { popup, shown } = await check(browser, tab);
    assert.equal(shown.state, "not-an-article", shown.text);
    await replaceBody(tab, clean.html);
    await until("the article to be judged", async () => (await outcome(popup)).state === "clean");
    await popup.close();
    await tab.close();
  });

  test("a text that unfolds is judged with what was folded", async () => {
    const { browser, site } = world();
    assert.ok(clean);
    const html = clean.html.replace("</p>", () => `</p><div class="folded" hidden>${MORE}</div>`);
    const tab = await browser.open(site.put("/unfolds/", html));
    await (await check(browser, tab)).popup.close();
    const { report } = await record(browser, tab);
    await tab.evaluate(() => document.querySelector(".folded")?.removeAttribute("hidden"));
    await until("the whole text to be judged", async () => (await record(browser, tab)).report.text.words > report.text.words);
    await tab.close();
  });

  test("a jump within the page leaves result, number and painted signs", async () => {
    const { browser } = world();
    const { tab } = await opened();
    const { popup } = await check(browser, tab);
    await popup.evaluate(() => document.getElementById("mark")?.click());
    await until("the signs to be painted", () => isPainted(tab));
    await popup.close();
    const before = [await record(browser, tab), await badge(tab)];
    await tab.evaluate(() => new Promise((jumped) => {
      addEventListener("hashchange", () => jumped(null));
      location.hash = "comments";
    }));
    assert.deepEqual([await record(browser, tab), await badge(tab)], before);
    assert.ok(await isPainted(tab));
    await tab.close();
  });

  /** @param {import("./lib/driver.mjs").Tab} tab */
  async function badge(tab) {
    const { browser } = world();
    return browser.inExtension((tabId) => chrome.action.getBadgeText({ tabId }), await browser.tabId(tab));
  }

  /** @param {import("./lib/driver.mjs").Tab} tab */
  const isPainted = (tab) => tab.evaluate(() => [...CSS.highlights.keys()].some((name) => name.startsWith("ungarble-")));

  /** As applications do. @param {import("./lib/driver.mjs").Tab} tab @param {string} html */
  const replaceBody = (tab, html) =>
    tab.evaluate((source) => {
      const page = new DOMParser().parseFromString(source, "text/html");
      document.title = page.title;
      document.body.replaceWith(document.adoptNode(page.body));
    }, html);

  async function opened() {
    const { browser, site } = world();
    assert.ok(garbled && clean, "tests/pages has a page of each verdict");
    return { tab: await browser.open(serve(site, garbled)), other: clean };
  }
});
