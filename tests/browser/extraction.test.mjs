/**
 * One extraction, three ways to it: the live page in each browser, the copy of it that leaves a page under a strict policy,
 * and the file in the command give the same article.
 *
 * The live page is as a browser lays it out, the file as it is written. Where they differ, style decided what can be seen,
 * and this test makes sure that it did: whatever the browser left out is not in what the browser itself says is shown
 * (`innerText`), or is cut off so that nothing can be hit there, or is a label of one pixel for screen readers. Such pages are told; own pages must not differ at all unless they are listed.
 *
 * Pages of the development set are read where it lies beside the repository (`../shared`), with their scripts off and no
 * network; `PAGES=all` reads every one and not each fifth.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { command, fixtures, ungarble } from "./lib/fixtures.mjs";
import { ROOT, eachBrowser, made } from "./lib/harness.mjs";

/** @import { World } from "./lib/harness.mjs" */
/** @typedef {{ title: string | null, byline: string | null, published: string | null, publisher: string | null, text: string }} Read */

/** Own pages where the command cannot see what a browser sees. @type {Set<string>} */
const DIFFERENT = new Set();

const SET = path.join(ROOT, "../shared/data/dev/pages");

/** Each page of the set, or each fifth. @returns {{ name: string, html: string }[]} */
function samples() {
  if (!existsSync(SET)) {
    return [];
  }
  const files = ["aed", "fundus", "scrapinghub"]
    .flatMap((source) => readdirSync(path.join(SET, source)).map((name) => path.join(source, name)))
    .filter((name) => name.endsWith(".html"))
    .sort();
  const every = process.env["PAGES"] === "all" ? 1 : 5;
  return files
    .filter((_, index) => index % every === 0)
    .map((name) => ({ name, html: readFileSync(path.join(SET, name), "utf8") }));
}

/** Policies and refreshes in the page would get in the way of the test, not of the reader. @param {string} html */
function tamed(html) {
  return html.replace(/<meta[^>]*http-equiv\s*=\s*["']?(?:content-security-policy|refresh)[^>]*>/gi, "");
}

/**
 * Reads the page in a tab: live, copied, and without a look at styles. Sent to the page as its source.
 *
 * @param {string} engine
 */
async function readHere(engine) {
  const glue = await import(`${engine}ungarble.js`);
  const { copyPage, copyFrames } = await import(`${engine}dom.js`);
  await glue.default({ module_or_path: `${engine}ungarble_bg.wasm` });
  const options = { url: location.href };
  /** @param {any} page @param {boolean} live @returns {Read} */
  const read = (page, live) => {
    const { title, byline, published, publisher, paragraphs } = glue.extractDocument(page, { ...options, live });
    return { title, byline, published, publisher, text: paragraphs.map((/** @type {any} */ p) => p.text).join("\n\n") };
  };
  const letters = (/** @type {string} */ text) => text.replace(/[\s\u00ad\u200b\u2060\ufeff]+/g, "");
  const count = (/** @type {string} */ all, /** @type {string} */ part) => all.split(part).length - 1;

  const live = read(document, true);
  const copy = JSON.parse(JSON.stringify({ ...copyPage(document), frames: copyFrames(document) }));
  const copied = read(copy, false);
  const markup = read(document, false);

  // What the browser left out for its styles, and whether it is shown all the same by the browser's own account.
  /** @param {boolean} screen @returns {{ text: string, visible: boolean }[]} */
  const texts = (screen) =>
    glue
      .readTree(document, { ...options, live: screen })
      .nodes.filter((/** @type {{ tag: string }} */ { tag }) => tag === "")
      .map((/** @type {{ text: string, visible: boolean }} */ { text, visible }) => ({ text: letters(text).toLowerCase(), visible }));
  const seen = texts(true);
  const left = texts(false).filter(({ text, visible }, at) => visible && text.length > 20 && seen[at]?.visible === false);
  const dots = [...document.querySelectorAll("*")].filter(
    (e) => e instanceof HTMLElement && e.offsetWidth === 1 && e.offsetHeight === 1,
  );
  const shown = letters(document.body.innerText).toLowerCase();
  const kept = seen.map(({ text, visible }) => (visible ? text : "")).join("") + letters(dots.map((e) => e.textContent).join("")).toLowerCase();
  // What a box cuts off is in that account, but nothing can be hit there.
  const hit = (/** @type {string} */ text) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (!holder || letters(node.nodeValue ?? "").toLowerCase() !== text) {
        continue;
      }
      const range = new Range();
      range.selectNode(node);
      scrollTo({ top: range.getBoundingClientRect().top + scrollY - innerHeight / 2, behavior: "instant" });
      const box = range.getClientRects()[0];
      const at = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (at && holder.contains(at)) {
        return true;
      }
    }
    return false;
  };
  const wrong = left.map(({ text }) => text).filter((text) => count(shown, text) > count(kept, text) && hit(text));
  return { live, copied, markup, left: left.length, wrong };
}

/** The command's articles of many pages, in one run. @param {{ id: string, html: string, url: string }[]} pages */
async function readByCommand(pages) {
  /** @type {Promise<string>} */
  const answered = new Promise((resolve, reject) => {
    const child = execFile(command(), ["extract", "--format", "ndjson", "-"], { maxBuffer: 1 << 29 }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
    child.stdin?.end(pages.map((page) => `${JSON.stringify(page)}\n`).join(""));
  });
  return (await answered).trim().split("\n").map((line) => JSON.parse(line));
}

eachBrowser(
  (world) => {
    for (const { slug, file, html } of fixtures()) {
      test(slug, async () => {
        const { browser, site } = world();
        site.mount("/engine/", made("pkg/tree", "ungarble_bg.wasm", "./build.sh test"));
        // The page's own policy would keep the engine out of its world; that it changes nothing is csp.test.mjs's to show.
        const url = site.put(`/pages/${slug}/`, tamed(html));
        const tab = await browser.open(url);
        const { live, copied, wrong } = await tab.evaluate(readHere, site.url("/engine/"));
        await tab.close();
        assert.deepEqual(copied, live, "the copy gives the same article as the page");

        const [parsed] = [await ungarble("extract", "--format", "json", "--url", url, file)].flat();
        const { title, byline, published, publisher, text } = parsed;
        const same = { title, byline, published, publisher, text };
        if (DIFFERENT.has(slug)) {
          assert.notDeepEqual(live, same, `${slug} is the same by now: take it off the list`);
        } else {
          assert.deepEqual(live, same);
          assert.deepEqual(wrong, []);
        }
      });
    }

    const pages = samples();
    const skip = pages.length === 0 ? `no pages in ${SET}: the development set is not beside the repository` : false;
    test(`${pages.length} pages of the development set`, { skip, timeout: 1_800_000 }, async (t) => {
      assert.ok(pages.length >= 60);
      const { site } = world();
      site.mount("/engine/", made("pkg/tree", "ungarble_bg.wasm", "./build.sh test"));
      const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${site.url("/engine/")} 'wasm-unsafe-eval'; connect-src ${site.url("/engine/")}`;
      const served = pages.map(({ name, html }) => ({
        id: name,
        html: tamed(html),
        url: site.put(`/dev/${name}`, tamed(html), { "content-security-policy": policy }),
      }));
      const parsed = await readByCommand(served);
      const { wrong, told } = await compare(world(), served, parsed);
      for (const line of told) {
        t.diagnostic(line);
      }
      t.diagnostic(`${served.length} pages, ${told.length} of them read otherwise than their files for styles`);
      assert.deepEqual(wrong, []);
    });
  },
  { extension: false },
);

/**
 * @param {World} world
 * @param {{ id: string, url: string }[]} pages
 * @param {any[]} parsed
 */
async function compare({ browser, site }, pages, parsed) {
  const wrong = [];
  const told = [];
  for (const [at, { id, url }] of pages.entries()) {
    const tab = await browser.open(url);
    const read = await tab.evaluate(readHere, site.url("/engine/"));
    await tab.close();
    const { title, byline, published, publisher, text } = parsed[at];
    const file = JSON.stringify({ title, byline, published, publisher, text });
    if (JSON.stringify(read.copied) !== JSON.stringify(read.live)) {
      wrong.push(`${id}: the copy gives another article than the page`);
    }
    if (JSON.stringify(read.markup) !== file) {
      wrong.push(`${id}: the browser's markup gives another article than the file`);
    }
    if (read.wrong.length > 0) {
      wrong.push(`${id}: left out although it is shown: ${read.wrong[0]}`);
    }
    if (JSON.stringify(read.live) !== file) {
      told.push(`${id}: ${read.left} texts are hidden by styles`);
      if (read.left === 0) {
        wrong.push(`${id}: the page gives another article than the file, and no style hides anything`);
      }
    }
  }
  return { wrong, told };
}
