/**
 * Pictures of the popup in its states, of signs painted on pages, of a comparison and of the demo, for looking at: `node tests/ext/screenshots.mjs [FOLDER] [NAME…]`.
 *
 * The popup is the real one, on a stand-in for the browser's interfaces that holds a record. What the real browsers do is
 * tested in tests/browser. Needs dist/chromium and dist/www (`./build.sh extension www`).
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { serve } from "../../tools/serve.mjs";
import { exportHtml } from "../../extension/lib/compare-view/export.js";
import { catalogueOf } from "./catalogues.mjs";
import { answer, floods, hostile, long } from "./comparisons.mjs";
import { PAGES, PAINTER, SIGNS, standInForPages } from "./painted.mjs";
import { PANELS, POPUPS, here, standIn } from "./stage.mjs";
import { SETTINGS, WELCOMES } from "./stage-settings.mjs";

const [folder = "tests/ext/screenshots", ...only] = process.argv.slice(2);

const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--force-device-scale-factor=1"] });
mkdirSync(folder, { recursive: true });

/** Fonts of a desk, where this machine has none: `UI_FONT`, `TEXT_FONT`. */
const fonts = `:root { ${process.env["UI_FONT"] ? `--sans: ${process.env["UI_FONT"]};` : ""} ${process.env["TEXT_FONT"] ? `--serif: ${process.env["TEXT_FONT"]};` : ""} }`;

async function open(url, path, { width, height, dark = false, features = [], before = null }) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(path, error));
  await page.setViewport({ width, height, deviceScaleFactor: Number(process.env["SCALE"] ?? 2) });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }, ...features] });
  if (before) {
    await page.evaluateOnNewDocument(...before);
  }
  await page.goto(url + path);
  await page.addStyleTag({ content: fonts }).catch(() => {});
  return page;
}

const wanted = (name) => only.length === 0 || only.some((word) => name.includes(word));

const extension = await serve("dist/chromium");
for (const [name, { record, url = here, stored, granted, dark, width = 400, open: unfold, locale = "en", features }] of Object.entries(POPUPS)) {
  if (!wanted(`popup-${name}`)) {
    continue;
  }
  const page = await open(extension.url, "popup/popup.html", { width, height: 600, dark, features, before: [standIn, { url, record, stored, granted, messages: catalogueOf(locale) }] });
  await page.addStyleTag({ content: `body { min-inline-size: 0; inline-size: ${width}px }` });
  await page.waitForSelector("#heading");
  if (unfold) {
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) {
        details.open = true;
      }
    });
  }
  await page.screenshot({ path: `${folder}/popup-${name}.png` });
  if (await page.evaluate(() => document.documentElement.scrollHeight > innerHeight)) {
    await page.screenshot({ path: `${folder}/popup-${name}-whole.png`, fullPage: true });
  }
  await page.close();
}
for (const [name, { width = 360, height = 900, ...scene }] of Object.entries(PANELS)) {
  if (!wanted(`panel-${name}`)) {
    continue;
  }
  const { record, selection = null, incognito = false, url = here, dark, open: unfold, locale = "en", features } = scene;
  const page = await open(extension.url, "sidepanel/sidepanel.html", { width, height, dark, features, before: [standIn, { url, record, selection, incognito, messages: catalogueOf(locale) }] });
  await page.waitForSelector("#heading");
  if (unfold) {
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) {
        details.open = true;
      }
    });
  }
  await page.screenshot({ path: `${folder}/panel-${name}.png` });
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  if (whole > height) {
    await page.setViewport({ width, height: Math.min(whole, 4000), deviceScaleFactor: 2 });
    await page.screenshot({ path: `${folder}/panel-${name}-whole.png` });
  }
  await page.close();
}
for (const [name, { section, stored, granted, find, open: unfold, dark, width = 1080, locale = "en", features }] of Object.entries(SETTINGS)) {
  if (!wanted(`options-${name}`)) {
    continue;
  }
  const page = await open(extension.url, `options/options.html#${section}`, { width, height: 900, dark, features, before: [standIn, { url: here, record: null, messages: catalogueOf(locale), stored, granted }] });
  await page.waitForSelector("#licences details", { visible: false });
  if (find) {
    await page.type("#find", find);
  }
  if (unfold) {
    await page.evaluate((selector) => {
      const one = document.querySelector(selector);
      one instanceof HTMLDetailsElement ? (one.open = true) : one.click();
    }, unfold);
  }
  await page.screenshot({ path: `${folder}/options-${name}.png`, fullPage: !unfold });
  await page.close();
}
for (const [name, { dark, width = 1280, height = 800, locale = "en", features = [] }] of Object.entries(WELCOMES)) {
  if (!wanted(`welcome-${name}`)) {
    continue;
  }
  const still = [...features, { name: "prefers-reduced-motion", value: "reduce" }];
  const page = await open(extension.url, "welcome/welcome.html", { width, height, dark, features: still, before: [standIn, { url: here, record: null, messages: catalogueOf(locale), stored: {} }] });
  await page.waitForSelector(".limits-list li");
  await page.screenshot({ path: `${folder}/welcome-${name}.png`, fullPage: true });
  await page.close();
}
extension.close();

for (const [name, { html, width, height, dark, features, signs = SIGNS, index, locale = "en", focus = false }] of Object.entries(PAGES)) {
  if (!wanted(`page-${name}`)) {
    continue;
  }
  const page = await open("about:blank", "", { width, height, dark, features: [...(features ?? []), { name: "prefers-reduced-motion", value: "reduce" }] });
  await page.setContent(html);
  await page.evaluate(standInForPages, catalogueOf(locale));
  await page.evaluate(PAINTER);
  await page.evaluate((ask, at, keys) => globalThis.ask(at === null ? "highlight" : keys ? "step" : "show", { ...ask, index: at, by: -1 }), { signs }, index, focus);
  await page.screenshot({ path: `${folder}/page-${name}.png` });
  await page.close();
}

/** Name: width, height, scheme, texts, changes to walk, what is different. */
const COMPARISONS = {
  wide: { width: 1280, height: 2400 },
  "wide-dark": { width: 1280, height: 2400, dark: true },
  walk: { width: 1280, height: 900, steps: 12 },
  "walk-dark": { width: 1280, height: 900, steps: 12, dark: true },
  narrow: { width: 390, height: 3200 },
  "narrow-walk": { width: 390, height: 844, steps: 12 },
  forced: { width: 1000, height: 900, steps: 12, features: [{ name: "forced-colors", value: "active" }] },
  rtl: { width: 1000, height: 1500, rtl: true },
  hostile: { width: 1000, height: 1500, texts: hostile },
  long: { width: 1280, height: 900, steps: 40, texts: () => long(5_000) },
  print: { width: 718, height: 1015, print: true },
};

const carrier = mkdtempSync(join(tmpdir(), "ungarble-pictures-"));
for (const [name, { width, height, dark, features, steps = 0, texts = floods, print, rtl }] of Object.entries(COMPARISONS)) {
  if (!wanted(`compare-${name}`)) {
    continue;
  }
  writeFileSync(join(carrier, "saved.html"), await exportHtml(answer(texts()), async (path) => readFileSync(join("extension", path), "utf8")));
  const page = await open(pathToFileURL(join(carrier, "saved.html")).href, "", { width, height, dark, features });
  await page.waitForSelector(".row");
  if (rtl) {
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
  }
  await page.focus(".compare");
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press("n");
  }
  if (print) {
    await page.pdf({ path: `${folder}/compare-${name}.pdf`, format: "A4", printBackground: true });
    await page.emulateMediaType("print");
  }
  await page.screenshot({ path: `${folder}/compare-${name}.png`, fullPage: Boolean(print) });
  await page.close();
}
rmSync(carrier, { recursive: true });

/** Name: width, height, scheme, sample, what to do then. */
const DEMOS = {
  desktop: { width: 1280, height: 900 },
  "desktop-dark": { width: 1280, height: 900, dark: true },
  large: { width: 1680, height: 1050 },
  honest: { width: 1280, height: 900, sample: "honest.txt" },
  spun: { width: 1280, height: 900, sample: "spun.txt" },
  foreign: { width: 1280, height: 900, sample: "foreign.txt" },
  page: { width: 1280, height: 900, sample: "copy.html" },
  tablet: { width: 820, height: 1180 },
  narrow: { width: 390, height: 844 },
  "narrow-whole": { width: 390, height: 844, whole: true },
  "narrow-dark": { width: 390, height: 844, dark: true, whole: true },
  zoom: { width: 640, height: 450, whole: true },
  rtl: { width: 1280, height: 900, lang: "ar" },
  german: { width: 1280, height: 900, lang: "de" },
  "german-narrow": { width: 390, height: 844, lang: "de", whole: true },
  forced: { width: 1280, height: 900, features: [{ name: "forced-colors", value: "active" }] },
  empty: { width: 1280, height: 900, sample: null },
  link: { width: 1280, height: 900, click: "#copy-link" },
  compare: { width: 1280, height: 1400, hash: "#compare" },
  "compare-narrow": { width: 390, height: 1400, hash: "#compare" },
  "compare-rtl": { width: 1280, height: 1400, hash: "#compare", lang: "ar" },
  "compare-rtl-narrow": { width: 390, height: 1400, hash: "#compare", lang: "ar" },
  "compare-japanese": { width: 1280, height: 1400, hash: "#compare", lang: "ja" },
  "catalogue-rtl": { width: 1280, height: 900, hash: "#signs", lang: "ar" },
  catalogue: { width: 1280, height: 900, hash: "#signs" },
  "catalogue-dark": { width: 1280, height: 900, hash: "#signs", dark: true },
  "catalogue-narrow": { width: 390, height: 844, hash: "#signs" },
  sign: { width: 1280, height: 900, hash: "#sign-garbled-set-phrase" },
};

const demo = await serve("dist/www");
for (const [name, { width, height, dark, features, lang, sample, click, whole = false, hash }] of Object.entries(DEMOS)) {
  if (!wanted(`demo-${name}`)) {
    continue;
  }
  const page = await open(demo.url, lang ? `?lang=${lang}` : "", { width, height, dark, features });
  await page.waitForSelector("#result:not([data-state=starting])");
  if (hash) {
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await page.waitForSelector(hash === "#compare" ? ".compare" : "#catalogue:not([hidden])");
  }
  if (sample !== undefined) {
    await page.click(sample === null ? "#clear" : `[data-sample="${sample}"]`);
    await page.waitForFunction((wanted) => document.querySelector("#samples [aria-pressed=true]")?.getAttribute("data-sample") === (wanted ?? undefined), {}, sample);
    await page.waitForNetworkIdle({ idleTime: 200 });
  }
  if (click) {
    await page.click(click);
    await page.waitForSelector("#link-said:not(:empty)");
  }
  await page.screenshot({ path: `${folder}/demo-${name}.png`, fullPage: whole });
  await page.close();
}
demo.close();
await browser.close();
