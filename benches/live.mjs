/**
 * How fast the article is read from the live document in Chromium, on large and on pathological pages:
 * `./build.sh bench`, or `node benches/live.mjs [RUNS]`.
 *
 * For each page the extraction alone (`extractDocument`, no judging), warm, and the layouts and style passes that the
 * first reading forces on a page whose layout is out of date. One layout is what any question of visibility costs.
 */

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { serve } from "../tools/serve.mjs";

const RUNS = Number(process.argv[2] ?? 40);
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

const SENTENCES = [
  "The harbour office counted forty ships in the first week, and most of them carried grain.",
  "A spokesman for the port said on Tuesday that the second crane would be ready in spring.",
  "“We have waited for this since the bridge was closed,” the mayor told the council.",
  "Fishermen from the northern villages were less pleased, because the new pier takes their berths.",
  "The contract, which was signed last year, leaves the upkeep of the road to the county.",
  "Nobody could say by the evening how many of the containers had been opened.",
];

/** Running text with links as news pages have them. @param {number} bytes */
function paragraphs(bytes) {
  let out = "";
  for (let at = 0; out.length < bytes; at += 1) {
    const words = [0, 1, 2].map((n) => SENTENCES[(at * 5 + n * 7 + (at >> 3)) % SENTENCES.length]);
    const link = at % 3 === 0 ? ` See <a href="/topic/${at}" class="inline-link">the report of day ${at}</a>.` : "";
    out += `<p class="story-body__paragraph" data-index="${at}">${words.join(" ")}${link}</p>\n`;
  }
  return out;
}

/** @param {string} body @param {string} [head] */
function page(body, head = "") {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harbour opens its second pier</title>
    <meta property="og:type" content="article">${head}<style>p { margin: 1em 0 } .note { display: none }</style></head>
    <body><header><nav><ul>${'<li><a href="/s">Section</a></li>'.repeat(20)}</ul></nav></header>
    <main>${body}</main><footer><p>All rights reserved.</p></footer></body></html>`;
}

const entry = (/** @type {number} */ at) =>
  `<article class="live-entry" id="e${at}"><header><time datetime="2026-03-01T10:${String(at % 60).padStart(2, "0")}">10:${at % 60}</time>
   <h3>Entry number ${at} of the day</h3></header><div class="text">${paragraphs(900)}</div><div class="share note">Share this entry</div></article>`;

/**
 * Built by a script, because a parser flattens what is nested so deep. Inline elements: with blocks Chromium's own layout
 * does not come to an end.
 */
const nested = `<script>
  let at = document.querySelector("main");
  for (let depth = 0; depth < 5000; depth += 1) at = at.appendChild(document.createElement("b"));
  const p = at.appendChild(document.createElement("span"));
  p.textContent = document.querySelector("p.story-body__paragraph").textContent.repeat(5);
</script>`;

/** @type {Record<string, string>} */
const PAGES = {
  "1 MB, nearly all text": page(`<article><h1>Harbour opens its second pier</h1>${paragraphs(1_000_000)}</article>`),
  "1 MB, script and teasers": page(
    `<article><h1>Harbour opens its second pier</h1>${paragraphs(30_000)}</article>
     ${'<div class="teaser"><a href="/t"><h3>Another story of the day</h3><span>12 minutes ago</span></a></div>\n'.repeat(4500)}`,
    `<script type="application/json">${JSON.stringify({ state: "x".repeat(512) }).repeat(1000)}</script>`,
  ),
  "1.3 MB live blog": page(
    `<h1>Harbour opens: live</h1>${Array.from({ length: 1000 }, (_, at) => entry(at)).join("\n").slice(0, 1_300_000)}`,
  ),
  "200,000 nodes": page(
    `<article><h1>Harbour opens its second pier</h1>${paragraphs(20_000)}</article>
     <div>${'<span class="cell"><i>12</i></span>'.repeat(66_000)}</div>`,
  ),
  "depth 5,000": page(`<article><h1>Harbour opens its second pier</h1>${paragraphs(20_000)}</article>${nested}`),
};

/** @param {number[]} times */
function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(1);
  return `median ${at(0.5)} ms, fastest ${at(0)} ms, 95th percentile ${at(0.95)} ms`;
}

/** Runs in the page: loads the engine and reads once, so that what follows is warm. */
async function prepare() {
  const glue = await import(/** @type {string} */ ("/pkg/ungarble.js"));
  await glue.default({ module_or_path: "/pkg/ungarble_bg.wasm" });
  Object.assign(globalThis, { read: () => glue.extractDocument(document, { live: true }) });
}

/** Runs in the page. @param {number} runs */
function measure(runs) {
  const { read } = /** @type {any} */ (globalThis);
  const times = [];
  let article;
  for (let run = 0; run < runs; run += 1) {
    const at = performance.now();
    article = read();
    times.push(performance.now() - at);
  }
  return { times, paragraphs: article.paragraphs.length, truncated: article.truncated, nodes: document.getElementsByTagName("*").length };
}

/** Runs in the page: makes its layout out of date, then reads it. */
function readStale() {
  document.body.style.paddingLeft = document.body.style.paddingLeft === "1px" ? "2px" : "1px";
  /** @type {any} */ (globalThis).read();
}

const folder = mkdtempSync(join(tmpdir(), "ungarble-bench-"));
cpSync("dist/www", folder, { recursive: true });
const { url, close } = await serve(folder);
const browser = await puppeteer.launch({
  executablePath: CHROMIUM,
  pipe: true,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  console.log(`${await browser.version()}, article read from the live document, ${RUNS} runs each`);
  for (const [name, html] of Object.entries(PAGES)) {
    writeFileSync(join(folder, "page.html"), html);
    const tab = await browser.newPage();
    await tab.goto(`${url}page.html`);
    await tab.evaluate(prepare);
    await tab.evaluate(measure, 5);
    const { times, ...found } = await tab.evaluate(measure, RUNS);
    const before = await tab.metrics();
    await tab.evaluate(readStale);
    const after = await tab.metrics();
    const layouts = (after.LayoutCount ?? NaN) - (before.LayoutCount ?? NaN);
    const styles = (after.RecalcStyleCount ?? NaN) - (before.RecalcStyleCount ?? NaN);
    const told = found.truncated ? ", truncated" : "";
    console.log(`${name} (${html.length} bytes, ${found.nodes} elements, ${found.paragraphs} paragraphs${told})`);
    console.log(`  ${summary(times)}; layouts forced ${layouts}, style passes ${styles}`);
    assert.ok(layouts <= 1, "one layout is enough");
    await tab.close();
  }
} finally {
  await browser.close();
  close();
  rmSync(folder, { recursive: true });
}
