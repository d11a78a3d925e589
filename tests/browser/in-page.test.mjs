/**
 * What the reader meets on the page itself: the explanation at a sign, the way from one to the next, and the end of it all. The page's own
 * document is not touched, whatever the page does meanwhile.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { ask, card, painted, quotes, untilPainted } from "./lib/marks.mjs";
import { check, record } from "./lib/popup.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Driver, Tab } from "./lib/driver.mjs" */

const page = /** @type {import("./lib/fixtures.mjs").Fixture} */ (
  fixtures().find(({ expected, html }) => expected.verdict === "likely-garbled" && !expected.headers && html.includes("</head>"))
);

eachBrowser((world) => {
  test("a sign that is shown is explained beside it, outside the page's body and out of its scripts' reach", async () => {
    const { browser, tab, report } = await opened(page.html);
    const body = await tab.evaluate(() => document.body.outerHTML);
    await ask(browser, tab, "show", { index: 1 });
    const shown = await seen(browser, tab);
    const row = report.evidence[1];
    assert.deepEqual([shown.observed, shown.expected, shown.place], [row?.quote.exact, row?.expected, `2 of ${report.evidence.length}`]);
    assert.equal(shown.why, row?.message);
    const found = await tab.evaluate((why) => {
      const host = /** @type {Element} */ (document.documentElement.lastElementChild);
      getSelection()?.selectAllChildren(document.documentElement);
      const selected = String(getSelection());
      getSelection()?.removeAllRanges();
      host.dispatchEvent(new Event("click", { composed: true, bubbles: true }));
      return {
        body: document.body.outerHTML, root: host.shadowRoot, markup: host.outerHTML, text: /** @type {HTMLElement} */ (document.documentElement).innerText.includes(why),
        selected: selected.includes(why), found: Reflect.get(window, "find")?.call(window, why) === true && String(getSelection()).includes(why),
        size: [host.getBoundingClientRect().width, host.getBoundingClientRect().height],
        window: [document.documentElement.clientWidth, innerHeight],
      };
    }, row?.message ?? "");
    assert.equal(found.body, body);
    assert.deepEqual([found.root, found.markup, found.text, found.selected, found.found], [null, '<div popover="manual"></div>', false, false, false]);
    assert.ok(found.size[0] === found.window[0] || (found.size[0] ?? 0) >= (found.window[0] ?? 0), "the host's size tells nothing of what is in it");
    await tab.close();
  });

  test("Escape takes everything away, and the focus goes back where it was", async () => {
    const { browser, tab, report } = await opened(page.html.replace("</body>", '<input id="field"></body>'));
    const before = await tab.evaluate(() => document.documentElement.outerHTML);
    await tab.evaluate(() => document.getElementById("field")?.focus());
    await ask(browser, tab, "step", { by: 1 });
    await until("the keyboard in the explanation", async () => (await card(browser, tab))?.focused);
    await tab.press("ArrowRight");
    await until("the second sign", async () => (await card(browser, tab))?.place === `2 of ${report.evidence.length}`);
    await tab.press("ArrowUp");
    await until("the first sign", async () => (await card(browser, tab))?.place === `1 of ${report.evidence.length}`);
    await tab.press("Escape");
    await until("the end", async () => (await painted(tab)).length === 0);
    const after = await tab.evaluate(() => [document.documentElement.outerHTML, document.activeElement?.id, String(document.adoptedStyleSheets.length), String(CSS.highlights.size)]);
    assert.deepEqual(after, [before, "field", "0", "0"]);
    await tab.close();
  });

  test("a click on a painted sign explains it, one beside it ends that, and a click on a link is the link's", async () => {
    const { browser, tab, report } = await opened(page.html.replace(/<p>/, '<p><a id="link" href="#there">Link</a> '));
    await ask(browser, tab, "highlight");
    await untilPainted(tab, quotes(report));
    const at = await tab.evaluate(() => {
      const range = /** @type {Range} */ ([...CSS.highlights.values()].flatMap((one) => [...one])[0]);
      range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
      const [box] = range.getClientRects();
      return { x: (box?.left ?? 0) + 8, y: (box?.top ?? 0) + (box?.height ?? 0) / 2, text: String(range) };
    });
    await tab.clickAt(at.x, at.y);
    const shown = await seen(browser, tab);
    assert.deepEqual([shown.observed?.replace(/\s+/g, " "), shown.focused], [at.text.replace(/\s+/g, " "), true]);
    await tab.press("Escape");
    await until("the end", async () => (await card(browser, tab)) === null);
    await tab.close();
  });

  test("the pointer resting on a sign explains it without taking the keyboard, and goes with it", async () => {
    const { browser, tab } = await opened(page.html.replace("</body>", '<input id="field"></body>'));
    await ask(browser, tab, "highlight");
    const at = await tab.evaluate(() => {
      document.getElementById("field")?.focus({ preventScroll: true });
      const range = /** @type {Range} */ ([...CSS.highlights.values()].flatMap((one) => [...one])[0]);
      range.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
      const [box] = range.getClientRects();
      return { x: (box?.left ?? 0) + 8, y: (box?.top ?? 0) + (box?.height ?? 0) / 2 };
    });
    await tab.pointTo(at.x, at.y);
    assert.equal((await seen(browser, tab)).focused, false);
    assert.equal(await tab.evaluate(() => document.activeElement?.id), "field");
    await tab.pointTo(3, 3);
    await until("the explanation to go", async () => (await card(browser, tab)) === null);
    assert.ok((await painted(tab)).length > 0, "the signs stay");
    await tab.close();
  });

  test("what is stepped to on the page is what the popup shows, and what is ended there is ended here", async () => {
    const { site, browser } = world();
    const tab = await browser.open(serve(site, page));
    const { popup } = await check(browser, tab);
    const on = () => popup.evaluate(() => [document.getElementById("mark")?.getAttribute("aria-checked"), document.querySelector("[data-current]")?.getAttribute("data-sign") ?? null].join());
    await popup.evaluate(() => document.getElementById("mark")?.click());
    await until("the switch", async () => (await on()) === "true,");
    await ask(browser, tab, "step", { by: 1 });
    await ask(browser, tab, "step", { by: 1 });
    await until("the second sign in the popup", async () => (await on()) === "true,1", { seen: on });
    await ask(browser, tab, "clear");
    await until("the switch to go back", async () => (await on()) === "false,");
    await popup.close();
    await tab.close();
  });

  test("the explanation lies in the window, however small it is, and follows its sign", async () => {
    const { browser, tab } = await opened(page.html.replace("</head>", "<style>p { margin-block: 60vh }</style></head>"));
    for (const [width, height] of /** @type {const} */ ([[1200, 800], [640, 400], [320, 460]])) {
      await tab.resize(width, height);
      await ask(browser, tab, "show", { index: 2 });
      const { box, window } = await until("the explanation in view", async () => {
        const now = await card(browser, tab);
        return now && !now.away && now.window[0] === width ? now : null;
      });
      assert.ok(box.left >= 0 && box.top >= 0 && box.right <= (window[0] ?? 0) && box.bottom <= (window[1] ?? 0), JSON.stringify([box, window]));
    }
    await tab.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    await until("the explanation to go out of sight with its sign", async () => (await card(browser, tab))?.away);
    await tab.close();
  });

  test("signs in a frame of the same origin are painted and explained there", async () => {
    const { site } = world();
    const inner = site.put("/inner/", page.html);
    const { browser, tab, report } = await opened(`<!doctype html><title>Reader</title><p>Above</p><iframe src="${inner}" style="width: 1000px; height: 800px; border: 7px solid"></iframe>`);
    assert.ok(report.evidence.length > 0);
    if (browser.name === "firefox") {
      // It would not take them away again (lib/paint.js): they are not painted, and told as not found.
      const { found } = await ask(browser, tab, "highlight", {});
      assert.deepEqual(found, report.evidence.map(() => false));
      assert.deepEqual(await painted(tab), []);
      await tab.close();
      return;
    }
    await ask(browser, tab, "show", { index: 0 });
    await untilPainted(tab, quotes(report));
    const shown = await until("the explanation", async () => {
      const now = await card(browser, tab);
      return now && !now.away ? now : null;
    });
    const sign = await tab.evaluate(() => {
      const frame = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
      const [range] = /** @type {any} */ (frame.contentWindow).CSS.highlights.get("ungarble-current");
      const box = range.getBoundingClientRect();
      return { top: box.top + frame.getBoundingClientRect().top + 7, bottom: box.bottom + frame.getBoundingClientRect().top + 7 };
    });
    assert.ok(shown.box.top >= sign.bottom || shown.box.bottom <= sign.top, "beside the sign, not on it");
    assert.ok(Math.min(Math.abs(shown.box.top - sign.bottom), Math.abs(sign.top - shown.box.bottom)) < 40, "and near it");
    await tab.press("Escape");
    await until("the end", async () => (await painted(tab)).length === 0);
    await tab.close();
  });

  test("an application that puts other nodes in the place of its own keeps its signs, and finds no foreign node among them", async () => {
    const { browser, tab, report } = await opened(page.html.replace("</body>", `${APPLICATION}</body>`));
    await ask(browser, tab, "show", { index: 0 });
    await untilPainted(tab, quotes(report));
    for (let round = 0; round < 3; round += 1) {
      await tab.evaluate(() => /** @type {any} */ (globalThis).application.render());
      await untilPainted(tab, quotes(report));
    }
    assert.equal((await card(browser, tab))?.place, `1 of ${report.evidence.length}`, "the explanation stays open over the new nodes");
    const gone = quotes(report)[0] ?? "";
    await tab.evaluate((word) => /** @type {any} */ (globalThis).application.render((/** @type {string} */ text) => text.replaceAll(word, "somebody")), gone);
    await until("the sign to go", async () => !(await painted(tab)).includes(gone.replace(/\s+/g, "")));
    await until("its explanation to go", async () => (await card(browser, tab)) === null);
    assert.ok((await painted(tab)).length > 0, "the others stand");
    await tab.evaluate(() => /** @type {any} */ (globalThis).application.render());
    await untilPainted(tab, quotes(report));
    assert.deepEqual(await tab.evaluate(() => /** @type {any} */ (globalThis).application.complaints), []);
    await tab.close();
  });

  test("text that goes on coming below leaves the signs painted", async () => {
    const { browser, tab, report } = await opened(page.html);
    await ask(browser, tab, "highlight");
    await tab.evaluate(async () => {
      for (let screen = 0; screen < 30; screen += 1) {
        document.body.insertAdjacentHTML("beforeend", `<section>${"<p>Another teaser of the day.</p>".repeat(20)}</section>`);
        await new Promise((drawn) => requestAnimationFrame(drawn));
      }
    });
    await untilPainted(tab, quotes(report));
    await tab.close();
  });

  /** A page that was checked, and whose popup is closed again. @param {string} html */
  async function opened(html) {
    const { browser, site } = world();
    const tab = await browser.open(site.put("/marked/", html));
    const { popup } = await check(browser, tab);
    const { report } = await record(browser, tab);
    await popup.close();
    return { browser, tab, report };
  }
});

/** The explanation, once it is open. @param {Driver} browser @param {Tab} tab */
const seen = (browser, tab) => until("the explanation", () => card(browser, tab));

/**
 * As applications draw: every text anew at each rendering, and nobody else's node where it put its own.
 */
const APPLICATION = `<script>
  addEventListener("DOMContentLoaded", () => {
    const complaints = [];
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (walker.currentNode.parentNode.localName !== "script") texts.push({ parent: walker.currentNode.parentNode, node: walker.currentNode, text: walker.currentNode.data });
    }
    const parents = new Map(texts.map(({ parent }) => [parent, [...parent.childNodes]]));
    function render(change = (text) => text) {
      for (const [parent, children] of parents) {
        if (parent.childNodes.length !== children.length || children.some((child, at) => parent.childNodes[at] !== child)) complaints.push("a foreign node in " + parent.localName);
      }
      for (const one of texts) {
        const fresh = document.createTextNode(change(one.text));
        one.parent.replaceChild(fresh, one.node);
        const children = parents.get(one.parent);
        children[children.indexOf(one.node)] = fresh;
        one.node = fresh;
      }
    }
    globalThis.application = { render, complaints };
  });
</script>`;
