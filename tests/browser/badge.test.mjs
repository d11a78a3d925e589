/**
 * The toolbar button speaks for its tab alone: the number of signs on a garbled page, nothing on others, and nothing of
 * the last page once the tab has gone on to another.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check, record } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Driver, Tab } from "./lib/driver.mjs" */

const [garbled, clean] = ["likely-garbled", "no-signs"].map((verdict) =>
  fixtures().find(({ expected }) => expected.verdict === verdict),
);

eachBrowser((world) => {
  test("badge and tool tip of each tab are its own", async () => {
    const { browser, site } = world();
    assert.ok(garbled && clean);
    const [bad, good, unread] = [
      await browser.open(serve(site, garbled)),
      await browser.open(serve(site, clean)),
      await browser.open(site.put("/unread/", "<!doctype html><title>Unread</title><p>Not looked at.")),
    ];
    for (const tab of [bad, good]) {
      await (await check(browser, tab)).popup.close();
    }
    const signs = (await record(browser, bad)).report.evidence.length;
    const atRest = await label(browser, unread);
    assert.equal(atRest.badge, "");

    const ofBad = await until("a badge", async () => {
      const now = await label(browser, bad);
      return now.badge !== "" && now;
    });
    assert.equal(ofBad.badge, String(signs));
    assert.match(ofBad.title, new RegExp(`\\b${signs}\\b`));

    const ofGood = await label(browser, good);
    assert.equal(ofGood.badge, "");
    assert.notEqual(ofGood.title, ofBad.title);
    for (const tab of [bad, good, unread]) {
      await tab.close();
    }
  });

  test("they are cleared when the tab goes on to another page", async () => {
    const { browser, site } = world();
    assert.ok(garbled);
    const next = site.put("/next/", "<!doctype html><title>Next</title><p>Another page.");
    const tab = await browser.open(next);
    const atRest = await label(browser, tab);
    await tab.goto(serve(site, garbled));
    await (await check(browser, tab)).popup.close();
    await until("a badge", async () => (await label(browser, tab)).badge !== "");

    await tab.goto(next);
    await until("the badge to go", async () => (await label(browser, tab)).badge === "");
    await until("the tool tip to go", async () => (await label(browser, tab)).title === atRest.title);
    const { popup, shown } = await check(browser, tab);
    assert.notEqual(shown.state, "suspicious", "the popup does not show the last page's result either");
    await popup.close();
    await tab.close();
  });
});

/**
 * @param {Driver} browser
 * @param {Tab} tab
 */
async function label(browser, tab) {
  return browser.inExtension(
    async (tabId) => ({
      badge: await chrome.action.getBadgeText({ tabId }),
      title: await chrome.action.getTitle({ tabId }),
    }),
    await browser.tabId(tab),
  );
}
