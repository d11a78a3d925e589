/**
 * The side panel, Firefox's sidebar: the real one, opened by a click in the real popup. It shows the whole report of the tab that
 * is shown, goes along from tab to tab, says what to do where nothing was checked, and shows what came of selected text.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { flaws } from "./lib/axe.mjs";
import { fixtures, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check, openPanel, outcome, readReport, record } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Popup, Tab } from "./lib/driver.mjs" */

const garbled = fixtures().find(({ slug }) => slug === "garbled-japanese-names");
const honest = fixtures().find(({ expected }) => expected.verdict === "no-signs");

eachBrowser((world) => {
  test("it opens from the popup with the whole report, which axe-core finds nothing against", async () => {
    const { tab, panel } = await opened(garbled);
    const { report } = await record(world().browser, tab);
    const shown = await outcome(panel);
    assert.equal(shown.state, "suspicious");
    assert.equal(shown.score, report.score);
    assert.deepEqual(shown.names.map(({ likely }) => likely), report.names.map(({ likely }) => likely));
    assert.equal(await panel.evaluate(() => document.querySelector(".article-title")?.textContent), report.page.title);
    await panel.evaluate(() => {
      for (const folded of document.querySelectorAll("details")) {
        folded.open = true;
      }
    });
    assert.deepEqual(await flaws(panel), []);
    const { wide, headings } = await panel.evaluate(() => ({
      wide: document.documentElement.scrollWidth - innerWidth,
      headings: [...document.querySelectorAll("h1, h2, h3")].map((h) => Number(h.tagName[1])),
    }));
    assert.ok(wide <= 0, `${wide} px too wide`);
    assert.equal(headings.filter((level) => level === 1).length, 1);
    await panel.close();
    await tab.close();
  });

  test("it goes along: another tab's report, and of a tab where nobody clicked what to do", async () => {
    const { browser, site } = world();
    const { tab, panel } = await opened(garbled);
    await outcome(panel);
    assert.ok(honest);
    const other = await browser.open(serve(site, honest));
    await until("the panel to say what to do", () => panel.evaluate(() => document.querySelector("[data-state]")?.getAttribute("data-state") === "idle"), {
      seen: () => panel.evaluate(() => document.body.textContent),
    });
    assert.equal(await panel.evaluate(() => document.getElementById("action")), null, "no button that the browser would refuse");
    assert.match(await panel.evaluate(() => document.querySelector("main")?.textContent ?? ""), /button in the toolbar/);
    assert.deepEqual(await flaws(panel), []);

    const { popup } = await check(browser, other);
    await until("the other tab's report", async () => (await panel.evaluate(readReport)).state === "clean", { seen: () => panel.evaluate(readReport) });
    await popup.close();
    await other.close();
    await until("the first tab's report again", async () => (await panel.evaluate(readReport)).state === "suspicious", { seen: () => panel.evaluate(readReport) });
    await panel.close();
    await tab.close();
  });

  test("the keyboard alone: Enter unfolds the places of a name, and shows one on the page", async () => {
    const { tab, panel } = await opened(garbled);
    await outcome(panel);
    await panel.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector(".name summary"))?.focus());
    await panel.press("Enter");
    await until("the places", () => panel.evaluate(() => document.querySelector(".name details")?.hasAttribute("open")));
    await panel.press("Tab");
    await until("the keyboard at the first place", () => panel.evaluate(() => document.activeElement?.getAttribute("data-action") === "show"));
    await panel.press("Enter");
    await until("the sign to be shown", () => tab.evaluate(() => CSS.highlights.has("ungarble-current")));
    await panel.close();
    await tab.close();
  });

  test("selected text is checked and shown in the panel, with the way back to the page", async () => {
    const { browser } = world();
    const { tab, panel } = await opened(garbled);
    const heading = (await outcome(panel)).heading;
    await select(tab, true);
    await browser.checkSelection(tab);
    const view = await selected(panel);
    const shown = await until("the report of the selection", async () => {
      const found = await view.evaluate(readReport);
      return (await isSelection(view)) && found.state === "suspicious" && found;
    }, { seen: () => view.evaluate(readReport) });
    assert.ok(shown.signs.length > 0);
    assert.equal(await view.evaluate(() => document.querySelectorAll("[data-action=show]").length), 0, "a text without a page has nowhere to show a sign");
    await view.evaluate(() => document.getElementById("whole-page")?.click());
    await until("the page's report", async () => !(await isSelection(view)) && (await view.evaluate(readReport)).heading === heading);
    await view.close();
    await panel.close();
    await tab.close();
  });

  test("a selection that is too short to be judged says so", async () => {
    const { browser } = world();
    const { tab, panel } = await opened(garbled);
    await outcome(panel);
    await select(tab, false);
    await browser.checkSelection(tab);
    const view = await selected(panel);
    await until("the words", async () => (await view.evaluate(readReport)).state === "too-short", { seen: () => view.evaluate(readReport) });
    await view.close();
    await panel.close();
    await tab.close();
  });

  /** @param {import("./lib/fixtures.mjs").Fixture | undefined} page @returns {Promise<{ tab: Tab, panel: Popup }>} */
  async function opened(page) {
    assert.ok(page, "tests/pages has such a page");
    const { browser, site } = world();
    const tab = await browser.open(serve(site, page));
    const { popup } = await check(browser, tab);
    return { tab, panel: await openPanel(browser, popup) };
  }

  /**
   * Where the selection is shown: the panel; where the browser took no click in a menu for one, the same page in a tab.
   *
   * @param {Popup} panel
   */
  async function selected(panel) {
    const { browser } = world();
    return browser.name === "firefox" ? panel : until("the report in a tab", async () => {
      const view = await browser.panel();
      return (await view.evaluate(() => location.search !== "")) && view;
    });
  }
});

/** Whether it is about a selection. @param {Popup} view */
function isSelection(view) {
  return view.evaluate(() => document.querySelector(".selected") !== null);
}

/**
 * Selects the article, or its first words.
 *
 * @param {Tab} tab
 * @param {boolean} whole
 */
function select(tab, whole) {
  return tab.evaluate((all) => {
    const paragraphs = [...document.querySelectorAll("p")].filter((p) => (p.textContent ?? "").length > 80);
    const range = document.createRange();
    const [first, last] = [paragraphs[0], all ? paragraphs.at(-1) : paragraphs[0]];
    if (first && last) {
      range.setStart(first, 0);
      range.setEnd(last, last.childNodes.length);
      if (!all && first.firstChild) {
        range.setEnd(first.firstChild, Math.min(40, first.firstChild.textContent?.length ?? 0));
      }
      first.scrollIntoView();
    }
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  }, whole);
}
