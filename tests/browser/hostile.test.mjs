/**
 * Pages that do what they can to be in the way: scripts that replace the browser's own functions, elements that take the
 * names of the document's own properties, text that looks like markup. The report is that of the same page without.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check, openPanel, outcome, record } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

const page = fixtures().find(
  ({ expected, html }) => expected.verdict === "likely-garbled" && !expected.headers && html.includes("</head>"),
);

/** Run before anything else of the page. */
const SCRIPT = `<script>
  const broken = () => { throw new Error("not here"); };
  for (const name of ["map", "filter", "flatMap", "push", "join", "includes"]) Array.prototype[name] = broken;
  for (const name of ["querySelector", "querySelectorAll", "checkVisibility", "getElementsByTagName"]) {
    Element.prototype[name] = Document.prototype[name] = broken;
  }
  JSON.stringify = JSON.parse = Object.entries = Object.keys = broken;
  window.Range = window.Highlight = window.CSSStyleSheet = window.Map = window.Promise = undefined;
  window.WebAssembly = undefined;
  window.fetch = broken;
  window.chrome = window.browser = { runtime: { id: "another" } };
  document.createTreeWalker = document.createRange = broken;
  Object.prototype.ok = false;
</script>`;

/** Elements by these names stand in the place of the document's own properties. */
const NAMES = [
  "adoptedStyleSheets",
  "addEventListener",
  "baseURI",
  "body",
  "characterSet",
  "children",
  "cloneNode",
  "contentType",
  "createElement",
  "createTreeWalker",
  "defaultView",
  "documentElement",
  "documentURI",
  "firstChild",
  "getElementsByTagName",
  "head",
  "nodeType",
  "querySelector",
  "querySelectorAll",
  "removeEventListener",
  "title",
  "URL",
  "url",
];

const CLOBBER = `<div hidden>${NAMES.map((name) => `<form name="${name}"></form>`).join("")}
  <form>${["attributes", "children", "childNodes", "parentNode", "tagName"].map((name) => `<input name="${name}">`).join("")}</form>
</div>`;

/** What the extension reads of elements, in dom.js, gate.js, watch.js, fingerprint.js, locate.js and paint.js, and what it might. */
const READ = [
  "adoptedStyleSheets", "appendChild", "assignedNodes", "attachShadow", "attributes", "checkVisibility", "childNodes", "children", "clientHeight",
  "clientTop", "contentDocument", "firstChild", "focus", "getAttribute", "getBoundingClientRect", "getHTML", "getRootNode", "host", "innerHTML", "isConnected",
  "isContentEditable", "lastChild", "localName", "nextSibling", "nodeName", "nodeType", "offsetHeight", "offsetWidth", "outerHTML", "ownerDocument", "parentElement",
  "parentNode", "previousSibling", "querySelector", "querySelectorAll", "remove", "scrollBy", "scrollHeight", "scrollIntoView", "shadowRoot", "style", "tagName", "textContent",
];

eachBrowser((world) => {
  test("a page that replaces the browser's functions is read as any other", async () => {
    assert.ok(page);
    await sameReport(page.html.replace(/<head[^>]*>/, (head) => head + SCRIPT));
  });

  test("a page whose elements take the document's names is read as any other", async () => {
    assert.ok(page);
    const { browser, site } = world();
    const tab = await browser.open(site.put("/clobbered/", `<!doctype html><title>Clobbered</title>${CLOBBER}`));
    const left = await tab.evaluate(
      (names) => names.filter((name) => !(Reflect.get(document, name) instanceof HTMLFormElement)),
      NAMES,
    );
    assert.deepEqual(left, [], "names that the elements did not take");
    await tab.close();
    await sameReport(page.html.replace(/<body[^>]*>/, (body) => body + CLOBBER));
  });

  test("a page that stands in a form whose fields take the names of everything that is read is read as any other", async () => {
    assert.ok(page);
    const { browser, site } = world();
    /** @param {readonly string[]} names */
    const within = (names) =>
      page.html
        .replace(/<body[^>]*>/, (body) => `${body}<form>${names.map((name) => `<input type="hidden" name="${name}">`).join("")}`)
        .replace("</body>", "</form></body>");
    const tab = await browser.open(site.put("/fields/", within(READ)));
    const left = await tab.evaluate((names) => names.filter((name) => !(Reflect.get(document.forms[0] ?? {}, name) instanceof HTMLInputElement)), READ);
    assert.deepEqual(left, [], "names that the fields did not take");
    await tab.close();
    await sameReport(within(READ), {}, within(READ.map((_, at) => `field${at}`)));
    await sameReport(within(READ), { "content-security-policy": "script-src 'none'" }, within(READ.map((_, at) => `field${at}`)));
  });

  test("elements that are called as the extension's own globals stop nothing", async () => {
    assert.ok(page);
    const own = ["ungarblePrepare", "ungarbleMarks", "ungarblePaint", "ungarbleCard", "ungarbleAnswer", "ungarbleEngine", "ungarbleGate", "ungarbleWatch", "ungarbleFingerprint", "ungarbleLocate", "ungarbleLooks", "chrome", "browser"];
    await sameReport(page.html.replace(/<body[^>]*>/, (body) => body + own.map((id) => `<a id="${id}"></a>`).join("")));
  });

  test("such a page under a strict policy too", async () => {
    assert.ok(page);
    await sameReport(
      page.html.replace(/<body[^>]*>/, (body) => body + CLOBBER),
      { "content-security-policy": "script-src 'none'" },
    );
  });

  test("what a page says stays text in the popup and in the side panel", async () => {
    const { browser, site } = world();
    assert.ok(page);
    const markup = '<img src="http://pictures.example/x.png" onerror="document.title=1"><b class="planted">';
    const html = page.html
      .replace(/<p>/g, () => `<p>${escape(markup)} `)
      .replace(/<title>/, () => `<title>${escape(markup)}`);
    const tab = await browser.open(site.put("/markup/", html));
    const { popup, shown } = await check(browser, tab);
    assert.ok(shown.signs.length > 0, "signs are quoted with the words around them");
    const planted = () => document.querySelectorAll(".planted, img[onerror]").length;
    assert.equal(await popup.evaluate(planted), 0);
    const panel = await openPanel(browser, popup);
    const whole = await outcome(panel);
    assert.ok(whole.text.includes("planted"), "the markup is among what is quoted");
    assert.equal(await panel.evaluate(planted), 0);
    assert.deepEqual(site.strangers, []);
    await panel.close();
    await tab.close();
  });

  /**
   * @param {string} html
   * @param {Record<string, string>} [headers]
   * @param {string} [like] the same page without anything in the way
   */
  async function sameReport(html, headers, like = page?.html ?? "") {
    const { browser, site } = world();
    assert.notEqual(html, like);
    const [plain, hostile] = [await read(like), await read(html, headers)];
    assert.deepEqual(hostile, plain);

    /** @param {string} source @param {Record<string, string>} [sent] */
    async function read(source, sent) {
      const tab = await browser.open(site.put("/hostile/", source, sent));
      const { popup } = await check(browser, tab);
      const { phase, report } = await record(browser, tab);
      assert.equal(phase, "done");
      await popup.evaluate(() => document.getElementById("mark")?.click());
      await until("the signs to be painted", () =>
        popup.evaluate(() => document.getElementById("mark")?.getAttribute("aria-checked") === "true"),
      );
      const lost = await popup.evaluate(() => document.querySelectorAll("[data-lost]").length);
      await popup.close();
      await tab.close();
      return { report, lost };
    }
  }
});

/** @param {string} text */
function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
