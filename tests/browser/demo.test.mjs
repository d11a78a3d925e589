/**
 * The demo as built, under a path of some static host: its samples, what a visitor pastes or drops, and its promise that
 * nothing leaves the page.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { flaws } from "./lib/axe.mjs";
import { eachBrowser, made } from "./lib/harness.mjs";
import { outcome, readReport } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Tab } from "./lib/driver.mjs" */

/** Each visit is the first to its path: none finds what an earlier one left in the browser. */
let visits = 0;

/** What each sample is there to show. */
const SAMPLES = { garbled: "suspicious", honest: "clean", spun: "suspicious", foreign: "clean", reprint: "clean", copy: "suspicious" };

/** And each pair of samples. */
const PAIRS = { garbled: "garbled-copy", reprint: "same-text", other: "same-story" };

const HONEST = `The town council of Halden voted on Tuesday to rebuild the old footbridge over the river. Construction is to begin
in March and to last until the autumn, the mayor said after the meeting. Most of the money comes from a fund that the county
set up three years ago; the rest is paid by the town itself.

Residents had asked for the bridge since the flood of 2019, which swept the wooden piers away in one night. Since then
children from the eastern bank have taken a detour of almost two kilometres to reach their school.`;

eachBrowser(
  (world) => {
    test("each sample shows what it is there to show", async () => {
      const { tab } = await opened();
      const offered = await tab.evaluate(() =>
        [...document.querySelectorAll("[data-sample]")].map((button) => button.getAttribute("data-sample") ?? ""),
      );
      assert.deepEqual(offered.map((name) => name.split(".")[0]).sort(), Object.keys(SAMPLES).sort());
      for (const name of offered) {
        await tab.evaluate((sample) => {
          /** @type {HTMLElement | null} */ (document.querySelector(`[data-sample="${sample}"]`))?.click();
        }, name);
        const wanted = SAMPLES[/** @type {keyof typeof SAMPLES} */ (name.split(".")[0])];
        await until(
          `${name} to be ${wanted}`,
          () =>
            tab.evaluate(
              (sample, state) =>
                document.querySelector(`[data-sample="${sample}"]`)?.getAttribute("aria-pressed") === "true" &&
                document.querySelector("[data-state]")?.getAttribute("data-state") === state,
              name,
              wanted,
            ),
          { seen: () => tab.evaluate(readReport) },
        );
      }
      await ended(tab);
    });

    test("a garbled sample shows score, names, signs and where to look for the original, and paints them", async () => {
      const { tab } = await opened();
      const shown = await outcome(tab);
      assert.equal(shown.state, "suspicious");
      assert.ok(shown.score !== null && shown.score > 0);
      assert.ok(shown.names.length > 0 && shown.signs.length > 0 && shown.sources.length > 0);
      const painted = await tab.evaluate(() => [...CSS.highlights.values()].flatMap((h) => [...h]).map(String));
      assert.ok(painted.length > 0);
      for (const { quote } of shown.signs) {
        assert.ok(
          painted.some((text) => text.replace(/\s+/g, " ") === quote),
          `«${quote}» is not painted`,
        );
      }
      await ended(tab);
    });

    test("what is typed is judged", async () => {
      const { tab } = await opened();
      await write(tab, HONEST);
      await until("the text to be clean", async () => (await tab.evaluate(readReport)).state === "clean");
      await write(tab, "Too little to say anything.");
      await until("the text to be too short", async () => (await tab.evaluate(readReport)).state === "too-short");
      await ended(tab);
    });

    test("pasted HTML is read as a page, runs nothing and loads nothing", async () => {
      const { tab, site } = await opened();
      const html = `<!doctype html><html lang="en"><head><title>Bridge</title><script>document.title = "run"</script>
        <link rel="stylesheet" href="http://styles.example/a.css"></head><body>
        <nav><a href="/">Home</a></nav><article><h1>Bridge to be rebuilt</h1>
        <img src="http://pictures.example/b.png" onerror="document.title = 'run'">
        ${HONEST.split("\n\n")
          .map((p) => `<p>${p}</p>`)
          .join("")}
        <iframe src="http://frames.example/c"></iframe></article></body></html>`;
      const title = await tab.evaluate(() => document.title);
      await tab.evaluate((text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        // Firefox knows only the last two of these, which are older than the standard's first.
        const said = { clipboardData, dataType: "text/plain", data: text };
        const paste = new ClipboardEvent("paste", { ...said, bubbles: true, cancelable: true });
        document.getElementById("paper")?.dispatchEvent(paste);
      }, html);
      await until("the page to be clean", async () => (await tab.evaluate(readReport)).state === "clean", {
        seen: () => tab.evaluate(readReport),
      });
      const paper = await tab.evaluate(() => document.getElementById("paper")?.innerText ?? "");
      assert.ok(paper.includes("flood of 2019") && !paper.includes("<p>") && !paper.includes("Home"), paper);
      assert.equal(await tab.evaluate(() => document.title), title);
      assert.deepEqual(site.strangers, []);
      // Chromium reports handlers in a parsed page as forbidden, although such a page could not run them anyway.
      const others = tab.complaints
        .splice(0)
        .filter((text) => !text.startsWith("Executing inline event handler violates"));
      assert.deepEqual(others, []);
      await ended(tab);
    });

    test("a file is read as if it had been pasted", async () => {
      const { tab } = await opened();
      await tab.evaluate((text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], "article.txt", { type: "text/plain" }));
        const input = /** @type {HTMLInputElement} */ (document.getElementById("file"));
        input.files = transfer.files;
        input.dispatchEvent(new Event("change"));
      }, HONEST);
      await until("the file to be clean", async () => (await tab.evaluate(readReport)).state === "clean");
      await ended(tab);
    });

    test("once it is loaded it asks nothing of anybody, and its policy would not let it", async () => {
      const { tab, site, home } = await opened();
      // The browser takes a copy for when there is no network; then it is loaded.
      await until("the page to be kept", () => tab.evaluate(() => document.getElementById("kept")?.textContent !== ""));
      const loaded = site.seen.length;
      assert.ok(site.seen.some(({ url }) => url === home));
      await write(tab, HONEST);
      await until("the text to be clean", async () => (await tab.evaluate(readReport)).state === "clean");
      assert.deepEqual(
        site.seen.slice(loaded).filter(({ url }) => url.startsWith(site.url(""))),
        [],
      );

      const refused = await tab.evaluate(async () => {
        const image = new Image();
        const blocked = new Promise((resolve) => image.addEventListener("error", () => resolve(true)));
        image.src = "http://pictures.example/x.png";
        const fetched = await fetch("http://counter.example/y").then(
          () => false,
          () => true,
        );
        return fetched && (await blocked);
      });
      assert.ok(refused);
      assert.deepEqual(site.strangers, []);
      // These two attempts are the only complaints there may be.
      tab.complaints.length = 0;
      await ended(tab);
    });

    test("it asks only for files beside itself", async () => {
      const { tab, site, home } = await opened();
      const elsewhere = site.seen.filter(({ url }) => url.startsWith(site.url("")) && !url.startsWith(home));
      assert.deepEqual(elsewhere, []);
      assert.deepEqual(site.strangers, []);
      await ended(tab);
    });

    test("it can be read and worked by everybody", async () => {
      const { tab } = await opened();
      assert.deepEqual(await flaws(tab), []);
      await ended(tab);
    });

    test("each pair of samples shows what it is there to show, side by side", async () => {
      const { tab } = await compared();
      for (const [sample, relation] of Object.entries(PAIRS)) {
        await tab.evaluate((name) => /** @type {HTMLElement} */ (document.querySelector(`[data-copy="${name}.txt"]`)).click(), sample);
        await until(`${sample} to be ${relation}`, () => tab.evaluate(
          (name, wanted) => document.querySelector(`[data-copy="${name}.txt"]`)?.getAttribute("aria-pressed") === "true"
            && document.querySelector(".compare")?.getAttribute("data-relation") === wanted,
          sample, relation,
        ));
      }
      await ended(tab);
    });

    for (const { mode, open, slow, quick, field } of [
      { mode: "one text", open: () => opened(), slow: "sample=spun.txt", quick: "sample=honest.txt", field: "paper" },
      { mode: "two texts", open: () => compared(), slow: "copy=garbled.txt", quick: "copy=reprint.txt", field: "compare-copy" },
    ]) {
      test(`a sample that comes late does not take the place of the one that was chosen after it: ${mode}`, async () => {
        const { tab } = await open();
        const { before, after } = await tab.evaluate(async (first, second, id) => {
          const read = () => {
            const element = /** @type {HTMLTextAreaElement} */ (document.getElementById(id));
            return element.value ?? element.textContent ?? "";
          };
          const press = (/** @type {string} */ what) => {
            const [key, name] = what.split("=");
            const button = /** @type {HTMLElement} */ (document.querySelector(`[data-${key}="${name}"]`));
            button.click();
            return name ?? "";
          };
          const real = globalThis.fetch;
          /** @type {() => Promise<void>} */
          let release = async () => {};
          const held = first.split("=")[1] ?? "";
          globalThis.fetch = (path, ...more) => (String(path).endsWith(held)
            ? new Promise((come) => {
              release = async () => come(await real(path, ...more));
            })
            : real(path, ...more));
          const shown = read();
          press(first);
          press(second);
          while (read() === shown) await new Promise((next) => requestAnimationFrame(next));
          const before = read();
          await release();
          globalThis.fetch = real;
          // Longer than a sample takes that is there already.
          await (await real(`samples/${held}`, { cache: "reload" })).text();
          await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
          return { before, after: read() };
        }, slow, quick, field);
        assert.ok(before.length > 100);
        assert.equal(after, before);
        await ended(tab);
      });
    }

    test("an article that was checked can be taken to the other mode, and pasted beside its original", async () => {
      const { tab } = await opened();
      await write(tab, HONEST);
      await until("the text to be clean", async () => (await tab.evaluate(readReport)).state === "clean");
      await tab.evaluate(() => document.getElementById("to-compare")?.click());
      await until("the other mode", () => tab.evaluate(() => document.activeElement?.id === "compare-original"));
      const copy = await tab.evaluate(() => /** @type {HTMLTextAreaElement} */ (document.getElementById("compare-copy")).value);
      assert.ok(copy.includes("flood of 2019"), copy);
      await tab.evaluate((text) => {
        document.execCommand("insertText", false, text);
      }, HONEST);
      await until("the same text", () => tab.evaluate(() => document.querySelector(".compare")?.getAttribute("data-relation") === "same-text"));
      await ended(tab);
    });

    test("what is saved is the page that is shown, and nothing is asked for but its own parts", async () => {
      const { tab, site, home } = await compared();
      const start = site.seen.length;
      const page = await tab.evaluate(async () => {
        /** @type {Promise<string>} */
        const made = new Promise((resolve) => {
          URL.createObjectURL = (blob) => {
            resolve(/** @type {Blob} */ (blob).text());
            return "#compare";
          };
        });
        document.querySelector("[data-save=html]")?.dispatchEvent(new MouseEvent("click"));
        return made;
      });
      assert.match(page, /^<!doctype html>[^]*script-src 'sha256-[^]*id="answer">\{"schema":1/);
      assert.ok(page.includes("Seaside cities to share one flood alarm network"));
      const strange = site.seen.slice(start).filter(({ url }) => !url.startsWith(home));
      assert.deepEqual(strange, []);
      await ended(tab);
    });

    test("the other mode can be read and worked by everybody", async () => {
      const { tab } = await compared();
      assert.deepEqual(await flaws(tab), []);
      await ended(tab);
    });

    /** The second mode, with its first pair. */
    async function compared() {
      const { tab, site, home } = await opened();
      await tab.evaluate(() => {
        location.hash = "compare";
      });
      await until("the first pair", () => tab.evaluate(() => document.querySelector(".compare") !== null));
      return { tab, site, home };
    }

    async function opened() {
      const { browser, site } = world();
      site.seen.length = 0;
      visits += 1;
      const home = site.mount(`/some/sub/path/${visits}/`, made("dist/www", "index.html", "./build.sh www"));
      const tab = await browser.open(home);
      await until(
        "the first sample to be judged",
        async () => (await tab.evaluate(readReport)).state === "suspicious",
        {
          seen: () => tab.evaluate(readReport),
        },
      );
      return { tab, site, home };
    }

    /** @param {Tab} tab */
    async function ended(tab) {
      assert.deepEqual(tab.complaints, []);
      await tab.close();
    }
  },
  { extension: false },
);

/**
 * Replaces what is on the sheet, as typing does.
 *
 * @param {Tab} tab
 * @param {string} text
 */
async function write(tab, text) {
  await tab.evaluate((typed) => {
    const paper = document.getElementById("paper");
    paper?.focus();
    getSelection()?.selectAllChildren(/** @type {Node} */ (paper));
    document.execCommand("insertText", false, typed);
  }, text);
}
