/**
 * Every surface of the extension, and the demo, as readers meet them who do not see well, have no mouse or need large type: what axe-core
 * says in both colour schemes, the outline of the headings, a way with Tab through everything that shows where it is and leads out
 * again, and room for long words on narrow screens.
 *
 * A page at 200 % in a window of 640 pixels has 320 to live in. What each surface does is tested in files of their own.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { floods } from "../ext/comparisons.mjs";
import { emptyReport } from "../ext/reports.mjs";
import { flaws } from "./lib/axe.mjs";
import { oneOfEach, serve } from "./lib/fixtures.mjs";
import { eachBrowser, made } from "./lib/harness.mjs";
import { check, openPanel, outcome } from "./lib/popup.mjs";
import { SECTIONS, goTo, openSettings } from "./lib/settings.mjs";
import { spoken } from "./lib/spoken.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Popup, Tab } from "./lib/driver.mjs" */
/** @import { World } from "./lib/harness.mjs" */

const pages = oneOfEach();
/** No tab of the browser has such a number. */
const NO_TAB = 900_000;

/** Stops of Tab that are tried: the first ones, which every reader passes. */
const STOPS = 15;

eachBrowser((world) => {
  for (const kind of ["likely-garbled", "no-signs", "not-article"]) {
    test(`the popup, ${kind}`, async () => {
      const { tab, popup } = await clicked(world(), kind);
      await examine(popup);
      await popup.close();
      await tab.close();
    });
  }

  test("the side panel", async () => {
    const { tab, popup } = await clicked(world(), "likely-garbled");
    const panel = await openPanel(world().browser, popup);
    await outcome(panel);
    await examine(panel);
    await panel.close();
    await tab.close();
  });

  test("the settings, section by section", async () => {
    const { browser, site } = world();
    const tab = await browser.open(site.put("/quiet/", "<!doctype html><title>Quiet</title>"));
    const options = await openSettings(browser);
    for (const section of SECTIONS) {
      await goTo(options, section);
      await examine(options, section);
    }
    await options.close();
    await tab.close();
  });

  test("the first run page", async () => {
    const { browser, site } = world();
    const tab = await browser.open(site.put("/quiet/", "<!doctype html><title>Quiet</title>"));
    await create(world(), "welcome/welcome.html");
    const welcome = await browser.welcome();
    await until("the page to be drawn", () => welcome.evaluate(() => document.querySelectorAll(".limits-list li").length > 4));
    await examine(welcome);
    await welcome.close();
    await tab.close();
  });

  test("the comparison, none and one", async () => {
    const { browser, site } = world();
    const tab = await browser.open(site.put("/quiet/", "<!doctype html><title>Quiet</title>"));
    await create(world(), `compare/compare.html?tab=${NO_TAB}`);
    const page = await browser.comparison();
    await until("the page to say that there is none", () => page.evaluate(() => document.getElementById("view")?.dataset["state"] === "none"));
    await examine(page, "none");
    await compared(world());
    await until("the comparison", () => page.evaluate(() => document.getElementById("view")?.dataset["state"] === "done"));
    await examine(page, "one");
    await page.close();
    await tab.close();
  });

  test("the demo, its three ways of use, and each within 320 pixels", async () => {
    const { browser, site } = world();
    const home = site.mount("/demo/", made("dist/www", "index.html", "./build.sh www"));
    for (const [hash, drawn] of /** @type {const} */ ([["", "#result[data-state=suspicious]"], ["#compare", ".compare"], ["#signs", "#catalogue:not([hidden]) h3"]])) {
      const tab = await browser.open(`${home}${hash}`);
      await until(`the demo ${hash}`, () => tab.evaluate((selector) => document.querySelector(selector) !== null, drawn));
      await examine(tab, `the demo ${hash}`, 2);
      await narrow(tab, `the demo ${hash}`);
      await tab.close();
    }
    for (const path of ["?lang=ar", "?lang=de"]) {
      const tab = await browser.open(`${home}${path}`);
      await until(`the demo ${path}`, () => tab.evaluate(() => document.querySelector("#result[data-state=suspicious]") !== null));
      await narrow(tab, `the demo ${path}`);
      await tab.close();
    }
  });
});

for (const language of ["long", "ar"]) {
  eachBrowser(
    (world) => {
      test(`no page of the extension needs more than 320 pixels, nor loses words there, with the words of «${language}»`, async () => {
        await fit(world());
      });
    },
    { extension: spoken(language) },
  );
}

/**
 * Looks at a surface as it stands there, folded parts unfolded.
 *
 * @param {Popup | Tab} view
 * @param {string} [part]
 * @param {number} [most] headings of the first level: a report in a page has one of its own
 */
async function examine(view, part = "", most = 1) {
  await view.evaluate(() => document.querySelectorAll("details").forEach((folded) => (folded.open = true)));
  assert.deepEqual(await flaws(view), [], part);
  const { title, lang, headings, doubles, live } = await view.evaluate(() => {
    /** @param {Element} element */
    const shown = (element) => element.getClientRects().length > 0;
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return {
      title: document.title,
      lang: document.documentElement.lang,
      headings: [...document.querySelectorAll("h1, h2, h3, h4")].filter(shown).map(({ tagName }) => Number(tagName.slice(1))),
      doubles: ids.filter((id, index) => ids.indexOf(id) !== index),
      live: document.querySelectorAll("[role=status], [role=alert], [aria-live], output").length,
    };
  });
  assert.ok(title.length > 0 && lang.length > 0, part);
  assert.deepEqual(doubles, [], `${part}: ids that stand twice`);
  assert.ok(live > 0, `${part}: nothing says aloud what happens`);
  assert.equal(headings[0], 1, `${part}: ${headings}`);
  assert.ok(headings.filter((level) => level === 1).length <= most, `${part}: ${headings}`);
  headings.reduce((last, level) => {
    assert.ok(level <= last + 1, `${part}: a heading of level ${level} follows one of level ${last}: ${headings}`);
    return level;
  });
  await walk(view, part);
}

/**
 * Goes through a surface by Tab. Each stop is another one, in the order it stands in the page, within sight and marked.
 *
 * @param {Popup | Tab} view
 * @param {string} part
 */
async function walk(view, part) {
  const start = await view.evaluate(() => {
    const main = document.querySelector("h1") ?? document.body;
    main.tabIndex = -1;
    main.focus();
    return document.activeElement === main;
  });
  assert.ok(start, part);
  const { first, count } = await view.evaluate(readStops);
  let last = first;
  for (let stop = 0; stop < Math.min(count, STOPS); stop += 1) {
    await view.press("Tab");
    const at = await until(`${part}: the focus to go on from stop ${stop}`, async () => {
      const now = await view.evaluate(readStop);
      return now && now.index > last ? now : null;
    });
    assert.ok(at.marked, `${part}: nothing shows the focus at ${at.what}`);
    assert.ok(at.named, `${part}: no name for ${at.what}`);
    assert.ok(at.seen, `${part}: the focus is out of sight at ${at.what}`);
    last = at.index;
  }
}

/** Sent to the page as its source: where the focus is, and how many stops come after it. Of a group of choices only one is. */
function readStops() {
  const all = [...document.querySelectorAll("*")];
  const first = document.activeElement ? all.indexOf(document.activeElement) : -1;
  const groups = new Set();
  const stops = all.slice(first + 1).filter((element) => {
    if (!(element instanceof HTMLElement) || element.tabIndex < 0 || element.matches(":disabled") || !element.checkVisibility({ visibilityProperty: true })) {
      return false;
    }
    if (element instanceof HTMLInputElement && element.type === "radio") {
      const known = groups.has(element.name);
      groups.add(element.name);
      return !known;
    }
    return true;
  });
  return { first, count: stops.length };
}

/** Sent to the page as its source: where the keyboard is. Null where it is nowhere. */
function readStop() {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) {
    return null;
  }
  const style = getComputedStyle(element);
  const label = "labels" in element ? /** @type {HTMLInputElement} */ (element).labels?.[0] : element.closest("label");
  // A switch or a choice may be marked by what holds it.
  const around = [label, element.parentElement, element.parentElement?.parentElement].flatMap((one) => (one ? [getComputedStyle(one)] : []));
  const outlined = (/** @type {CSSStyleDeclaration} */ { outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  const marked = [style, ...around, getComputedStyle(element, "::before")].some(outlined) || style.boxShadow !== "none";
  const { left, top, right, bottom } = (label ?? element).getBoundingClientRect();
  const named = element.getAttribute("aria-label") ?? element.getAttribute("aria-labelledby") ?? label?.textContent ?? element.textContent ?? element.title;
  return {
    index: [...document.querySelectorAll("*")].indexOf(element),
    what: element.outerHTML.slice(0, 120),
    marked,
    named: named.trim() !== "",
    seen: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
  };
}

/** Every page of the extension that stands in a tab. @param {World} world */
async function fit(world) {
  const { browser, site } = world;
  const tab = await browser.open(site.put("/quiet/", "<!doctype html><title>Quiet</title>"));
  const options = await openSettings(browser);
  for (const section of SECTIONS) {
    await goTo(options, section);
    await narrow(options, `settings, ${section}`);
  }
  await options.close();
  await create(world, "welcome/welcome.html");
  const welcome = await browser.welcome();
  await until("the page to be drawn", () => welcome.evaluate(() => document.querySelectorAll(".limits-list li").length > 4));
  await narrow(welcome, "welcome");
  await welcome.close();
  await compared(world);
  await create(world, `compare/compare.html?tab=${NO_TAB}`);
  const comparison = await browser.comparison();
  await until("the comparison", () => comparison.evaluate(() => document.getElementById("view")?.dataset["state"] === "done"));
  await narrow(comparison, "comparison");
  await comparison.close();
  await tab.close();
}

/**
 * Nothing is wider than 320 pixels, and no word is cut off.
 *
 * @param {Popup | Tab} view
 * @param {string} part
 */
async function narrow(view, part) {
  await view.resize(320, 600);
  const { wide, cut } = await view.evaluate(readFit);
  assert.deepEqual(wide, [], `${part}: wider than the screen`);
  assert.deepEqual(cut, [], `${part}: cut off`);
}

/** Sent to the page as its source. */
function readFit() {
  document.querySelectorAll("details").forEach((folded) => (folded.open = true));
  const root = document.documentElement;
  /** @param {Element} element */
  const name = (element) => element.outerHTML.slice(0, 110);
  const all = [...document.body.querySelectorAll("*")].filter((element) => element.getClientRects().length > 0);
  /** @param {Element} element scrolls by itself, or is inside what does */
  const scrolls = (element) => {
    for (let at = /** @type {Element | null} */ (element); at && at !== document.body; at = at.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  const wide = root.scrollWidth <= root.clientWidth
    ? []
    : all.filter((e) => (e.getBoundingClientRect().right > root.clientWidth + 1 || e.getBoundingClientRect().left < -1) && !scrolls(e)).map(name).slice(0, 5);
  const cut = all
    .filter((element) => {
      const style = getComputedStyle(element);
      const hides = ["hidden", "clip"].includes(style.overflowX) && !element.matches(".visually-hidden, .visually-hidden *");
      return hides && element.scrollWidth > element.clientWidth + 1 && style.textOverflow !== "ellipsis" && element.clientWidth > 1;
    })
    .map(name);
  return { wide: root.scrollWidth <= root.clientWidth ? [] : [`${root.scrollWidth} px`, ...wide], cut };
}

/** @param {World} world @param {string} kind */
async function clicked({ browser, site }, kind) {
  const page = pages.get(kind);
  assert.ok(page, kind);
  const tab = await browser.open(serve(site, page));
  return { tab, ...(await check(browser, tab)) };
}

/** @param {World} world @param {string} page */
async function create({ browser }, page) {
  await browser.inExtension((path) => chrome.tabs.create({ url: chrome.runtime.getURL(path) }).then(() => null), page);
}

/** Puts a comparison where the page of a comparison looks for it. @param {World} world */
async function compared({ browser }) {
  const done = {
    phase: "done", run: "1", url: "https://daily-mirrorings.example/seaside-cities", route: "content", anyway: false, detectors: [], looked: [],
    report: { ...emptyReport(), comparison: floods() }, pair: { phase: "compared", with: { by: "page", url: "https://www.harbour-record.example/" } },
  };
  // What is sent to Firefox's window arrives letter by letter only where the letters are ASCII.
  const sent = JSON.stringify(done).replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
  await browser.inExtension((id, record) => chrome.storage.session.set({ [`tab:${id}`]: JSON.parse(record) }), NO_TAB, sent);
}
