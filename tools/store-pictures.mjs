/**
 * Screenshots of 1280 by 800 and tiles for the stores, made of the built extension: its popup, side panel and settings on the
 * stand-in of tests/ext/stage.mjs, its marks in an article, with the engine's own report on the demo's samples. What is drawn
 * around them (a window, a caption) is drawn here; nothing of what the extension shows is.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { exportHtml } from "../extension/lib/compare-view/export.js";
import { standIn } from "../tests/ext/stage.mjs";
import { loadEngine } from "../tests/wasm/load.mjs";
import { serve } from "./serve.mjs";

/** @import { Browser, Page } from "puppeteer-core" */
/** @import { Report, TabRecord } from "../extension/lib/types.js" */

const COPY = "https://daily-mirrorings.example/seaside-cities";
const ORIGINAL = "https://www.harbour-record.example/coastal-cities";
/** Of what a window shows. */
const WINDOW = { width: 1160, height: 626 };

const read = (/** @type {string} */ path) => readFileSync(path, "utf8");
const sample = (/** @type {string} */ name) => read(`www/samples/${name}`);
const escaped = (/** @type {string} */ text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** @param {string} out folder */
export async function takePictures(out) {
  const engine = await loadEngine();
  const messages = JSON.parse(read("extension/_locales/en/messages.json"));
  const files = await serve("dist/chromium");
  const browser = await puppeteer.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  const check = (/** @type {string} */ name) => value(engine.call("checkText", sample(name)));
  const infos = value(engine.call("detectors"));
  const looked = [...new Set(infos.filter(({ stage }) => stage === "stable").map(({ category }) => category))];
  /** @param {Report} report @param {string} [url] @returns {TabRecord} */
  const record = (report, url = COPY) => ({ phase: "done", run: "1", url, report, detectors: infos, looked, route: "content", anyway: false });

  /** A page of the extension, as a picture. @param {string} path @param {TabRecord | null} held @param {{ width: number, height: number, dark?: boolean, ready: string }} how */
  async function own(path, held, { width, height, dark = false, ready }) {
    const page = await open(browser, width, height, dark);
    await page.evaluateOnNewDocument(standIn, /** @type {any} */ ({ url: held?.url ?? COPY, record: held, messages }));
    const found = held?.phase === "done" ? held.report.evidence.map(() => true) : [];
    await page.evaluateOnNewDocument((all) => {
      /** @type {any} */ (globalThis).chrome.tabs.sendMessage = async () => ({ ok: true, value: { on: all.length > 0, current: null, found: all } });
    }, found);
    await page.goto(files.url + path);
    await page.addStyleTag({ content: `body { min-inline-size: 0 !important; inline-size: ${width}px; }` });
    await page.waitForSelector(ready);
    if (found.length > 0) {
      await page.waitForSelector("#marks :is(:checked, [aria-checked=true], [aria-pressed=true])");
    }
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewport({ width, height: Math.min(whole, height), deviceScaleFactor: 2 });
    return picture(page);
  }

  /** The article with its signs marked. @param {string} name @param {Report} report @param {number} width @param {boolean} [dark] */
  async function article(name, report, width, dark = false) {
    const [paper, rubrics] = dark ? ["Harbour Record", "Ports · Weather · Trade · Letters"] : ["Daily Mirrorings", "World · Money · Weather · Letters"];
    const page = await open(browser, width, WINDOW.height, dark);
    const [title = "", ...paragraphs] = sample(name).trim().split(/\n+/);
    await page.setContent(`<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><style>${PAPER}</style><body>
      <header><b>${paper}</b><span>${rubrics}</span></header>
      <article><h1>${escaped(title)}</h1>${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join("")}</article>`);
    const signs = report.evidence.map(({ category, quote }) => ({ category, quote }));
    for (const name of ["looks", "locate", "paint"]) {
      await page.addScriptTag({ content: read(`dist/chromium/lib/${name}.js`) });
    }
    await page.evaluate((all) => {
      /** @type {any} */ (globalThis)["ungarblePaint"].paint(document.body, all);
    }, signs);
    return picture(page);
  }

  /** @param {string} name @param {[heading: string, text: string]} caption @param {string} address @param {string} content @param {boolean} [dark] */
  async function scene(name, [heading, text], address, content, dark = false) {
    const page = await open(browser, 1280, 800, dark, 1);
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>${SCENE}</style><body class="${dark ? "dark" : ""}">
      <h1>${heading}</h1><p class="lead">${text}</p>
      <div class="window"><div class="bar"><i></i><i></i><i></i><span>${address.replace("https://", "")}</span></div><div class="content">${content}</div></div>`);
    await save(page, join(out, `${name}.png`));
  }
  const image = (/** @type {string} */ data, /** @type {string} */ kind) => `<img class="${kind}" src="${data}">`;

  const garbled = check("garbled.txt");
  const honest = check("honest.txt");
  const popup = await own("popup/popup.html", record(garbled), { width: 400, height: 600, ready: "#heading" });
  const calm = await own("popup/popup.html", record(honest, ORIGINAL), { width: 400, height: 600, dark: true, ready: "#heading" });
  const panel = await own("sidepanel/sidepanel.html", record(garbled), { width: 380, height: WINDOW.height, ready: "#heading" });
  const options = await own("options/options.html", null, { width: WINDOW.width, height: WINDOW.height, ready: ".entry" });
  const marked = await article("garbled.txt", garbled, WINDOW.width);
  const beside = await article("garbled.txt", garbled, WINDOW.width - 380);
  const plain = await article("honest.txt", honest, WINDOW.width, true);
  const { comparison, schema, id, status, reason, engine: version } = value(engine.call("compare", split(sample("garbled.txt")), split(sample("honest.txt"))));
  const both = await open(browser, WINDOW.width, WINDOW.height);
  const answer = /** @type {any} */ ({ schema, id, status, reason, engine: version, ...comparison });
  await both.setContent(await exportHtml(answer, async (path) => read(`dist/chromium/${path}`)));
  await both.waitForSelector(".row");

  await scene("1-verdict", ["Is this article a garbled copy?", "One click tells, with every sign marked in the text."], COPY, image(marked, "page") + image(popup, "popup"));
  await scene("2-side-panel", ["What stood there, and why it is a sign", "The whole report beside the page: names, titles, phrases, and where the original may be."], COPY, image(beside, "page") + image(panel, "panel"));
  await scene("3-side-by-side", ["Copy and original, side by side", "Every name, number and quotation that changed stands beside the true one."], "Ungarble: copy and original", image(await picture(both), "page"));
  await scene("4-honest", ["Quiet where nothing is wrong", "No signs found is said as plainly, and never as a seal of quality."], ORIGINAL, image(plain, "page") + image(calm, "popup"), true);
  await scene("5-settings", ["You decide what is looked for, and where", "No account, no telemetry: articles are read by your own browser."], "Ungarble: settings", image(options, "page"));
  for (const [name, width, height] of /** @type {const} */ ([["tile-small", 440, 280], ["tile-large", 1400, 560]])) {
    const page = await open(browser, width, height, false, 1);
    const specimen = /<blockquote id="specimen"[^>]*>(.*?)<\/blockquote>/.exec(read("www/index.html"))?.[1] ?? "";
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>${TILE}</style><body class="${name}">
      <div>${read("extension/icons/logo.svg")}<b>Ungarble</b></div><p>${name === "tile-small" ? specimen.replace(/^UN |<\/ruby> told.*$/g, (found) => (found === "UN " ? "" : "</ruby> …")) : specimen}</p>`);
    await save(page, join(out, `${name}.png`));
  }
  for (const side of [64, 96, 300]) {
    const page = await open(browser, side, side, false, 1);
    await page.setContent(`<style>* { margin: 0 } svg { display: block; inline-size: 100vw }</style>${read("extension/icons/logo.svg")}`);
    writeFileSync(join(out, `logo-${side}.png`), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
  await browser.close();
  files.close();
}

/** @template T @param {{ ok: true, value: T } | { ok: false, detail: string }} outcome @returns {T} */
function value(outcome) {
  if (!outcome.ok) {
    throw new Error(outcome.detail);
  }
  return outcome.value;
}

/** Headline and text. @param {string} text */
function split(text) {
  const [title = "", ...rest] = text.trim().split(/\n\n/);
  return { title, text: rest.join("\n\n") };
}

/** @param {Browser} browser @param {number} width @param {number} height @param {boolean} [dark] @param {number} [deviceScaleFactor] */
async function open(browser, width, height, dark = false, deviceScaleFactor = 2) {
  const page = await browser.newPage();
  await page.setViewport({ width, height, deviceScaleFactor });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }, { name: "prefers-reduced-motion", value: "reduce" }]);
  return page;
}

/** @param {Page} page */
async function picture(page) {
  await page.evaluate(() => document.fonts.ready);
  const data = await page.screenshot({ encoding: "base64" });
  await page.close();
  return `data:image/png;base64,${data}`;
}

/** @param {Page} page @param {string} path */
async function save(page, path) {
  await page.evaluate(() => Promise.all([...document.images].map((one) => one.decode())));
  // Stores refuse pictures with an alpha channel; a page on a ground has none.
  writeFileSync(path, await page.screenshot());
  await page.close();
  console.log(path);
}

const PAPER = `
  :root { color-scheme: light dark; }
  body { margin: 0; background: light-dark(#fff, #1d1f22); color: light-dark(#222, #ddd); font: 19px/1.6 Georgia, "Noto Serif", serif; }
  header { display: flex; justify-content: space-between; align-items: baseline; padding: 18px 56px; border-bottom: 3px double light-dark(#222, #999); font-size: 15px; }
  header b { font-size: 27px; letter-spacing: -0.01em; }
  article { max-width: 600px; margin: 26px 56px; }
  h1 { margin: 0 0 14px; font-size: 32px; line-height: 1.2; }
  p { margin: 0 0 14px; }`;

const SCENE = `
  * { box-sizing: border-box; }
  body { margin: 0; padding: 34px 60px 0; block-size: 800px; overflow: hidden; background: linear-gradient(160deg, #f6efe1, #dfe9ef); color: #1c1a17; font: 18px/1.4 system-ui, sans-serif; }
  body.dark { background: linear-gradient(160deg, #23272d, #14181c); color: #ece8e1; }
  h1 { margin: 0; font: 600 36px/1.15 Georgia, "Noto Serif", serif; letter-spacing: -0.01em; }
  .lead { margin: 8px 0 22px; opacity: 0.8; }
  .window { position: relative; inline-size: ${WINDOW.width}px; block-size: ${WINDOW.height + 44}px; border-radius: 12px 12px 0 0; overflow: hidden; background: #e9e6df; box-shadow: 0 24px 70px rgb(0 0 0 / 28%), 0 0 0 1px rgb(0 0 0 / 12%); }
  .dark .window { background: #33363b; }
  .bar { display: flex; align-items: center; gap: 8px; block-size: 44px; padding: 0 16px; }
  .bar i { inline-size: 12px; block-size: 12px; border-radius: 50%; background: rgb(128 128 128 / 45%); }
  .bar span { flex: 1; margin-inline: 14px 60px; padding: 5px 16px; border-radius: 999px; background: rgb(255 255 255 / 75%); font-size: 14px; color: #444; }
  .dark .bar span { background: rgb(0 0 0 / 30%); color: #ccc; }
  .content { display: flex; align-items: stretch; }
  .page { display: block; flex: 1; min-inline-size: 0; inline-size: 100%; }
  .panel { inline-size: 380px; border-inline-start: 1px solid rgb(0 0 0 / 15%); }
  .popup { position: absolute; inset-block-start: 40px; inset-inline-end: 28px; inline-size: 400px; border-radius: 10px; box-shadow: 0 14px 50px rgb(0 0 0 / 38%), 0 0 0 1px rgb(0 0 0 / 14%); }`;

const TILE = `
  * { box-sizing: border-box; }
  body { display: grid; align-content: center; margin: 0; block-size: 100vh; background: linear-gradient(150deg, #1c4660, #2a6486); color: #f7f2e8; font-family: Georgia, "Noto Serif", serif; }
  div { display: flex; align-items: center; gap: 0.45em; font-weight: 600; }
  svg { inline-size: 1.35em; border-radius: 0.3em; box-shadow: 0 0 0 1px rgb(255 255 255 / 25%); }
  p { margin: 0; line-height: 2.4; }
  mark { padding: 0 0.1em; border-radius: 3px; background: rgb(255 180 84 / 24%); color: inherit; text-decoration: underline wavy #ffb454 2px; text-underline-offset: 4px; }
  ruby { ruby-align: center; white-space: nowrap; }
  rt { color: #ffd9a3; font: 600 0.58em/1.2 system-ui, sans-serif; }
  .tile-small { padding: 0 30px; font-size: 25px; }
  .tile-small div { font-size: 42px; }
  .tile-small p { font-size: 21px; margin-block-start: 6px; line-height: 2.3; }
  .tile-large { padding: 0 110px; font-size: 42px; }
  .tile-large div { font-size: 84px; }
  .tile-large p { margin-block-start: 18px; }`;
