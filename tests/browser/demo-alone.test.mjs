/**
 * The demo left to itself: in a worker or without one, with a book on its sheet, opened by a link, without a network, and when
 * a newer release comes.
 */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { deflateRawSync } from "node:zlib";

import { flaws } from "./lib/axe.mjs";
import { eachBrowser, made } from "./lib/harness.mjs";
import { readReport } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Tab } from "./lib/driver.mjs" */

const BUILT = () => made("dist/www", "index.html", "./build.sh www");
const GARBLED = readFileSync(new URL("../../www/samples/garbled.txt", import.meta.url), "utf8");

/** Each visit is the first to its path. */
let visits = 0;

eachBrowser(
  (world) => {
    test("a text is read in a worker, which has given up every means to connect", async () => {
      const folder = copyOf(BUILT());
      const worker = readFileSync(path.join(folder, "worker.js"), "utf8");
      writeFileSync(path.join(folder, "probe.js"), `${worker}\npostMessage(["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "importScripts"].filter((name) => name in globalThis && globalThis[name]));\n`);
      const { tab } = await opened({ folder });
      assert.equal(await tab.evaluate(() => document.getElementById("slow")?.hidden), true);
      const left = await tab.evaluate(() => new Promise((resolve) => {
        new Worker("probe.js", { type: "module" }).addEventListener("message", ({ data }) => resolve(data));
      }));
      assert.deepEqual(left, []);
      await tab.close();
      rmSync(folder, { recursive: true });
    });

    test("where there is no worker the page reads the text itself, and says so", async () => {
      const folder = copyOf(BUILT());
      rmSync(path.join(folder, "worker.js"));
      const { tab } = await opened({ folder });
      assert.equal(await tab.evaluate(() => document.getElementById("slow")?.hidden), false);
      await tab.close();
      rmSync(folder, { recursive: true });
    });

    test("with 100,000 words on the sheet the page answers to keys", async (context) => {
      const { tab } = await opened();
      const words = await tab.evaluate((article) => {
        const text = Array.from({ length: Math.ceil(100_000 / article.split(/\s+/).length) }, () => article).join("\n\n");
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], "book.txt", { type: "text/plain" }));
        const input = /** @type {HTMLInputElement} */ (document.getElementById("file"));
        input.files = transfer.files;
        input.dispatchEvent(new Event("change"));
        return text.split(/\s+/).length;
      }, readFileSync(new URL("../../www/samples/honest.txt", import.meta.url), "utf8").trim());
      assert.ok(words >= 100_000);
      await until("the book to be judged", () => tab.evaluate(() => /\d{2},\d{3} words/.test(document.getElementById("result")?.textContent ?? "")), {
        seen: () => tab.evaluate(() => document.getElementById("result")?.textContent),
      });
      const waits = await tab.evaluate(async () => {
        const paper = /** @type {HTMLElement} */ (document.getElementById("paper"));
        paper.focus();
        getSelection()?.setPosition(paper.firstElementChild?.nextElementSibling?.firstChild ?? paper, 3);
        const took = [];
        for (const letter of "typing in a book is as typing on a page") {
          const began = performance.now();
          document.execCommand("insertText", false, letter);
          // What a reader waits for: the picture after the key.
          await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
          took.push(performance.now() - began);
        }
        return took.sort((a, b) => a - b);
      });
      const median = waits[Math.floor(waits.length / 2)] ?? Infinity;
      context.diagnostic(`half of the keys within ${Math.round(median)} ms, all within ${Math.round(waits.at(-1) ?? 0)} ms`);
      assert.ok(median < 100, `half of the keys took longer than ${Math.round(median)} ms`);
      assert.ok(await tab.evaluate(() => document.getElementById("paper")?.textContent?.includes("typing in a book is as typing on a page")));
      await until("the last letter to be judged", () => tab.evaluate(() => document.getElementById("took")?.textContent !== ""));
      await tab.close();
    });

    test("a text that changed while it was read is judged as it is now", async () => {
      const { tab } = await opened();
      await tab.evaluate((garbled) => {
        const paper = /** @type {HTMLElement} */ (document.getElementById("paper"));
        for (const text of [garbled, "Too little to say anything.", garbled, "Too little to say anything."]) {
          paper.replaceChildren(text);
          paper.dispatchEvent(new InputEvent("input"));
        }
      }, GARBLED);
      await until("the text to be too short", async () => (await tab.evaluate(readReport)).state === "too-short");
      await tab.close();
    });

    test("a link holds the text, opens with it, and is no longer its address once the text is another", async () => {
      const { tab, site, home } = await opened();
      const address = await tab.evaluate(async () => {
        /** @type {Promise<string>} */
        const copied = new Promise((resolve) => {
          Object.defineProperty(navigator, "clipboard", { value: { writeText: async (/** @type {string} */ text) => resolve(text) } });
        });
        document.querySelector(`[data-sample="spun.txt"]`)?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
        while (!document.getElementById("paper")?.textContent?.includes("consciousness")) {
          await new Promise((next) => requestAnimationFrame(next));
        }
        document.getElementById("copy-link")?.click();
        return copied;
      });
      assert.ok(address.startsWith(`${home}#v1=`), address.slice(0, 80));
      await until("a word of it", () => tab.evaluate(() => document.getElementById("link-said")?.textContent !== ""));
      site.seen.length = 0;
      const other = await world().browser.open(address);
      await until("the text of the link to be judged", async () => (await other.evaluate(readReport)).state === "suspicious");
      const text = await other.evaluate(() => document.getElementById("paper")?.innerText ?? "");
      assert.match(text, /counterfeit consciousness/);
      assert.ok(site.seen.every(({ url }) => !url.includes("v1=")), "no request has the text");
      await other.evaluate(() => {
        document.getElementById("paper")?.focus();
        document.execCommand("insertText", false, "x");
      });
      assert.equal(await other.evaluate(() => location.hash), "#check");
      await other.close();
      await tab.close();
    });

    test("what stands in a hostile link is text or nothing", async () => {
      const { tab, home } = await opened();
      const markup = '<img src=x onerror="document.title=1"><script>document.title=1</script><p>Text.';
      const title = await tab.evaluate(() => document.title);
      for (const [content, expected] of /** @type {[string, RegExp][]} */ ([
        [JSON.stringify({ text: `A note: ${markup}` }), /A note: <img src=x onerror=/],
        [JSON.stringify({ text: markup }), /^$|<img src=x|Text\./],
        ["{", /^$/],
      ])) {
        await tab.goto("about:blank");
        await tab.goto(`${home}#v1=${deflateRawSync(content).toString("base64url")}`);
        await until("the link to be taken", () => tab.evaluate(() => document.getElementById("notice")?.hidden === false || document.getElementById("result")?.dataset["state"] === "idle"));
        assert.match(await tab.evaluate(() => document.getElementById("paper")?.innerText.trim() ?? ""), expected);
        assert.equal(await tab.evaluate(() => document.querySelectorAll("#paper img, #paper script, #result img, #result script").length), 0);
        assert.equal(await tab.evaluate(() => document.title), title);
      }
      await tab.close();
    });

    test("a text that is too long for a link is told as such", async () => {
      const { tab } = await opened();
      await tab.evaluate(() => {
        const paper = /** @type {HTMLElement} */ (document.getElementById("paper"));
        paper.textContent = Array.from({ length: 9_000 }, () => Math.random().toString(36)).join(" ");
        document.getElementById("copy-link")?.click();
      });
      const said = await until("a word of it", () => tab.evaluate(() => document.getElementById("link-said")?.textContent || null));
      assert.match(said, /Too long for a link/);
      await tab.close();
    });

    test("every kind of sign has an address, and a search finds it", async () => {
      const { tab, home } = await opened();
      await tab.goto("about:blank");
      await tab.goto(`${home}#sign-garbled-set-phrase`);
      await until("the sign", () => tab.evaluate(() => document.activeElement?.id === "sign-garbled-set-phrase" && document.activeElement.querySelector("details")?.open));
      assert.equal(await tab.evaluate(() => document.getElementById("desk")?.hidden), true);
      const found = await tab.evaluate(() => {
        const search = /** @type {HTMLInputElement} */ (document.getElementById("search"));
        search.value = "PRONOUN";
        search.dispatchEvent(new Event("input"));
        return [...document.querySelectorAll(".entry:not([hidden])")].map((entry) => entry.id);
      });
      assert.ok(found.includes("sign-pronoun-clash") && found.length < 10, String(found));
      assert.deepEqual(await flaws(tab), []);
      await tab.close();
    });

    test("the demo speaks the language it is asked for", async () => {
      const { tab, home } = await opened();
      await tab.goto(`${home}?lang=de`);
      await until("German", () => tab.evaluate(() => document.documentElement.lang === "de" && document.getElementById("result")?.dataset["state"] === "suspicious"));
      assert.equal(await tab.evaluate(() => document.querySelector("#languages [aria-current]")?.textContent), "Deutsch");
      await tab.close();
    });

    test("once it was there, it is there without a network", async () => {
      const { tab, site, home } = await opened({ kept: true });
      site.unmount(home);
      await tab.goto(home);
      await until("the first sample to be judged", async () => (await tab.evaluate(readReport)).state === "suspicious", { seen: () => tab.evaluate(readReport) });
      await tab.goto(`${home}?lang=en#compare`);
      await until("the first pair", () => tab.evaluate(() => document.querySelector(".compare") !== null));
      await tab.close();
    });

    test("opened from a folder it works, or says why it does not", async () => {
      const { browser } = world();
      const tab = await browser.open(pathToFileURL(path.join(BUILT(), "index.html")).href);
      const seen = await until("an answer", () => tab.evaluate(() => {
        const late = document.querySelector(".late");
        return late?.checkVisibility({ visibilityProperty: true }) ? late.textContent : document.getElementById("result")?.dataset["state"] === "suspicious" && "works";
      }));
      assert.match(seen ?? "", browser.name === "chromium" ? /web server/ : /web server|works/);
      await tab.close();
    });

    test("a newer release is offered, and taken whole when it is asked for", async () => {
      const { tab, site, home } = await opened({ kept: true });
      const folder = copyOf(BUILT());
      const page = readFileSync(path.join(folder, "index.html"), "utf8").replace("<title>Ungarble", "<title>Newer: Ungarble");
      writeFileSync(path.join(folder, "index.html"), page);
      rereleased(folder, page);
      site.unmount(home);
      site.mount(new URL(home).pathname, folder);
      await tab.goto("about:blank");
      await tab.goto(home);
      assert.equal(await tab.evaluate(() => document.title.startsWith("Newer")), false, "the release that was kept, first");
      await until("the offer", () => tab.evaluate(() => document.querySelector("#kept button") !== null), { seen: () => tab.evaluate(() => document.getElementById("kept")?.textContent) });
      await tab.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#kept button")).click());
      await until("the newer page", () => tab.evaluate(() => document.title.startsWith("Newer")));
      const caches = await tab.evaluate(async () => (await globalThis.caches.keys()).filter((name) => name.includes(location.pathname)).length);
      assert.equal(caches, 1, "the older release is gone");
      await tab.close();
      rmSync(folder, { recursive: true });
    });

    /** @param {{ folder?: string, kept?: boolean }} [how] */
    async function opened({ folder = BUILT(), kept = false } = {}) {
      const { browser, site } = world();
      visits += 1;
      const home = site.mount(`/alone/${visits}/`, folder);
      const tab = await browser.open(home);
      await until("the first sample to be judged", async () => (await tab.evaluate(readReport)).state === "suspicious", { seen: () => tab.evaluate(readReport) });
      if (kept) {
        await until("the page to be kept", () => tab.evaluate(() => document.getElementById("kept")?.textContent !== ""));
      }
      return { tab, site, home };
    }
  },
  { extension: false },
);

/** @param {string} folder */
function copyOf(folder) {
  const copy = mkdtempSync(path.join(tmpdir(), "ungarble-demo-"));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Writes the release again, as the build does after a change of its page. @param {string} folder @param {string} page */
function rereleased(folder, page) {
  const file = path.join(folder, "offline.js");
  const worker = readFileSync(file, "utf8")
    .replace(/"name": "\w+"/, '"name": "newer"')
    .replace(/("index\.html": )"[^"]+"/, `$1"sha256-${createHash("sha256").update(page).digest("base64")}"`);
  writeFileSync(file, worker);
}
