/**
 * What a page can find out. Before the reader acts: nothing, compared with the same browser without the extension. After a check: not what was
 * found, nor who asked. Once signs are painted, the page can see that they are, as any person could; what is said of them it cannot read.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures } from "./lib/fixtures.mjs";
import { eachBrowser, start, stop } from "./lib/harness.mjs";
import { ask, card } from "./lib/marks.mjs";
import { check, record } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Tab } from "./lib/driver.mjs" */

const page = /** @type {import("./lib/fixtures.mjs").Fixture} */ (
  fixtures().find(({ expected, html }) => expected.verdict === "likely-garbled" && !expected.headers && html.includes("</head>"))
);

/** Runs before anything else of the page: writes down whatever happens to it, and which of its own functions are called by somebody else. */
const SPY = `<script>
  globalThis.spy = { records: 0, errors: [], calls: [], own: false };
  new MutationObserver((records) => { spy.records += records.length; }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  for (const name of ["error", "unhandledrejection", "message", "securitypolicyviolation", "focusin", "scroll", "beforetoggle", "toggle", "slotchange"]) {
    addEventListener(name, () => { spy.errors[spy.errors.length] = name; }, true);
  }
  const trap = (owner, name) => {
    const was = owner[name];
    if (typeof was !== "function") return;
    owner[name] = function (...args) {
      if (!spy.own) spy.calls[spy.calls.length] = name; // not by a function that is trapped too
      return new.target ? new was(...args) : was.apply(this, args);
    };
    owner[name].prototype = was.prototype;
  };
  globalThis.setTraps = () => {
    for (const [owner, names] of [
      [Element.prototype, ["attachShadow", "append", "remove", "setAttribute", "getBoundingClientRect", "checkVisibility", "getHTML", "scrollBy", "getAttribute"]],
      [Document.prototype, ["createElement", "createTreeWalker", "querySelectorAll", "createRange", "adoptNode"]],
      [Node.prototype, ["appendChild", "getRootNode"]],
      [EventTarget.prototype, ["addEventListener", "dispatchEvent"]],
      [Range.prototype, ["setStart", "setEnd", "getClientRects", "toString"]],
      [HTMLElement.prototype, ["showPopover", "focus"]],
      [CSSStyleSheet.prototype, ["replaceSync"]],
      [Array.prototype, ["push", "map", "filter", "join", "includes"]],
      [Map.prototype, ["set", "get"]], [Promise.prototype, ["then"]], [String.prototype, ["replace", "indexOf"]],
      [JSON, ["stringify", "parse"]], [Object, ["entries", "keys", "hasOwn"]], [Reflect, ["get"]],
      [globalThis, ["Range", "MutationObserver", "ResizeObserver", "CSSStyleSheet", "Highlight", "fetch", "getComputedStyle", "matchMedia", "requestAnimationFrame", "setTimeout"]],
      [CSS.highlights, ["set", "delete"]], [console, ["log", "error", "warn"]], [performance, ["now"]],
      [globalThis.HighlightRegistry?.prototype ?? {}, ["set", "delete", "clear"]], [globalThis.WebAssembly ?? {}, ["compile", "instantiate", "Module"]],
    ]) for (const name of names) trap(owner, name);
  };
</script>`;

/** All that a page may look at without doing anything but looking. Runs in the page. */
function look() {
  const { spy } = /** @type {any} */ (globalThis);
  spy.own = true;
  const names = (/** @type {object | null | undefined} */ one) => (one ? Object.getOwnPropertyNames(one).sort() : []);
  const style = getComputedStyle(document.documentElement);
  const seen = {
    window: names(globalThis), document: names(document), chrome: names(Reflect.get(globalThis, "chrome")), runtime: names(Reflect.get(globalThis, "chrome")?.runtime),
    navigator: names(Object.getPrototypeOf(navigator)), elements: document.querySelectorAll("*").length, markup: document.documentElement.outerHTML.length,
    styles: [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; "), sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    highlights: [...CSS.highlights.keys()], entries: performance.getEntriesByType("resource").map(({ name }) => name.replace(/\d+/g, "N"))
      .filter((name) => !name.endsWith("/favicon.ico")), // the browser asks for it when it likes
    marks: [...performance.getEntriesByType("mark"), ...performance.getEntriesByType("measure")].length,
    records: spy.records, errors: [...spy.errors], calls: [...spy.calls], frames: frames.length, active: document.activeElement?.localName, title: document.title,
    handlers: names(window).filter((name) => name.startsWith("on") && Reflect.get(window, name) !== null),
  };
  spy.own = false;
  return seen;
}

eachBrowser((world) => {
  test("before the reader acts, a page finds what it finds without the extension", async () => {
    const { browser, site } = world();
    const html = page.html.replace(/<head[^>]*>/, (head) => head + SPY);
    const with_ = await rested(await browser.open(site.put("/spying/", html)));
    const bare = await start(browser.name, { extension: false });
    try {
      const without = await rested(await bare.browser.open(bare.site.put("/spying/", html)));
      assert.deepEqual(with_, without);
      assert.deepEqual(with_.calls, []);
    } finally {
      await stop(bare);
    }
  });

  test("no file of the extension can be reached at an address that a page could guess", async () => {
    const { browser, site } = world();
    const { own, files } = await browser.inExtension(() => ({ own: chrome.runtime.id, files: ["pkg/ungarble_bg.wasm", "manifest.json", "icons/16.png", "popup/popup.html", "content/content.js"] }));
    const tab = await browser.open(site.put("/guessing/", "<!doctype html><title>Guess</title>"));
    const reached = await tab.evaluate(
      async (id, paths) => {
        const found = [];
        for (const scheme of ["chrome-extension", "moz-extension"]) {
          for (const path of paths) {
            const url = `${scheme}://${id}/${path}`;
            if (await fetch(url, { mode: "no-cors" }).then(() => true, () => false)) found.push(`fetch ${url}`);
            const picture = new Image();
            if (await new Promise((settled) => { picture.onload = () => settled(true); picture.onerror = () => settled(false); picture.src = url; })) found.push(`image ${url}`);
          }
        }
        return found;
      },
      own,
      files,
    );
    assert.deepEqual(reached, []);
    await tab.close();
  });

  test("a check calls nothing of the page's and changes nothing in it", async () => {
    const { browser, site } = world();
    const tab = await browser.open(site.put("/spying/", page.html.replace(/<head[^>]*>/, (head) => head + SPY)));
    await tab.evaluate(() => /** @type {any} */ (globalThis).setTraps());
    const before = await rested(tab);
    const { popup } = await check(browser, tab);
    await popup.close();
    const after = await rested(tab);
    const { entries, ...rest } = after;
    const { entries: entriesBefore, ...restBefore } = before;
    assert.deepEqual(rest, restBefore);
    assert.deepEqual(entries.filter((name) => !entriesBefore.includes(name)), [], "nothing was loaded that the page could see");
    await tab.close();
  });

  test("when signs are painted and explained, none of the page's functions is called, and what is said of them stays out of its reach", async () => {
    const { browser, site } = world();
    const tab = await browser.open(site.put("/spying/", page.html.replace(/<head[^>]*>/, (head) => head + SPY)));
    await tab.evaluate(() => /** @type {any} */ (globalThis).setTraps());
    const { popup } = await check(browser, tab);
    await popup.close();
    const { report } = await record(browser, tab);
    await ask(browser, tab, "step", { by: 1 });
    await until("the explanation", () => card(browser, tab));
    const seen = await tab.evaluate((expected) => {
      const { spy } = /** @type {any} */ (globalThis);
      spy.own = true;
      const host = /** @type {HTMLElement} */ (document.documentElement.lastElementChild);
      const read = [host.outerHTML, host.innerHTML, host.textContent, host.innerText, String(host.shadowRoot), JSON.stringify(host), document.documentElement.getHTML?.({ serializableShadowRoots: true }) ?? ""];
      return { calls: [...new Set(spy.calls)], told: read.some((text) => (text ?? "").includes(expected)), globals: Object.getOwnPropertyNames(globalThis).filter((name) => /ungarble/i.test(name)) };
    }, report.evidence[0]?.expected ?? "");
    assert.deepEqual(seen, { calls: [], told: false, globals: [] });
    await tab.close();
  });

  test("a page asks the extension in vain", async () => {
    const { browser, site } = world();
    const tab = await browser.open(site.put("/asking/", page.html));
    const { popup } = await check(browser, tab);
    await popup.close();
    const { own } = await browser.inExtension(() => ({ own: chrome.runtime.id }));
    const answers = await tab.evaluate(async (id) => {
      /** @type {string[]} */
      const heard = [];
      addEventListener("message", ({ data }) => data?.mine || heard.push(JSON.stringify(data)));
      for (const type of ["copy", "check", "highlight", "show", "painted", "here"]) {
        for (const to of ["content", "marks", "background"]) {
          postMessage({ to, type, mine: true, signs: [], options: {} }, "*");
          dispatchEvent(new CustomEvent(type, { detail: { to } }));
          const runtime = Reflect.get(globalThis, "chrome")?.runtime ?? Reflect.get(globalThis, "browser")?.runtime;
          await Promise.resolve(runtime?.sendMessage?.(id, { to, type })).then((answer) => answer === undefined || heard.push(JSON.stringify(answer)), () => {});
        }
      }
      await new Promise((later) => setTimeout(later));
      return heard;
    }, own);
    assert.deepEqual(answers, []);
    await tab.close();
  });
});

/**
 * What a page sees once it has come to rest.
 *
 * @param {Tab} tab
 */
async function rested(tab) {
  await tab.evaluate(() => new Promise((idle) => requestIdleCallback(() => idle(null))));
  return tab.evaluate(look);
}
