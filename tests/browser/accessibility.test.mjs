/**
 * The popup in each of its states and both colour schemes, examined by axe-core: names, roles, headings, contrast.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { flaws } from "./lib/axe.mjs";
import { oneOfEach, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check } from "./lib/popup.mjs";

/** One page for each state of the popup. */
const pages = oneOfEach();

eachBrowser((world) => {
  for (const [kind, page] of pages) {
    test(`${kind} (${page.slug})`, async () => {
      const { browser, site } = world();
      const tab = await browser.open(serve(site, page));
      const { popup } = await check(browser, tab);
      await popup.evaluate(() => {
        for (const folded of document.querySelectorAll("details")) {
          folded.open = true;
        }
      });
      assert.deepEqual(await flaws(popup), []);
      await popup.close();
      await tab.close();
    });
  }

  test("the score is a meter with a name, and the headings make an outline", async () => {
    const { browser, site } = world();
    const page = pages.get("likely-garbled");
    assert.ok(page);
    const tab = await browser.open(serve(site, page));
    const { popup } = await check(browser, tab);
    const { meter, levels, live, lang } = await popup.evaluate(() => {
      const found = document.querySelector("meter");
      return {
        meter: found && {
          name: found.getAttribute("aria-label"),
          text: found.getAttribute("aria-valuetext"),
          value: found.value,
        },
        levels: [...document.querySelectorAll("h1, h2, h3")].map((h) => Number(h.tagName.slice(1))),
        live: document.querySelector("[role=status]")?.textContent,
        lang: document.documentElement.lang,
      };
    });
    assert.ok(meter?.name && meter.text?.includes(String(meter.value)), JSON.stringify(meter));
    assert.equal(levels[0], 1);
    assert.equal(levels.filter((level) => level === 1).length, 1);
    levels.reduce((last, level) => {
      assert.ok(level <= last + 1, `a heading of level ${level} follows one of level ${last}`);
      return level;
    });
    assert.ok(live);
    assert.equal(lang, "en");
    await popup.close();
    await tab.close();
  });
});
