/**
 * Settings and first run page where there is little room: 320 pixels wide, which is also 1280 at 400 %, and 640, which is 200 %; with
 * long words, and from right to left. Nothing reaches beyond the window, so nothing has to be scrolled sideways. On a stage
 * (tests/ext/stage.mjs), because a browser's own window cannot be that narrow.
 */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import puppeteer from "puppeteer-core";

import { serve } from "../../tools/serve.mjs";
import { catalogueOf } from "../ext/catalogues.mjs";
import { SETTINGS } from "../ext/stage-settings.mjs";
import { here, standIn } from "../ext/stage.mjs";
import { SECTIONS } from "./lib/settings.mjs";

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;

before(async () => {
  browser = await puppeteer.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  site = await serve("dist/chromium");
});

after(async () => {
  site?.close();
  await browser?.close();
});

const ADDRESSES = ["welcome/welcome.html", ...SECTIONS.map((section) => `options/options.html#${section}`)];

for (const [width, locale] of /** @type {const} */ ([[320, "en"], [320, "long"], [320, "mirrored"], [640, "long"]])) {
  test(`${width} pixels, ${locale}`, async () => {
    for (const address of ADDRESSES) {
      const page = await browser.newPage();
      await page.setViewport({ width, height: 800 });
      const { stored, granted } = SETTINGS[address.split("#")[1] ?? ""] ?? {};
      await page.evaluateOnNewDocument(standIn, /** @type {any} */ ({ url: here, record: null, messages: catalogueOf(locale), stored, granted }));
      await page.goto(`${site.url}${address}`);
      await page.waitForSelector(address.startsWith("welcome") ? ".limits-list li" : "#licences details");
      assert.deepEqual(await page.evaluate(unfoldAndMeasure, width), { wide: width, beyond: [] }, address);
      await page.close();
    }
  });
}

/**
 * Sent to the page: everything unfolded, how wide it is, and what reaches beyond the window.
 *
 * @param {number} width
 */
function unfoldAndMeasure(width) {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const fold of document.querySelectorAll("[aria-expanded=false]")) /** @type {HTMLElement} */ (fold).click();
  const beyond = [...document.querySelectorAll("body *")].filter((element) => {
    const { left, right, width: own } = element.getBoundingClientRect();
    return own > 1 && (left < -1 || right > width + 1) && !element.closest(".visually-hidden");
  });
  return { wide: document.documentElement.scrollWidth, beyond: beyond.map(({ tagName, id, className }) => `${tagName}#${id}.${className}`) };
}
