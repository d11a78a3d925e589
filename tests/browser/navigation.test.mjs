/**
 * Pages that change under the popup: rewritten in place, gone and come back, loaded again. A result is only ever shown of
 * what stands there now.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { oneOfEach, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check, outcome } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

const garbled = oneOfEach().get("likely-garbled");
const clean = oneOfEach().get("no-signs");

eachBrowser((world) => {
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

  async function opened() {
    const { browser, site } = world();
    assert.ok(garbled && clean, "tests/pages has a page of each verdict");
    return { tab: await browser.open(serve(site, garbled)), other: clean };
  }
});
