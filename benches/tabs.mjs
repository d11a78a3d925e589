/**
 * What automatic mode costs in Chromium, in one run: thirty articles in thirty tabs, each of a site of its own, opened one after the
 * other and looked at, without the extension, in automatic mode, and (for comparison) each checked by a click. And the time it
 * takes on the main thread of pages that are no article. `node benches/tabs.mjs [TABS]`; the build in dist/ is measured.
 *
 * Memory is the proportional set size (PSS) of all processes of the browser, as the kernel counts it: what processes share is
 * divided among them, so that the sum is what the machine spends. It is read after a garbage collection in every tab, since what is
 * garbage differs from run to run by more than the extension needs; once while the shared engine is still there, and once after
 * the background and the engine have gone, as they do half a minute later. Processor time is all processes' together, from
 * the first tab to the last result.
 *
 * Time on the main thread is read from a trace: every task in the page's thread that runs or compiles a script of the extension.
 */

import { readFileSync, readdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { ROOT, start, stop } from "../tests/browser/lib/harness.mjs";
import { ARTICLES } from "../tests/browser/lib/kinds/articles.mjs";
import { OTHERS } from "../tests/browser/lib/kinds/others.mjs";
import { until } from "../tests/browser/lib/wait.mjs";

/** @import { Driver } from "../tests/browser/lib/driver.mjs" */
/** @import { World } from "../tests/browser/lib/harness.mjs" */

const TABS = Number(process.argv[2] ?? 30);
/** Milliseconds that a tab is looked at before the next is opened. */
const STAY = 1_500;
const LONG = { html: readFileSync(path.join(ROOT, "benches/article.html"), "utf8"), address: "https://long.example/2026/a-long-article-of-the-day/" };

/** @param {number} at @returns {{ html: string, path: string, query: string }} */
function article(at) {
  const { html, address } = at % 2 === 0 ? LONG : /** @type {typeof LONG} */ (ARTICLES[at % ARTICLES.length]);
  return { html: String(html).replace("</body>", `<p>This is the page of the site with the number ${at}, as it was printed.</p></body>`), path: new URL(address).pathname, query: new URL(address).search };
}

// ---- the kernel's books ----------------------------------------------------------------------------------------------

/** @param {number} pid */
function statOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

/** Every process that this one started, by the processes it started. */
function descendants() {
  /** @type {Map<number, { parent: number, ticks: number }>} */
  const all = new Map();
  for (const name of readdirSync("/proc")) {
    if (/^\d+$/.test(name)) {
      try {
        all.set(Number(name), statOf(Number(name)));
      } catch {
        // it has ended
      }
    }
  }
  const own = new Set([process.pid]);
  for (let size = 0; size < own.size; ) {
    size = own.size;
    for (const [pid, { parent }] of all) if (own.has(parent)) own.add(pid);
  }
  own.delete(process.pid);
  return [...own].map((pid) => ({ pid, ticks: all.get(pid)?.ticks ?? 0 }));
}

/** Megabytes, by kind of process. */
function memory() {
  const sums = { all: 0, pages: 0, extension: 0, count: 0 };
  for (const { pid } of descendants()) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      const pss = Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024;
      sums.all += pss;
      if (command.includes("--extension-process")) sums.extension += pss;
      else if (command.includes("--type=renderer")) {
        sums.pages += pss;
        sums.count += 1;
      }
    } catch {
      // it has ended
    }
  }
  return sums;
}

/** Seconds of processor time of all processes that still run. */
const processor = () => descendants().reduce((sum, { ticks }) => sum + ticks, 0) / 100;

// ---- tabs ------------------------------------------------------------------------------------------------------------

/** @typedef {"without" | "automatic" | "clicked"} Mode */

/** @param {Mode} mode */
async function open(mode) {
  const world = await start("chromium", { extension: mode !== "without" });
  const { browser, site } = world;
  if (mode === "automatic") {
    await everywhere(browser);
  }
  if (mode !== "without") {
    await closeInside(browser);
  }
  const before = processor();
  /** @type {import("../tests/browser/lib/driver.mjs").Tab[]} */
  const tabs = [];
  for (let at = 0; at < TABS; at += 1) {
    const { html, path: address, query } = article(at);
    const tab = await browser.open(site.another(`site${at}.example`).put(address, html) + query);
    tabs.push(tab);
    if (mode === "clicked") {
      const popup = await browser.click(tab);
      await until("a result", () => popup.evaluate(() => !["", "starting", "scanning", "idle"].includes(document.getElementById("view")?.dataset["state"] ?? "")));
      await popup.close();
    } else {
      await new Promise((resolve) => setTimeout(resolve, STAY));
    }
  }
  let done = 0;
  if (mode !== "without") {
    done = await until("all results", async () => {
      // On a busy machine a page may not even have been ready when the next was opened. A reader would come back to it.
      for (const tab of (await results(browser)) < TABS ? tabs : []) {
        await /** @type {any} */ (tab).page.bringToFront();
        await new Promise((resolve) => setTimeout(resolve, STAY));
      }
      const phases = await results(browser);
      return phases >= TABS && phases;
    });
    await closeInside(browser);
  }
  const spent = processor() - before;
  await collect(tabs);
  const soon = memory();
  if (mode !== "without") {
    await idle(browser);
  }
  const heaps = await collect(tabs);
  const late = memory();
  await stop(world);
  return { spent, soon, late, done, heaps };
}

/** How many tabs have a result. @param {Driver} browser @returns {Promise<number>} */
function results(browser) {
  return browser.inExtension(async () =>
    Object.entries(await chrome.storage.session.get(null)).filter(([key, record]) => key.startsWith("tab:") && /** @type {any} */ (record).phase === "done").length);
}

/** @param {Driver} browser */
async function everywhere(browser) {
  await browser.allowAll();
  await browser.inExtension(async () => chrome.storage.local.set({ settings: { automatic: "everywhere" } }));
  await until("the script", () => browser.inExtension(async () => (await chrome.scripting.getRegisteredContentScripts()).length > 0));
}

/** The page that the tests ask in is no part of what is measured. @param {Driver} browser */
async function closeInside(browser) {
  await browser.inExtension(() => void setTimeout(() => window.close(), 50));
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** The engine closes itself after a while, and the browser ends the background. @param {Driver} browser */
async function idle(browser) {
  await until("the engine to close itself", async () => !(await browser.inExtension(() => chrome.offscreen.hasDocument())));
  await browser.killBackground();
  await closeInside(browser);
}

/** Collects garbage, and gives the megabytes that the scripts of all pages then hold. @param {import("../tests/browser/lib/driver.mjs").Tab[]} tabs */
async function collect(tabs) {
  let heaps = 0;
  for (const tab of tabs) {
    const session = await /** @type {any} */ (tab).page.createCDPSession();
    await session.send("HeapProfiler.collectGarbage");
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
    heaps += (usedSize + backingStorageSize) / 1024 / 1024;
    await session.detach();
  }
  await new Promise((resolve) => setTimeout(resolve, 5_000)); // the allocator gives pages back in its own time
  return heaps;
}

// ---- pages that are no article ----------------------------------------------------------------------------------------

/** Milliseconds of scripts of the extension in the page's main thread. @param {World} world @param {string} url */
async function mainThread({ browser }, url) {
  const tab = /** @type {any} */ (await browser.open("about:blank"));
  await tab.page.tracing.start({ categories: ["devtools.timeline"] });
  await tab.page.goto(url);
  // The last look of the gate comes after seven seconds.
  await new Promise((resolve) => setTimeout(resolve, 7_500));
  const trace = JSON.parse(new TextDecoder().decode(await tab.page.tracing.stop()));
  await tab.close();
  return ownTime(trace.traceEvents);
}

/**
 * Thread time where the trace has it: on a busy machine the clock also counts what others do meanwhile.
 *
 * @param {any[]} events
 */
function ownTime(events) {
  const isOwn = (/** @type {any} */ event) =>
    /^chrome-extension:/.test(event.args?.data?.url ?? event.args?.fileName ?? event.args?.data?.fileName ?? "") && event.ph === "X";
  const own = events.filter(isOwn).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  let sum = 0;
  let end = -Infinity;
  for (const { ts, dur = 0, tdur = dur } of own) {
    if (ts >= end) {
      // What is inside another is counted there.
      sum += tdur;
      end = ts + dur;
    }
  }
  return sum / 1000;
}

// ---- the report --------------------------------------------------------------------------------------------------------

const mb = (/** @type {number} */ n) => `${n.toFixed(0).padStart(5)} MB`;

console.log(`${os.cpus().length} × ${os.cpus()[0]?.model}, load ${os.loadavg()[0]?.toFixed(1)}; ${TABS} articles in ${TABS} tabs of ${TABS} sites`);
/** @type {Partial<Record<Mode, Awaited<ReturnType<typeof open>>>>} */
const found = {};
for (const mode of /** @type {Mode[]} */ (["without", "automatic", "clicked"])) {
  const one = (found[mode] = await open(mode));
  console.log(`${mode.padEnd(10)} checked ${one.done}; all processes ${mb(one.soon.all)}, later ${mb(one.late.all)}; pages ${mb(one.late.pages)} in ${one.late.count} processes, their scripts' heaps ${one.heaps.toFixed(1)} MB; extension ${mb(one.soon.extension)}, later ${mb(one.late.extension)}; processor ${one.spent.toFixed(1)} s`);
}
const { without, automatic, clicked } = found;
for (const [name, one] of Object.entries({ automatic, clicked })) {
  if (without && one) {
    console.log(`${name.padEnd(10)} adds ${mb(one.soon.all - without.soon.all)}, later ${mb(one.late.all - without.late.all)}; processor ${((one.spent - without.spent) / TABS * 1000).toFixed(0)} ms a tab`);
  }
}

const world = await start("chromium");
try {
  await everywhere(world.browser);
  const times = [];
  for (const { slug, html, address } of OTHERS.filter((_, at) => at % 6 === 0)) {
    const url = world.site.another(new URL(address).hostname).put(new URL(address).pathname, html);
    const spent = await mainThread(world, url);
    times.push(spent);
    if (spent > 5) console.log(`  ${slug}: ${spent.toFixed(1)} ms`);
  }
  times.sort((a, b) => a - b);
  console.log(`main thread of ${times.length} pages that are no article: median ${times[Math.floor(times.length / 2)]?.toFixed(1)} ms, worst ${times.at(-1)?.toFixed(1)} ms`);
} finally {
  await stop(world);
}
