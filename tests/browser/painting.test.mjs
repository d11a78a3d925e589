/**
 * Finding and painting signs on a page made to be difficult. The scripts are those
 * that the background injects; here they run in the page itself.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import puppeteer from "puppeteer-core";

import { catalogueOf } from "../ext/catalogues.mjs";
import { PAGES, PAINTER, SIGNS as EXPLAINED, standInForPages } from "../ext/painted.mjs";

/** @import { Quote } from "../../extension/lib/types.js" */

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../extension/${path}`, import.meta.url), "utf8");

const PAGE = `<!doctype html><html lang="en"><head><title>T</title>
<script type="application/ld+json">{"@type":"NewsArticle"}</script><style>.gone { display: none } .veil { visibility: hidden }</style></head>
<body><main>
  <p class="gone">Kaja Karas warned of the hidden copy.</p>
  <p class="veil">Kaja Karas warned behind a veil.</p>
  <div class="veil"><b style="visibility: visible">Not veiled.</b></div>
  <div class="gone"><div><p>Kaja Karas in a nest.</p></div></div>
  <div style="display: contents"><p>Without a box.</p></div>
  <span style="position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden">Only heard.</span>
  <p id="one">The envoy
     <a href="/x">Kaja
     Karas</a> warned on Monday.</p>
  <p id="two">According to <a href="/y">Provision</a>the campaign began. A <b>dou</b><i>ble</i>-use good.</p>
  <div id="box" style="block-size: 60px; overflow: auto"><div style="block-size: 900px"></div><p id="three">The Crow stressed it.</p></div>
  <div style="block-size: 3000px"></div><p id="four">Far below, the Crow said more.</p>
  <x-part><template shadowrootmode="open"><p id="five">A minister of <slot></slot> in the root.</p></template><b>the Raven</b></x-part>
  <noscript>The Crow in noscript.</noscript><textarea>The Crow in a field.</textarea>
</main></body></html>`;

/** @type {Quote[]} */
const QUOTES = [
  { prefix: "The envoy ", exact: "Kaja Karas", suffix: " warned on Monday." },
  { prefix: "According to ", exact: "Provisionthe", suffix: " campaign began." },
  { prefix: "A ", exact: "double-use", suffix: " good." },
  { prefix: "The ", exact: "Crow", suffix: " stressed it." },
  { prefix: "Far below, the ", exact: "Crow", suffix: " said more." },
  { prefix: "the Crow said more. ", exact: "A minister of the Raven in the root", suffix: "" },
  { prefix: "minister of the ", exact: "Raven", suffix: " in the root." },
  { prefix: "This is ", exact: "nowhere", suffix: " on the page." },
];
const SIGNS = QUOTES.map((quote, index) => ({ category: index === 1 ? "glue" : "name", quote }));

/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {import("node:http").Server} */
let server;

before(async () => {
  browser = await puppeteer.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  server = createServer((request, response) => {
    response.writeHead(request.url === "/" ? 200 : 404, { "content-type": "text/html", "cache-control": "no-store" });
    response.end(request.url === "/" ? PAGE : "");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
});

after(async () => {
  server?.close();
  await browser?.close();
});

/** @param {import("puppeteer-core").Page} page @param {string} script */
const run = (page, script) => page.evaluate(script);

async function open() {
  const address = server.address();
  const page = await browser.newPage();
  await page.setViewport({ width: 800, height: 600 });
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await page.goto(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`);
  await page.addScriptTag({ content: ["lib/looks.js", "lib/locate.js", "lib/paint.js"].map(read).join("\n") });
  return page;
}

test("finds each sign where a person sees it, across elements and line breaks", async () => {
  const page = await open();
  const found = await run(page, `ungarbleLocate.ranges(document.body, ${JSON.stringify(QUOTES)}).map((range) =>
    range && [range.toString().replace(/\\s+/g, " "), range.startContainer.parentElement.closest("p")?.id ?? "slot"])`);
  assert.deepEqual(found, [["Kaja Karas", "one"], ["Provisionthe", "two"], ["double-use", "two"], ["Crow", "three"], ["Crow", "four"],
    ["A minister of in the root", "five"], ["Raven", "slot"], null]);
  await page.close();
});

test("painting leaves the document as it is, and clearing leaves nothing", async () => {
  const page = await open();
  const seen = await run(page, `(() => {
    const before = document.documentElement.outerHTML;
    const found = ungarblePaint.paint(document.body, ${JSON.stringify(SIGNS)});
    ungarblePaint.paint(document.body, ${JSON.stringify(SIGNS)}); // once more changes nothing
    const { shadowRoot } = document.querySelector("x-part");
    const during = { sheets: [document, shadowRoot].map((tree) => tree.adoptedStyleSheets.length), names: [...CSS.highlights.keys()].sort(),
      sizes: [...CSS.highlights].map(([name, highlight]) => [name, highlight.size]) };
    ungarblePaint.show(document.body, ${JSON.stringify(SIGNS)}, 3);
    const shown = [...CSS.highlights.keys()].sort();
    const same = document.documentElement.outerHTML === before;
    ungarblePaint.clear();
    return { found, during, shown, same, left: CSS.highlights.size + document.adoptedStyleSheets.length + shadowRoot.adoptedStyleSheets.length };
  })()`);
  assert.deepEqual(seen, {
    found: [true, true, true, true, true, true, true, false],
    during: { sheets: [1, 1], names: ["ungarble-glue", "ungarble-name"], sizes: [["ungarble-name", 6], ["ungarble-glue", 1]] },
    shown: ["ungarble-current", "ungarble-glue", "ungarble-name"],
    same: true,
    left: 0,
  });
  await page.close();
});

test("a shown sign is in view, in a box that scrolls and far down the page", async () => {
  const page = await open();
  for (const [index, id] of /** @type {const} */ ([[3, "three"], [4, "four"]])) {
    const inView = await run(page, `(() => {
      const found = ungarblePaint.show(document.body, ${JSON.stringify(SIGNS)}, ${index});
      const { top, bottom } = document.querySelector("#${id}").getBoundingClientRect();
      const box = document.querySelector("#box").getBoundingClientRect();
      const inBox = "${id}" !== "three" || (top < box.bottom && bottom > box.top);
      return found && inBox && top >= 0 && bottom <= innerHeight;
    })()`);
    assert.equal(inView, true, id);
  }
  assert.equal(await run(page, `ungarblePaint.show(document.body, ${JSON.stringify(SIGNS)}, 7)`), false, "what is nowhere is not shown");
  await page.close();
});

test("a screen reader meets a dialog with its name, what stands there, what was expected and why, and each of its buttons", async () => {
  const page = await browser.newPage();
  await page.setContent(PAGES["light"].html);
  await page.evaluate(standInForPages, catalogueOf("en"));
  await run(page, PAINTER);
  await run(page, `ask("step", ${JSON.stringify({ signs: EXPLAINED, by: 1 })})`);
  const session = await page.createCDPSession();
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const heard = nodes.filter((node) => !node.ignored).map((node) => `${node.role?.value}: ${node.name?.value ?? ""}`.trim());
  const [sign] = EXPLAINED;
  for (const words of ["dialog: Names of people", `StaticText: ${sign?.quote.exact}`, `StaticText: ${sign?.expected}`, `StaticText: ${sign?.message}`,
    "StaticText: 1 of 11", "button: Previous sign", "button: Next sign", "button: Close this explanation"]) {
    assert.ok(heard.includes(words), `${words}\n${heard.filter((one) => !one.startsWith("InlineTextBox")).join("\n")}`);
  }
  assert.ok(!heard.some((one) => /^(banner|navigation)/.test(one)), "no landmark beside the page's own");
  await page.close();
});
