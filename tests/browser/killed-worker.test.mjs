/**
 * The browser ends the extension's background whenever it likes. What was found survives it, and the next click works.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check, outcome, record } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

const page = fixtures().find(({ expected }) => expected.verdict === "likely-garbled");

eachBrowser((world) => {
  test("a popup opened after the background was killed shows the same result without another check", async () => {
    const { browser, tab } = await opened();
    const first = await check(browser, tab);
    const before = await record(browser, tab);
    await first.popup.close();

    await browser.killBackground();
    await until("the background to be gone", async () => !(await browser.backgroundRuns()));

    const second = await check(browser, tab);
    assert.deepEqual(second.shown, first.shown);
    assert.deepEqual(await record(browser, tab), before, "the record is the one of the first check");
    await second.popup.close();
    await tab.close();
  });

  test("a check asked for while the background is dead wakes it", async () => {
    const { browser, tab } = await opened();
    const { popup, shown } = await check(browser, tab);
    const before = await record(browser, tab);

    await browser.killBackground();
    await popup.evaluate(() => document.getElementById("again")?.click());

    const after = await until("another check", async () => {
      const now = await record(browser, tab);
      return now.phase === "done" && now.run !== before.run && now;
    });
    assert.deepEqual(after.report, before.report);
    assert.deepEqual(await outcome(popup), shown);
    await popup.close();
    await tab.close();
  });

  test("the first click of all works when the background is dead", async () => {
    const { browser, tab } = await opened();
    await browser.killBackground();
    const { popup, shown } = await check(browser, tab);
    assert.equal(shown.state, "suspicious", shown.text);
    await popup.close();
    await tab.close();
  });

  test("a background killed in the middle of a check leaves no popup hanging", async () => {
    const { browser, site } = world();
    assert.ok(page);
    // Long enough to be cut off in the middle; if the check wins the race, its result is as good an outcome.
    const paragraphs = /<p\b[\s\S]*<\/p>/i.exec(page.html)?.[0] ?? "";
    const tab = await browser.open(
      site.put(
        "/long/",
        page.html.replace(paragraphs, () => paragraphs.repeat(300)),
      ),
    );
    const popup = await browser.click(tab);
    // Not before the question has reached the background: a question lost on the way is a matter of the browser's.
    await record(browser, tab);
    await browser.killBackground();
    const shown = await outcome(popup);
    assert.ok(["suspicious", "error"].includes(shown.state), shown.text);
    if (shown.state === "error") {
      await popup.evaluate(() => document.getElementById("action")?.click());
      await until("the second try to succeed", async () => (await outcome(popup)).state === "suspicious");
    }
    await popup.close();
    await tab.close();
  });

  async function opened() {
    const { browser, site } = world();
    assert.ok(page, "a page in tests/pages expects likely-garbled");
    return { browser, tab: await browser.open(serve(site, page)) };
  }
});
