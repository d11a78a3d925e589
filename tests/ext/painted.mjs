/**
 * Pages with signs painted on them by the scripts that ship, and in place of the browser's interfaces a stand-in: for pictures, and for
 * tests of what the painting part does on difficult pages.
 */

import { readFileSync } from "node:fs";

import { SCRIPTS } from "../../extension/lib/marking.js";
import { partsOf } from "../../tools/bundle.mjs";
import { suspiciousReport } from "./reports.mjs";

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../extension/${path}`, import.meta.url), "utf8");

/** What marking.js puts into a page, as the build joins it. */
export const PAINTER = SCRIPTS.map((path) => path.slice(1)).flatMap(partsOf).map(read).join("\n");

/**
 * What the scripts find instead of the browser's interfaces; `ask` is what popup and panel do. Runs in the page.
 *
 * @param {Record<string, { message: string } | undefined>} messages
 */
export function standInForPages(messages) {
  /** @type {any[]} */
  const told = [];
  /** @type {any} */
  let listener;
  const text = (/** @type {string} */ key, /** @type {string[]} */ params = []) =>
    (messages[key]?.message ?? "").replace(/\$(\$|\d)/g, (_, w) => (w === "$" ? "$" : (params[w - 1] ?? "")));
  Object.assign(globalThis, {
    chrome: {
      i18n: { getMessage: text },
      runtime: {
        id: "own", getURL: (/** @type {string} */ path) => `extension:/${path}`,
        onMessage: { addListener: (/** @type {any} */ one) => (listener = one) },
        sendMessage: async (/** @type {any} */ news) => void told.push(news),
      },
    },
    told,
    /** @param {string} type @param {object} ask */
    ask: (type, ask) => new Promise((answer) => listener({ ...ask, to: "marks", type }, { id: "own" }, answer)),
  });
}

export const SIGNS = suspiciousReport().evidence.map(({ category, quote, expected, message }) => ({ category, quote, expected, message }));

/** One of each kind. */
export const KINDS = ["name", "title", "phrase", "quote", "glue", "number", "grammar", "script", "encoding", "structure", "style"].map((category) => ({
  category,
  quote: { prefix: "This line has a sign ", exact: `of the kind ${category}`, suffix: " among its words" },
  expected: null,
  message: `An example of ${category}.`,
}));

/** The paragraphs that the signs are quoted from. */
const STORY = SIGNS.map(({ quote }) => `${quote.prefix}${quote.exact}${quote.suffix}`);

/** @param {string} style @param {{ dir?: string, lang?: string, paragraphs?: string[] }} [more] */
export function paintedPage(style, { dir = "ltr", lang = "en", paragraphs = STORY } = {}) {
  const rest = "The office said that it had counted every ship that had come into the harbour since the first of the month.";
  return `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>Harbour</title><meta name="viewport" content="width=device-width">
    <style>body { max-width: 680px; margin: 32px auto; padding: 0 16px; font: 18px/1.6 Georgia, serif } ${style}</style></head>
    <body><h1>Coastal cities share a flood warning</h1>${paragraphs.map((text) => `<p>${text} ${rest}</p>`).join("")}</body></html>`;
}

export const DARK_PAGE = "body { background: #101216; color: #e6e6e6 }";

/** Name: size, page, signs, which is explained. @type {Record<string, any>} */
export const PAGES = {
  light: { width: 900, height: 700, html: paintedPage(""), index: 1 },
  kinds: { width: 900, height: 900, html: paintedPage("", { paragraphs: KINDS.map(({ quote }) => quote.prefix + quote.exact + quote.suffix) }), signs: KINDS, index: null },
  "kinds-dark": { width: 900, height: 900, dark: true, html: paintedPage(DARK_PAGE, { paragraphs: KINDS.map(({ quote }) => quote.prefix + quote.exact + quote.suffix) }), signs: KINDS, index: null },
  dark: { width: 900, height: 700, dark: true, html: paintedPage(DARK_PAGE), index: 2 },
  "dark-page-light-reader": { width: 900, height: 700, html: paintedPage(DARK_PAGE), index: 4 },
  narrow: { width: 320, height: 560, html: paintedPage(""), index: 6 },
  zoom: { width: 640, height: 360, html: paintedPage(""), index: 7 },
  rtl: { width: 900, height: 700, html: paintedPage("", { dir: "rtl", lang: "ar" }), index: 0, locale: "ar" },
  forced: { width: 900, height: 700, html: paintedPage(""), index: 3, features: [{ name: "forced-colors", value: "active" }] },
  "forced-dark": { width: 900, height: 700, dark: true, html: paintedPage(""), index: 3, features: [{ name: "forced-colors", value: "active" }] },
  bottom: { width: 900, height: 420, html: paintedPage(""), index: 10, focus: true },
};
