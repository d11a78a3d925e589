/**
 * "Show on page": the signs are painted where they stand, and the page's own document is not touched.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { differences } from "./lib/pictures.mjs";
import { check, record } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Popup, Tab } from "./lib/driver.mjs" */

const pages = fixtures().filter(({ expected }) => expected.verdict === "likely-garbled");

/** Pixels around the words that an underline may reach. */
const HALO = 8;

eachBrowser((world) => {
  for (const page of pages) {
    test(`${page.slug}: the painted ranges are the quoted signs, and only they look different`, async () => {
      const { browser, site } = world();
      const tab = await browser.open(serve(site, page));
      const html = await source(tab);
      const before = await tab.screenshot();
      const { popup } = await check(browser, tab);
      const { report } = await record(browser, tab);

      await paint(popup, tab);
      const quoted = report.evidence.map(({ quote }) => squeeze(quote.exact)).sort();
      const painted = await ranges(tab);
      assert.deepEqual(painted.map(({ text }) => squeeze(text)).sort(), quoted);
      assert.equal(await source(tab), html, "the page's document is as it was");

      const after = await tab.screenshot();
      const places = painted.flatMap(({ boxes }) => boxes);
      const { inside, outside } = differences(before, after, places, HALO);
      assert.ok(
        inside.every((share) => share === null || share > 0.2),
        `a sign in view is not painted: ${inside}`,
      );
      assert.ok(
        inside.some((share) => share !== null),
        "no sign is in view",
      );
      assert.equal(outside, 0, "something else was painted");

      await popup.close();
      await tab.press("Escape");
      await until("the paint to go", async () => (await ranges(tab)).length === 0);
      assert.deepEqual(differences(before, await tab.screenshot(), [], 0), { inside: [], outside: 0 });
      assert.equal(await source(tab), html);
      await tab.close();
    });
  }

  test("«show on page» scrolls to the sign and marks it", async () => {
    const { browser, site } = world();
    const page = pages[0];
    assert.ok(page);
    const far = page.html.replace("</head>", "<style>p { margin-block: 120vh }</style></head>");
    const tab = await browser.open(site.put("/far/", far));
    const { popup, shown } = await check(browser, tab);
    const last = shown.signs.at(-1);
    assert.ok(last);
    await popup.evaluate((index) => {
      const button = document.querySelector(`[data-sign="${index}"] button[data-action=show]`);
      /** @type {HTMLElement} */ (button)?.click();
    }, last.index);
    const seen = await until("the sign to be in view", () =>
      tab.evaluate(() => {
        const [range] = CSS.highlights.get("ungarble-current") ?? [];
        const box = /** @type {Range | undefined} */ (range)?.getBoundingClientRect();
        return box && box.top >= 0 && box.bottom <= innerHeight ? String(range) : null;
      }),
    );
    assert.equal(squeeze(seen), squeeze(last.quote));
    await popup.close();
    await tab.close();
  });

  test("a page without adopted style sheets has none left after clearing", async () => {
    const { browser, site } = world();
    const page = pages[0];
    assert.ok(page);
    const tab = await browser.open(serve(site, page));
    const { popup } = await check(browser, tab);
    await paint(popup, tab);
    assert.equal(await tab.evaluate(() => document.adoptedStyleSheets.length), 1);
    await popup.evaluate(() => document.getElementById("mark")?.click());
    await until("the paint to go", async () => (await ranges(tab)).length === 0);
    assert.equal(await tab.evaluate(() => document.adoptedStyleSheets.length), 0);
    await popup.close();
    await tab.close();
  });
});

/**
 * @param {Popup} popup
 * @param {Tab} tab
 */
async function paint(popup, tab) {
  await popup.evaluate(() => document.getElementById("mark")?.click());
  await until("the signs to be painted", async () => (await ranges(tab)).length > 0);
}

/**
 * What the extension has painted, and where. The registry of highlights belongs to the document, so the page sees it.
 *
 * @param {Tab} tab
 */
function ranges(tab) {
  return tab.evaluate(() =>
    [...CSS.highlights]
      .filter(([name]) => name.startsWith("ungarble-"))
      .flatMap(([, highlight]) => [...highlight])
      .map((range) => ({
        text: String(range),
        boxes: [.../** @type {Range} */ (range).getClientRects()].map(({ left, top, right, bottom }) => ({
          left,
          top,
          right,
          bottom,
        })),
      })),
  );
}

/** @param {Tab} tab */
function source(tab) {
  return tab.evaluate(() => document.documentElement.outerHTML);
}

/** @param {string} text */
function squeeze(text) {
  return text.replace(/\s+/g, "");
}
