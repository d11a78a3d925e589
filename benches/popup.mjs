/**
 * How long a reader waits after the click, in Chromium: until the popup can be worked, and until it shows the answer for an article of
 * 1,005 words, the engine cold. `node benches/popup.mjs [RUNS] [asleep]`; with `asleep` the browser has ended the background's worker
 * before each click, as it does after half a minute without work.
 *
 * The popup is the real one, on a page of a server of our own; each run has a tab of its own, so that the content script
 * loads, compiles and fills the engine anew. The clock starts as the browser is told to press the button, so that what the
 * command itself takes on its way is in every figure, and so is what the browser takes to make the popup's window and process, before
 * anything of the extension runs. The popup marks what it shows (`performance.mark`).
 */

import { readFileSync } from "node:fs";
import os from "node:os";

import { start, stop } from "../tests/browser/lib/harness.mjs";
import { check } from "../tests/browser/lib/popup.mjs";

const RUNS = Number(process.argv[2] ?? 15);
const ASLEEP = process.argv[3] === "asleep";
const ARTICLE = readFileSync(new URL("article.html", import.meta.url), "utf8");

/** @param {number[]} times */
function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(0);
  return `median ${at(0.5)} ms, fastest ${at(0)} ms, slowest ${at(1)} ms`;
}

/** Runs in the popup: when things were there, as times of day. */
function times() {
  const { timeOrigin } = performance;
  const shown = performance.getEntriesByType("mark").filter(({ name }) => name.startsWith("shows "));
  return {
    opened: timeOrigin,
    painted: timeOrigin + (performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN),
    ready: timeOrigin + (performance.getEntriesByName("ready")[0]?.startTime ?? NaN),
    answer: timeOrigin + (shown.at(-1)?.startTime ?? NaN),
    states: shown.map(({ name }) => name.slice(6)),
  };
}

const world = await start("chromium");
try {
  const { browser, site } = world;
  const url = site.put("/article", ARTICLE);
  /** @type {Record<"opened" | "painted" | "ready" | "answer", number[]>} */
  const took = { opened: [], painted: [], ready: [], answer: [] };
  for (let run = 0; run <= RUNS; run += 1) {
    const tab = await browser.open(url);
    if (ASLEEP) {
      await browser.killBackground();
    }
    const { popup } = await check(browser, tab);
    const clicked = /** @type {{ clickedAt: number }} */ (/** @type {unknown} */ (browser)).clickedAt;
    const { states, ...at } = await popup.evaluate(times);
    if (run > 0) { // the first one starts the worker too
      for (const what of /** @type {(keyof typeof took)[]} */ (Object.keys(took))) {
        took[what].push(at[what] - clicked);
      }
    }
    if (run === RUNS) {
      console.log(`${os.cpus().length} × ${os.cpus()[0]?.model}, load ${os.loadavg()[0]?.toFixed(1)}; ${RUNS} clicks${ASLEEP ? ", worker asleep" : ""}, states shown: ${states.join(", ")}`);
    }
    await popup.close();
    await tab.close();
  }
  console.log(`popup's page begins   ${summary(took.opened)}`);
  console.log(`first paint           ${summary(took.painted)}`);
  console.log(`can be worked         ${summary(took.ready)}`);
  console.log(`shows the answer      ${summary(took.answer)}`);
} finally {
  await stop(world);
}
