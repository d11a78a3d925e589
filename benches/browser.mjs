/**
 * How fast the extension's engine is in Chromium: a page of 1,036 words is read from the live document, extracted and
 * scored; and the same words as plain text, without a page. `./build.sh bench`, or `node benches/browser.mjs [RUNS]`.
 *
 * Cold is what the first check in a tab costs: fetching, compiling, starting the module, reading its data, and one
 * check. Every cold figure is from a page of its own.
 */

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { serve } from "../tools/serve.mjs";

const RUNS = Number(process.argv[2] ?? 200);
const COLD_RUNS = 10;
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** @param {number[]} times */
function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(2);
  return `median ${at(0.5)} ms, fastest ${at(0)} ms, 95th percentile ${at(0.95)} ms (${times.length} runs)`;
}

/** Runs in the page. @param {number} runs */
async function measure(runs) {
  const started = performance.now();
  await import(/** @type {string} */ ("/pkg/ungarble.classic.js"));
  const { Engine, glue } = /** @type {any} */ (globalThis).ungarbleEngine;
  const loaded = await Engine.load(glue, "/pkg/ungarble_bg.wasm");
  if (!loaded.ok) {
    throw new Error(loaded.detail);
  }
  const ready = performance.now();
  const check = () => {
    const outcome = loaded.value.call("checkDocument", document, { live: true });
    if (!outcome.ok) {
      throw new Error(outcome.detail);
    }
    return outcome.value;
  };
  const report = check();
  const first = performance.now();
  const warm = [];
  for (let run = 0; run < runs; run += 1) {
    const at = performance.now();
    check();
    warm.push(performance.now() - at);
  }
  const text = document.querySelector("article")?.innerText ?? "";
  const plain = [];
  for (let run = 0; run < runs; run += 1) {
    const at = performance.now();
    const outcome = loaded.value.call("checkText", text, {});
    plain.push(performance.now() - at);
    if (!outcome.ok) {
      throw new Error(outcome.detail);
    }
  }
  return { status: report.status, words: report.text.words, load: ready - started, cold: first - started, warm, plain };
}

// The extension's files stand beside the page, so that its modules can be imported into it.
const folder = mkdtempSync(join(tmpdir(), "ungarble-bench-"));
cpSync("dist/chromium", folder, { recursive: true });
cpSync("benches/article.html", join(folder, "article.html"));
const { url, close } = await serve(folder);
const browser = await puppeteer.launch({
  executablePath: CHROMIUM,
  pipe: true,
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  const load = [];
  const cold = [];
  /** @type {Awaited<ReturnType<typeof measure>> | undefined} */
  let last;
  for (let run = 0; run < COLD_RUNS; run += 1) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.goto(`${url}article.html`);
    last = await page.evaluate(measure, run === COLD_RUNS - 1 ? RUNS : 0);
    load.push(last.load);
    cold.push(last.cold);
    await context.close();
  }
  assert.ok(last);
  assert.equal(last.status, "scored", "the page was judged");
  console.log(`${await browser.version()}, page of ${last.words} words, visible text read from the live document`);
  console.log(`load the engine      ${summary(load)}`);
  console.log(`load and first check ${summary(cold)}`);
  console.log(`check, warm          ${summary(last.warm)}`);
  console.log(`check its text, warm ${summary(last.plain)}`);
} finally {
  await browser.close();
  close();
  rmSync(folder, { recursive: true });
}
