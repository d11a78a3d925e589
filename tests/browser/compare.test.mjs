/**
 * The side-by-side view, as the file that readers save: opened from a folder, worked with keys, filtered, folded, narrow, with
 * texts that would like to be more, and examined by axe-core. The extension and the demo draw with the same modules.
 */

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";

import { exportHtml } from "../../extension/lib/compare-view/export.js";
import { answer, floods, hostile, long } from "../ext/comparisons.mjs";
import { flaws } from "./lib/axe.mjs";
import { ROOT, eachBrowser } from "./lib/harness.mjs";
import { HOUSEKEEPING } from "./lib/site.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Tab } from "./lib/driver.mjs" */

const folder = mkdtempSync(path.join(tmpdir(), "ungarble-compare-"));
after(() => rmSync(folder, { recursive: true }));

/** Saves a comparison as the view's button does. @param {string} name @param {ReturnType<typeof floods>} comparison */
async function saved(name, comparison) {
  const file = path.join(folder, `${name}.html`);
  writeFileSync(file, await exportHtml(answer(comparison), async (part) => readFileSync(path.join(ROOT, "extension", part), "utf8")));
  return pathToFileURL(file).href;
}

eachBrowser(
  (world) => {
    test("a saved file opens from a folder and asks nobody for anything", async () => {
      const { browser, site } = world();
      site.seen.length = 0;
      const tab = await browser.open(await saved("floods", floods()));
      await until("all rows", () => tab.evaluate(() => document.querySelectorAll(".row").length > 20));
      const shown = await tab.evaluate(() => ({
        heading: document.querySelector("h1")?.textContent,
        names: [...document.querySelectorAll(".finds[data-kind=names] .is")].map((name) => name.textContent),
        links: [...document.querySelectorAll("a")].map((link) => [link.href, link.rel, link.textContent]),
      }));
      assert.match(shown.heading ?? "", /garbled copy/);
      assert.ok(shown.names.includes("António Guterres"), String(shown.names));
      assert.deepEqual(shown.links, [
        ["https://www.harbour-record.example/2026/11/17/coastal-cities-flood-warning", "noopener noreferrer", "Read the original www.harbour-record.example"],
      ]);
      const asked = site.seen.filter(({ host }) => host !== HOUSEKEEPING);
      assert.deepEqual(asked, []);
      assert.deepEqual(tab.complaints, []);
      await tab.close();
    });

    test("keys go from change to change, and each is explained where it stands", async () => {
      const tab = await opened("floods", floods());
      const all = Number.parseInt((await tab.evaluate(readWalk)).position);
      assert.ok(all > 30);
      await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".compare")).focus());
      for (const [key, position] of /** @type {const} */ ([["n", 1], ["j", 2], ["n", 3], ["k", 2], ["p", 1], ["p", all], ["n", 1]])) {
        await tab.press(key);
        const walk = await until(`${key} to go to ${position}`, async () => {
          const now = await tab.evaluate(readWalk);
          return now.position === `${position} of ${all}` && now;
        }, { seen: () => tab.evaluate(readWalk) });
        assert.ok(walk.focused && walk.explained && walk.seen, JSON.stringify(walk));
        assert.equal(walk.expanded, "true");
      }
      await tab.press("Escape");
      await until("the explanation to go", async () => !(await tab.evaluate(readWalk)).explained);
      await tab.press("Enter");
      await until("Enter to bring it back", async () => (await tab.evaluate(readWalk)).explained);
      await ended(tab);
    });

    test("the whole walk names every change, with the words of both sides", async () => {
      const comparison = floods();
      const tab = await opened("floods", comparison);
      const notes = await tab.evaluate(() => {
        const next = /** @type {HTMLElement} */ (document.querySelector("[aria-keyshortcuts=n]"));
        const notes = [];
        for (let n = Number.parseInt(document.querySelector(".position")?.textContent ?? ""); n > 0; n -= 1) {
          next.click();
          notes.push(document.querySelector(".explained")?.textContent ?? "");
        }
        return notes;
      });
      for (const { observed, expected } of comparison.sentences.flatMap(({ changes }) => changes)) {
        assert.ok(notes.some((note) => note.includes(observed ?? "") && note.includes(expected ?? "")), `${observed} → ${expected}`);
      }
      await ended(tab);
    });

    test("a kind that is switched off is neither marked nor walked to, and a finding brings it back", async () => {
      const tab = await opened("floods", floods());
      const before = Number.parseInt((await tab.evaluate(readWalk)).position);
      const names = Number(await tab.evaluate(() => document.querySelector(".filter[data-kind=name] .count")?.textContent));
      assert.ok(names > 5, `${names} names`);
      await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".filter[data-kind=name]")).click());
      const off = await tab.evaluate(() => ({
        marks: document.querySelectorAll("mark[data-kind=name]").length,
        pressed: document.querySelector(".filter[data-kind=name]")?.getAttribute("aria-pressed"),
        focus: document.activeElement?.getAttribute("data-kind"),
      }));
      assert.deepEqual(off, { marks: 0, pressed: "false", focus: null });
      assert.equal(Number.parseInt((await tab.evaluate(readWalk)).position), before - names);
      await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".finds[data-kind=names] button")).click());
      const walk = await tab.evaluate(readWalk);
      assert.ok(walk.focused && walk.explained && walk.seen, JSON.stringify(walk));
      await ended(tab);
    });

    test("what did not change is folded until it is wanted", async () => {
      const tab = await opened("floods", floods());
      const folded = await tab.evaluate(() => [...document.querySelectorAll("details.folded")].map((fold) => [fold.querySelector("summary")?.textContent, fold.querySelector(".row")?.checkVisibility({ contentVisibilityAuto: false })]));
      assert.deepEqual(folded, [["4 unchanged sentences", false]]);
      await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".fold input")).click());
      assert.equal(await tab.evaluate(() => document.querySelectorAll("details.folded").length), 0);
      await ended(tab);
    });

    test("in a narrow place each sentence stands above its original, and nothing sticks out", async () => {
      for (const comparison of [floods(), hostile()]) {
        const tab = await opened("narrow", comparison);
        const found = await tab.evaluate(() => {
          const place = /** @type {HTMLElement} */ (document.getElementById("comparison"));
          place.style.inlineSize = "320px";
          const [copy, original] = [".copy", ".original"].map((side) => document.querySelector(`.row ${side}`)?.getBoundingClientRect());
          const out = [...document.querySelectorAll(".compare *")].filter((e) => !e.closest(".filters") && e.getBoundingClientRect().right > place.getBoundingClientRect().right + 1);
          return { below: copy && original && original.top >= copy.bottom, out: out.map((e) => e.outerHTML.slice(0, 80)) };
        });
        assert.deepEqual(found, { below: true, out: [] });
        await ended(tab);
      }
    });

    test("words of a page stay words", async () => {
      const comparison = hostile();
      const tab = await opened("hostile", comparison);
      const found = await tab.evaluate(() => ({
        foreign: document.querySelectorAll("main :is(script, img, style, b:not(dd b), iframe, svg:not(.icon))").length,
        links: document.querySelectorAll("main a").length,
        title: document.title,
        copied: document.querySelector(".row .copy p")?.textContent,
      }));
      assert.deepEqual([found.foreign, found.links], [0, 0]);
      assert.equal(found.copied, comparison.copy.title);
      assert.ok(found.title.startsWith("<img src=x"), found.title);
      for (let n = 0; n < 8; n += 1) {
        await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[aria-keyshortcuts=n]")).click());
      }
      await ended(tab);
    });

    test("it can be read and worked by everybody", async () => {
      for (const [name, comparison] of Object.entries({ floods: floods(), hostile: hostile() })) {
        const tab = await opened(name, comparison);
        await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("[aria-keyshortcuts=n]")).click());
        assert.deepEqual(await flaws(tab), [], name);
        await ended(tab);
      }
    });

    test("a hundred thousand words are there at once, down to the last change", async () => {
      const comparison = long(5_000);
      const words = comparison.copy.paragraphs.map(({ text }) => text.split(" ").length).reduce((a, b) => a + b);
      assert.ok(words >= 90_000, `${words} words`);
      const tab = await opened("long", comparison);
      const { first, took, walk } = await tab.evaluate(() => {
        const first = document.querySelectorAll(".row").length;
        const began = performance.now();
        /** @type {HTMLElement} */ (document.querySelector("[aria-keyshortcuts=p]")).click();
        const top = document.activeElement?.getBoundingClientRect().top ?? -1;
        return { first, took: performance.now() - began, walk: { position: document.querySelector(".position")?.textContent, seen: top > 0 && top < innerHeight || `at ${top} of ${innerHeight}` } };
      });
      assert.ok(first > 0);
      assert.deepEqual(walk, { position: "7,503 of 7,503", seen: true });
      assert.ok(took < 2_000, `${Math.round(took)} ms to the last change`);
      await ended(tab);
    });

    /** @param {string} name @param {ReturnType<typeof floods>} comparison */
    async function opened(name, comparison) {
      const tab = await world().browser.open(await saved(name, comparison));
      await until("the view", () => tab.evaluate(() => document.querySelector(".row") !== null));
      return tab;
    }

    /** @param {Tab} tab */
    async function ended(tab) {
      assert.deepEqual(tab.complaints, []);
      await tab.close();
    }
  },
  { extension: false },
);

/** Where the reader is; sent to the page as its source. */
function readWalk() {
  const active = document.activeElement;
  const { top = -1, bottom = 0 } = active?.getBoundingClientRect() ?? {};
  const note = document.querySelector(".explained");
  return {
    position: document.querySelector(".position")?.textContent ?? "",
    focused: active?.classList.contains("current") ?? false,
    expanded: active?.getAttribute("aria-expanded"),
    explained: note !== null && active?.getAttribute("aria-describedby") === note.id,
    seen: top >= 0 && bottom <= innerHeight,
  };
}
