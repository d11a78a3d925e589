/**
 * A click on the toolbar button, in the real browser, on every fixture page that states a verdict: the real popup shows
 * that verdict with its score, its strongest signs and where to look for the original, and the real side panel, which goes along
 * from tab to tab, the whole report.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures, kindOf, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check, openPanel, readReport, record } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Report } from "../../pkg/ungarble.js" */
/** @import { Shown } from "./lib/popup.mjs" */

const pages = fixtures().filter(({ expected }) => expected.status !== "scored" || expected.verdict);

/** Pixels that a scroll bar may take beside what is shown. */
const SCROLL_BAR = 20;

/** What the popup calls the statuses and verdicts of a report. */
const STATES = new Map([
  ["likely-garbled", "suspicious"],
  ["some-signs", "inconclusive"],
  ["no-signs", "clean"],
  ["not-article", "not-an-article"],
  ["too-short", "too-short"],
  ["unsupported-language", "unsupported-language"],
  ["translated-by-browser", "translated-by-browser"],
]);

test("there is a fixture page for each state that a report can have", () => {
  const there = new Set(pages.map(kindOf));
  for (const kind of ["likely-garbled", "no-signs", "not-article", "too-short", "unsupported-language"]) {
    assert.ok(there.has(kind), `no page in tests/pages expects ${kind}`);
  }
});

eachBrowser((world) => {
  /** Opened once: it goes along. @type {import("./lib/driver.mjs").Popup | undefined} */
  let panel;

  for (const page of pages) {
    const { slug, expected } = page;
    test(`${slug}: ${kindOf(page)}`, async () => {
      const { browser, site } = world();
      const tab = await browser.open(serve(site, page));
      const { popup, shown } = await check(browser, tab);
      assert.equal(shown.state, STATES.get(kindOf(page)), shown.text);
      assert.notEqual(shown.heading, "");
      if (expected.verdict) {
        const { report } = await record(browser, tab);
        sums(shown, report);
        panel ??= await openPanel(browser, popup);
        const whole = await wholeReport(panel, shown.heading, report);
        agrees(whole, report);
        for (const words of expected.evidence_includes ?? []) {
          assert.ok(whole.text.includes(words), `the side panel does not quote «${words}»: ${whole.text}`);
        }
        for (const name of expected.names_include ?? []) {
          assert.ok(
            whole.names.some(({ likely }) => likely.includes(name)),
            `no corrupted ${name} in ${JSON.stringify(whole.names)}`,
          );
        }
      }
      await popup.close();
      await tab.close();
    });
  }

  test("the popup is as large as what it shows, and nothing in it too small to read", async () => {
    const { browser, site } = world();
    for (const verdict of ["likely-garbled", "no-signs"]) {
      const page = pages.find(({ expected }) => expected.verdict === verdict);
      assert.ok(page);
      const tab = await browser.open(serve(site, page));
      const { popup } = await check(browser, tab);
      const size = () =>
        popup.evaluate(() => ({
          width: innerWidth,
          needed: document.documentElement.scrollWidth,
          height: innerHeight,
          body: document.body.getBoundingClientRect().width,
        }));
      const { height } = await until(
        "the popup to grow to its size",
        async () => {
          const now = await size();
          return now.width >= 380 && now.needed <= now.width && now.width - now.body < SCROLL_BAR && now;
        },
        { seen: size, patience: 10_000 },
      );
      const small = await popup.evaluate(() =>
        [...document.body.querySelectorAll("*")]
          .filter((e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent?.trim()))
          .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 12)
          .map((e) => `${getComputedStyle(e).fontSize}: ${e.textContent}`),
      );
      assert.deepEqual(small, []);
      assert.ok(height > 300 && height <= 600, `${height} pixels high`);
      await popup.close();
      await tab.close();
    }
  });

  test("a page of the browser itself is told as one that cannot be read", async () => {
    const { browser } = world();
    const tab = await browser.openInternal();
    const { popup, shown } = await check(browser, tab);
    assert.equal(shown.state, "unsupported-page", shown.text);
    assert.notEqual(shown.heading, "");
    await popup.close();
    await tab.close();
  });

  test("a page that is no HTML is told as one that cannot be read", async () => {
    const { browser, site } = world();
    const url = site.put("/data.json", '{"title": "Not an article"}', { "content-type": "application/json" });
    const tab = await browser.open(url);
    const { popup, shown } = await check(browser, tab);
    assert.equal(shown.state, "unsupported-page", shown.text);
    await popup.close();
    await tab.close();
  });
});

/**
 * The whole report, every sign of it, as soon as the panel shows this one.
 *
 * @param {import("./lib/driver.mjs").Popup} panel
 * @param {string} heading
 * @param {Report} report
 */
function wholeReport(panel, heading, report) {
  return until(
    `the panel to show «${heading}»`,
    async () => {
      await panel.evaluate(() => {
        for (const more of document.querySelectorAll(".more")) {
          /** @type {HTMLElement} */ (more).click();
        }
      });
      const shown = await panel.evaluate(readReport);
      return shown.heading === heading && shown.signs.length === report.evidence.length && shown;
    },
    { seen: () => panel.evaluate(() => document.body?.textContent) },
  );
}

/**
 * What the popup draws is of the report, and the names come first.
 *
 * @param {Shown} shown
 * @param {Report} report
 */
function sums(shown, report) {
  if (report.verdict === "no-signs") {
    return;
  }
  assert.equal(shown.score, report.score);
  assert.equal(shown.scoreText, String(report.score));
  assert.ok(shown.signs.length > 0 && shown.signs.length <= 5, `${shown.signs.length} signs`);
  for (const { index, category } of shown.signs) {
    assert.equal(report.evidence[index]?.category, category);
  }
  if (report.names.length > 0) {
    assert.equal(shown.signs[0]?.category, "name");
  }
  if (report.verdict === "likely-garbled") {
    assert.ok(shown.sources.length > 0, "a garbled copy comes with a place to look for the original");
  }
}

/**
 * What is drawn is what the report says: nothing left out, nothing added.
 *
 * @param {Shown} shown
 * @param {Report} report
 */
function agrees(shown, report) {
  if (report.verdict !== "no-signs") {
    assert.equal(shown.score, report.score);
    assert.equal(shown.scoreText, String(report.score));
  }
  assert.deepEqual(
    shown.names.map(({ observed, likely }) => ({ observed, likely })),
    report.names.map(({ observed, likely }) => ({ observed, likely })),
  );
  assert.deepEqual(
    shown.signs.map(({ index, quote, category }) => ({ index, quote, category })).sort((a, b) => a.index - b.index),
    report.evidence.map(({ quote, category }, index) => ({ index, quote: quote.exact, category })),
  );

  const own = new URL(report.page.url ?? "").host;
  for (const { href, rel, target } of shown.sources) {
    assert.match(href, /^https?:/);
    assert.notEqual(new URL(href).host, own, "the page is no source of itself");
    assert.equal(target, "_blank");
    assert.match(rel, /\bnoopener\b.*\bnoreferrer\b/);
  }
  if (report.verdict === "likely-garbled") {
    assert.ok(shown.sources.length > 0, "a garbled copy comes with a place to look for the original");
  }
}
