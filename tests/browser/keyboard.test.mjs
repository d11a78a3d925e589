/**
 * The popup without a mouse: the result takes the focus, Tab reaches everything in the order it is read, Enter and
 * Space work it, Escape takes the paint away.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Popup, Tab } from "./lib/driver.mjs" */

const page = fixtures().find(({ expected }) => expected.verdict === "likely-garbled");
const frontPage = fixtures().find(({ expected }) => expected.status === "not-article");

eachBrowser((world) => {
  test("the focus lands on the heading of the result, and the result is said aloud", async () => {
    const { popup, tab } = await checked(page);
    assert.equal(await popup.evaluate(() => document.activeElement?.tagName), "H1");
    const spoken = await popup.evaluate(() => document.querySelector("[role=status]")?.textContent);
    const heading = await popup.evaluate(() => document.activeElement?.textContent);
    assert.ok(spoken?.includes(heading ?? "-"), `said: ${spoken}`);
    await popup.close();
    await tab.close();
  });

  test("Tab goes through everything that can be worked, in reading order, and shows where it is", async () => {
    const { popup, tab } = await checked(page);
    const { names, firstAfterHeading } = await popup.evaluate(readStops);
    assert.ok(firstAfterHeading > 0, "something stands before the heading, and something after it");
    for (let at = firstAfterHeading; at < names.length; at += 1) {
      await step(popup, at);
    }
    for (let at = names.length - 2; at >= 0; at -= 1) {
      await step(popup, at, { shift: true });
    }
    await popup.close();
    await tab.close();
  });

  test("Enter unfolds, Space paints, Escape takes the paint away", async () => {
    const { popup, tab } = await checked(page);
    await popup.evaluate(() => document.querySelector("summary")?.focus());
    await popup.press("Enter");
    await until("the details to open", () =>
      popup.evaluate(() => document.querySelector("summary")?.closest("details")?.open),
    );

    await popup.evaluate(() => document.getElementById("mark")?.focus());
    await popup.press("Space");
    await until("the signs to be painted", () => painted(tab));
    const pressed = () => popup.evaluate(() => document.getElementById("mark")?.getAttribute("aria-checked"));
    await until("the switch to be on", async () => (await pressed()) === "true");

    // Firefox closes a popup at Escape before the popup hears of it; then the page, which has the focus, hears the next.
    await popup.press("Escape");
    await until("Escape to do something", async () => !(await popup.isOpen()) || !(await painted(tab)));
    if (await painted(tab)) {
      assert.equal(world().browser.name, "firefox");
      await tab.press("Escape");
    }
    await until("the paint to go", async () => !(await painted(tab)));
    await popup.close();
    await tab.close();
  });

  test("where there is one thing to do, Enter does it", async () => {
    const { popup, tab, shown } = await checked(frontPage);
    assert.equal(shown.state, "not-an-article");
    await popup.press("Tab");
    await until("the button to have the focus", () => popup.evaluate(() => document.activeElement?.id === "action"));
    await popup.press("Enter");
    await until("the page to be judged all the same", () =>
      popup.evaluate(() => {
        const state = document.querySelector("[data-state]")?.getAttribute("data-state") ?? "";
        return !["not-an-article", "scanning", "error"].includes(state);
      }),
    );
    await popup.close();
    await tab.close();
  });

  /** @param {import("./lib/fixtures.mjs").Fixture | undefined} fixture */
  async function checked(fixture) {
    assert.ok(fixture, "tests/pages has such a page");
    const { browser, site } = world();
    const tab = await browser.open(serve(site, fixture));
    return { tab, ...(await check(browser, tab)) };
  }
});

/**
 * Everything Tab stops at, in the order of the document, and where the focus is; sent to the popup as its source.
 */
function readStops() {
  const focusable = "a[href], button:not(:disabled), summary, input, select, textarea, [tabindex='0']";
  const stops = [...document.querySelectorAll(focusable)].filter((e) =>
    e.checkVisibility({ visibilityProperty: true }),
  );
  const heading = document.getElementById("heading");
  const active = /** @type {Element} */ (document.activeElement);
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(active);
  return {
    names: stops.map((e) => `${e.tagName} ${e.id} ${e.textContent?.trim() || e.getAttribute("aria-label")}`),
    firstAfterHeading: stops.findIndex(
      (e) => (heading?.compareDocumentPosition(e) ?? 0) & Node.DOCUMENT_POSITION_FOLLOWING,
    ),
    at: stops.indexOf(active),
    // Firefox stops at what can be scrolled too, so that the arrow keys can scroll it.
    scrolls: active !== document.body && active.scrollHeight > active.clientHeight && active.id !== "heading",
    showsFocus: (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none",
  };
}

/**
 * Presses Tab and waits until the focus is where it should be.
 *
 * @param {Popup} popup
 * @param {number} at
 * @param {{ shift?: boolean }} [options]
 */
async function step(popup, at, options) {
  const before = await popup.evaluate(readStops);
  await popup.press("Tab", options);
  const now = await until(
    `Tab to go from ${before.names[before.at]} to ${before.names[at]}`,
    async () => {
      const found = await popup.evaluate(readStops);
      return (found.at === at || (found.at === -1 && found.scrolls && before.at !== -1)) && found;
    },
    { patience: 15_000, seen: () => popup.evaluate(readStops) },
  );
  if (now.at !== at) {
    await step(popup, at, options);
  } else {
    assert.ok(now.showsFocus, `${now.names[at]} does not show that it has the focus`);
  }
}

/** @param {Tab} tab */
function painted(tab) {
  return tab.evaluate(() => [...CSS.highlights.keys()].some((name) => name.startsWith("ungarble-")));
}
