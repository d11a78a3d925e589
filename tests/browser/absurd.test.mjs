/**
 * Pages of absurd size, or that never rest: they are read, judged and painted as any other, and the page goes on living.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { ask, card, painted } from "./lib/marks.mjs";
import { check, record } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

const page = /** @type {import("./lib/fixtures.mjs").Fixture} */ (
  fixtures().find(({ expected, html }) => expected.verdict === "likely-garbled" && !expected.headers && html.includes("</head>"))
);

/** What each page does at its end, and whether the text that is judged is then the same. @type {Record<string, string>} */
const PAGES = {
  "a page that changes without a pause": `
    const clock = document.body.appendChild(document.createElement("aside"));
    const { port1, port2 } = new MessageChannel();
    globalThis.changes = 0;
    port1.onmessage = () => {
      for (let n = 0; n < 500; n += 1) {
        clock.textContent = n;
        clock.setAttribute("data-n", n);
      }
      changes += 1000;
      port2.postMessage(null);
    };
    port2.postMessage(null);`,
  "attributes of ten megabytes": `
    for (const element of [document.body, document.querySelector("p")]) element.setAttribute("data-state", "x".repeat(5_000_000));`,
  "a text of ten megabytes that nobody sees": `
    const aside = document.body.appendChild(document.createElement("aside"));
    aside.hidden = true;
    aside.textContent = "0 1 ".repeat(2_500_000);`,
  "a million nodes": `
    const grid = document.createElement("div");
    for (let n = 0; n < 500_000; n += 1) grid.appendChild(document.createElement("i")).textContent = "1";
    grid.style.contentVisibility = "auto";
    document.body.append(grid);`,
  "elements that make more of themselves": `
    let left = 3_000;
    customElements.define("x-more", class extends HTMLElement {
      static observedAttributes = ["n"];
      constructor() { super(); this.attachShadow({ mode: "open" }); }
      connectedCallback() {
        if (left-- > 0 && left % 300) this.shadowRoot.append(document.createElement("x-more"));
        this.setAttribute("n", left);
      }
      attributeChangedCallback() { if (left-- > 0) this.setAttribute("n", left); }
    });
    for (let n = 0; n < 10; n += 1) document.body.append(document.createElement("x-more"));`,
  "a page that removes what it did not put there": `
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) if (node.popover !== undefined && node.popover !== null) node.style.setProperty("display", "none", "important");
    }).observe(document.documentElement, { childList: true });
    addEventListener("beforetoggle", (event) => event.preventDefault(), true);
    addEventListener("keydown", (event) => { if (event.key !== "Escape") event.stopImmediatePropagation(); }, true);`,
};

const STYLE = "<style>div, [popover], html > * { opacity: 0 !important; display: none !important; transform: scale(0) !important } html > body { opacity: 1 !important; display: block !important; transform: none !important } body div { opacity: 1 !important; display: block !important; transform: none !important }</style>";

eachBrowser((world) => {
  for (const [name, script] of Object.entries(PAGES)) {
    test(name, async () => {
      const { browser, site } = world();
      const plain = await read(page.html);
      const html = page.html.replace("</body>", () => `<script>${script}</script></body>`);
      assert.notEqual(html, page.html);
      const { report, tab } = await read(html, true);
      assert.deepEqual(report.evidence.map(({ quote }) => quote.exact), plain.report.evidence.map(({ quote }) => quote.exact));
      await ask(browser, tab, "step", { by: 1 });
      const shown = await until("the explanation", () => card(browser, tab));
      assert.equal(shown.place, `1 of ${report.evidence.length}`);
      assert.equal((await painted(tab)).length, report.evidence.length);
      if (name.includes("without a pause")) {
        const before = await tab.evaluate(() => /** @type {any} */ (globalThis).changes);
        await until("a hundred thousand changes more", () => tab.evaluate((from) => /** @type {any} */ (globalThis).changes > from + 100_000, before));
        assert.equal((await painted(tab)).length, report.evidence.length);
      }
      await tab.press("Escape");
      await until("the end", async () => (await painted(tab)).length === 0 && (await card(browser, tab)) === null);
      await tab.close();

      /** @param {string} source @param {boolean} [keep] */
      async function read(source, keep = false) {
        const opened = await browser.open(site.put("/absurd/", source));
        const { popup } = await check(browser, opened);
        const { phase, report } = await record(browser, opened);
        assert.equal(phase, "done");
        await popup.close();
        if (!keep) await opened.close();
        return { report, tab: opened };
      }
    });
  }

  test("no style of the page hides the explanation or shows its words in a font of the page's", async () => {
    const { browser, site } = world();
    const font = site.put("/letters.woff2", "");
    const faces = ["system-ui", "ui-serif", "serif", "sans-serif"].map((family) => `@font-face { font-family: "${family}"; src: url("${font}?${family}") }`).join("");
    const tab = await browser.open(site.put("/styled/", page.html.replace("</head>", `${STYLE}<style>${faces}</style></head>`)));
    const { popup } = await check(browser, tab);
    await popup.close();
    await ask(browser, tab, "show", { index: 0 });
    const shown = await until("the explanation", async () => {
      const now = await card(browser, tab);
      return now && !now.away ? now : null;
    });
    assert.ok(shown.box.right - shown.box.left > 200 && shown.box.bottom - shown.box.top > 60, JSON.stringify(shown.box));
    const before = await tab.screenshot();
    await ask(browser, tab, "clear");
    const after = await tab.screenshot();
    const { differences } = await import("./lib/pictures.mjs");
    const { inside } = differences(before, after, [shown.box], 0);
    assert.ok((inside[0] ?? 0) > 0.2, `the card is drawn: ${inside}`);
    assert.deepEqual(site.seen.filter(({ url }) => url.includes("letters.woff2")), [], "no font of the page was asked for");
    await tab.close();
  });

  test("markup, scripts and turned letters in what a page says stay words in the explanation", async () => {
    const { browser, site } = world();
    const odd = '<img src="http://pictures.example/x.png" onerror="document.title=1"><b>\u202eturned\u2066 ';
    const html = page.html.replace(/<p>/g, () => `<p>${odd.replace(/</g, "&lt;")}`).replace("</body>", '<p>Source: <a href="javascript:document.title=2">the original</a></p></body>');
    const tab = await browser.open(site.put("/odd/", html));
    const title = await tab.evaluate(() => document.title);
    const { popup } = await check(browser, tab);
    const links = await popup.evaluate(() => [...document.querySelectorAll("a")].map(({ protocol }) => protocol).filter((protocol) => !/^(https?|chrome-extension|moz-extension):$/.test(protocol)));
    assert.deepEqual(links, []);
    await popup.close();
    const { report } = await record(browser, tab);
    const signs = report.evidence.slice(0, 1).map((row) => ({ ...row, expected: `${odd}expected`, message: `${odd}why`, message_id: null, params: [] }));
    await ask(browser, tab, "show", { index: 0 });
    const plain = await until("the explanation", () => card(browser, tab));
    await ask(browser, tab, "show", { index: 0, signs });
    const shown = await until("the explanation of the odd sign", async () => {
      const now = await card(browser, tab);
      return now?.place === "1 of 1" ? now : null;
    });
    assert.deepEqual([shown.expected, shown.why], [`${odd}expected`, `${odd}why`]);
    const repaired = plain.expected === null ? 0 : 1;
    assert.ok(repaired === 0 || shown.elements === plain.elements, "as many elements as ever");
    assert.equal(await tab.evaluate(() => document.title), title);
    assert.deepEqual(site.strangers, []);
    await tab.close();
  });
});
