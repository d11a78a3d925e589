/**
 * Comparing on click: with a candidate's page, with another tab, with pasted text. What is asked of whom on the way, what is given
 * back, and what is told when it cannot be done.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fixtures } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check, record } from "./lib/popup.mjs";
import { ARTICLE, articlePage, COPY, PARAGRAPHS, story } from "./lib/publisher.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Popup, Tab } from "./lib/driver.mjs" */
/** @import { Host } from "./lib/site.mjs" */

const HOST = "courier.example";
const copy = fixtures().find(({ slug }) => slug === COPY)?.html ?? "";

eachBrowser((world) => {
  test("with a candidate: its page is fetched without cookies, the score becomes the pair's, and the side-by-side view opens", async () => {
    const { browser, site } = world();
    const host = publisher();
    await browser.allow(HOST);
    // A cookie that a request of the reader's own would carry.
    const visited = await browser.open(host.put("/visit", { body: "<!doctype html><title>Hello</title>", headers: { "set-cookie": "who=reader; path=/" } }));
    await visited.goto(host.url("/visit"));
    assert.match(host.seen.at(-1)?.headers.cookie ?? "", /who=reader/);
    await visited.close();
    const { tab, popup } = await checked("/copy/", host.url(ARTICLE));
    const before = await record(browser, tab);
    assert.ok(before.report.score !== null && before.report.score < 100, `there is room: ${before.report.score}`);
    const asked = host.seen.length;
    const start = site.seen.length;

    await compare(popup);
    const after = await compared(tab);

    assert.equal(after.report.comparison?.relation, "garbled-copy");
    assert.ok((after.report.comparison?.aligned ?? 0) > 0.6);
    assert.ok((after.report.probability ?? 0) >= (before.report.probability ?? 1));
    const requests = host.seen.slice(asked);
    assert.deepEqual(requests.map(({ url }) => url), [host.url(ARTICLE)]);
    for (const name of ["cookie", "referer", "origin"]) {
      assert.equal(requests[0]?.headers[name], undefined, name);
    }
    assert.deepEqual(strange(start), []);

    await popup.evaluate(() => document.getElementById("side-by-side")?.click());
    await shownSideBySide(tab);
    await tab.close();
  });

  test("a host that was allowed for one comparison is given back", async () => {
    const { browser } = world();
    if (browser.name === "chromium") {
      return; // its prompt cannot be driven: the host is granted before the click there, and so was not lent
    }
    const host = publisher();
    const { tab, popup } = await checked("/lent/", host.url(ARTICLE));
    await forget(HOST);
    await popup.close();
    const again = await browser.click(tab);
    await compare(again);
    await compared(tab);
    await until("the host to be given back", async () => (await allowed()).length === 0, { seen: allowed });
    await again.close();
    await tab.close();
  });

  test("a host that is not allowed is not asked, and the popup says so", async () => {
    const { browser } = world();
    const host = publisher();
    const { tab, popup } = await checked("/refused/", host.url(ARTICLE));
    await forget(HOST);
    const asked = host.seen.length;
    // No prompt can be driven: this is what a popup sends whose reader said no.
    await popup.evaluate(
      async (url) => {
        const [current] = await chrome.tabs.query({ active: true, currentWindow: true });
        await chrome.runtime.sendMessage({ to: "background", type: "compare-with-page", id: "refused", tabId: current?.id ?? -1, url, lent: true, at: 0 });
      },
      host.url(ARTICLE),
    );
    assert.equal(await failure(popup), "not-allowed");
    assert.equal(host.seen.length, asked);
    const kept = await record(browser, tab);
    assert.equal(kept.report.comparison ?? null, null, "the result of the check stands");
    await popup.close();
    await tab.close();
  });

  test("what goes wrong is told in plain words, and nobody else is asked", async () => {
    const { browser, site } = world();
    const host = publisher();
    const elsewhere = site.another("elsewhere.example");
    elsewhere.put("/story", articlePage());
    await browser.allow(HOST);
    host.put(story("gone"), { body: "Gone.", status: 404 });
    host.put(story("broken"), { body: "Oops.", status: 500 });
    host.put(story("picture"), { body: Buffer.from([0x89, 0x50, 0x4e, 0x47]), headers: { "content-type": "image/png" } });
    host.put(story("away"), { body: "", status: 302, headers: { location: elsewhere.url("/story") } });
    host.put(story("here"), { body: "", status: 302, headers: { location: ARTICLE } });
    host.put(story("down"), { body: "", hangUp: true });
    host.put(story("endless"), { body: articlePage(), endless: "<p>More and more of the same text.</p>\n".repeat(400) });
    host.put(story("empty"), "<!doctype html><title>Nothing</title><p>Nothing to see.</p>");
    for (const [name, code] of /** @type {const} */ ([
      ["gone", "not-found"],
      ["broken", "refused"],
      ["picture", "not-html"],
      ["away", "redirected"],
      ["down", "unreachable"],
      ["endless", "too-large"],
      ["empty", "no-text"],
    ])) {
      const { tab, popup } = await checked(`/copy/${name}/`, host.url(story(name)));
      await compare(popup);
      assert.equal(await failure(popup), code, name);
      await popup.close();
      await tab.close();
    }
    assert.deepEqual(elsewhere.seen, [], "not even by a redirect");
    const { tab, popup } = await checked("/copy/here/", host.url(story("here")));
    await compare(popup);
    assert.equal((await compared(tab)).report.comparison?.relation, "garbled-copy", "a redirect on the same host is followed");
    await popup.close();
    await tab.close();
  });

  test("with another tab that the reader clicks the extension in", async () => {
    const { browser, site } = world();
    const host = publisher();
    const { tab, popup } = await checked("/tabs/", "http://nowhere.example/");
    await popup.evaluate(() => document.getElementById("pair-tab")?.click());
    await until("the popup to say what to do", () => popup.evaluate(() => document.getElementById("pair-said")?.textContent !== ""));
    await popup.close();
    const original = await browser.open(host.url(ARTICLE));
    const start = site.seen.length;
    const there = await browser.click(original);
    await until("the question", () => there.evaluate(() => document.getElementById("is-original") !== null));
    await there.evaluate(() => void setTimeout(() => document.getElementById("is-original")?.click()));
    const { report } = await compared(tab);
    assert.equal(report.comparison?.relation, "garbled-copy");
    assert.deepEqual(strange(start), []);
    await shownSideBySide(tab);
    await original.close();
    await tab.close();
  });

  test("with a text that is pasted, and not with a few words", async () => {
    const { tab, popup } = await checked("/paste/", "http://nowhere.example/");
    const paste = (/** @type {string} */ text) =>
      popup.evaluate((words) => {
        const field = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("pair-text"));
        if (field) field.value = words;
        document.getElementById("pair-paste")?.click();
      }, text);
    await paste("Too short.");
    assert.notEqual(await popup.evaluate(() => document.getElementById("pair-said")?.textContent ?? ""), "");
    await paste(PARAGRAPHS.join("\n"));
    assert.equal((await compared(tab)).report.comparison?.relation, "garbled-copy");
    await popup.close();
    await tab.close();
  });

  test("a background that is killed in the middle of a comparison leaves the check's result, and the next click works", async () => {
    const { browser } = world();
    const host = publisher();
    await browser.allow(HOST);
    let hold = true;
    host.put(story("slow"), () => (hold ? { body: "<!doctype html>", endless: "" } : { body: articlePage() }));
    const { tab, popup } = await checked("/killed/", host.url(story("slow")));
    await compare(popup);
    await until("the page to be asked for", () => host.seen.some(({ url }) => url.includes("slow")));
    await browser.killBackground();
    hold = false;
    await popup.close();
    const again = await browser.click(tab);
    await compare(again);
    assert.equal((await compared(tab)).report.comparison?.relation, "garbled-copy");
    await again.close();
    await tab.close();
  });

  /** @returns {Host} */
  function publisher() {
    const host = world().site.another(HOST);
    host.put(ARTICLE, articlePage());
    return host;
  }

  /**
   * The copy with a link to where it says it comes from, checked.
   *
   * @param {string} at
   * @param {string} source
   */
  async function checked(at, source) {
    const { browser, site } = world();
    const html = copy.replace("<p>The next meeting", `<p>This article was first published elsewhere. <a href="${source}">Read the original article</a>.</p><p>The next meeting`);
    const tab = await browser.open(site.put(at, html));
    return { tab, ...(await check(browser, tab)) };
  }

  /** Presses the button under the candidate, as the browsers want it: by hand. @param {Popup} popup */
  async function compare(popup) {
    await until("the button under a candidate", () =>
      popup.evaluate(() => {
        for (const folded of document.querySelectorAll("details")) folded.open = true;
        const button = document.querySelector('[data-action="compare"]');
        if (button instanceof HTMLElement) button.focus();
        return document.activeElement === button && button !== null;
      }),
      { patience: 10_000, seen: () => popup.evaluate(() => document.querySelector("#sources")?.outerHTML ?? document.body.textContent) },
    );
    await popup.press("Enter");
  }

  /** @param {Tab} tab */
  function compared(tab) {
    return until("the comparison", async () => {
      const now = await record(world().browser, tab);
      return now.report?.comparison && now;
    });
  }

  /** The code of a failed comparison, as the popup has it. @param {Popup} popup */
  function failure(popup) {
    return until("the popup to say what went wrong", () =>
      popup.evaluate(() => document.querySelector(".paired[data-phase=failed]")?.getAttribute("data-code")),
    );
  }

  /** @param {Tab} tab */
  async function shownSideBySide(tab) {
    const { browser } = world();
    const id = await browser.tabId(tab);
    await until("the side-by-side view", () =>
      browser.inExtension(async (tabId) => (await chrome.tabs.query({})).some(({ url }) => url?.endsWith(`compare.html?tab=${tabId}`)), id),
    );
    await browser.inExtension(async (tabId) => {
      for (const { id: one, url } of await chrome.tabs.query({})) {
        if (one !== undefined && url?.endsWith(`compare.html?tab=${tabId}`)) await chrome.tabs.remove(one);
      }
    }, id);
  }

  /** Takes the permission for a host away, as in the settings. @param {string} name */
  async function forget(name) {
    await world().browser.inExtension(async (host) => {
      const { origins = [] } = await chrome.permissions.getAll();
      await chrome.permissions.remove({ origins: origins.filter((origin) => origin.includes(host)) });
    }, name);
  }

  async function allowed() {
    return world().browser.inExtension(async () => (await chrome.permissions.getAll()).origins ?? []);
  }

  /** Requests since then to hosts that nobody chose. @param {number} start */
  function strange(start) {
    const { site } = world();
    const own = new Set([site.host, HOST]);
    return site.seen.slice(start).filter(({ host }) => !own.has(host) && site.strangers.some((stranger) => stranger.host === host));
  }
});
