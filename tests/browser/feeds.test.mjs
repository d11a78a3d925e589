/**
 * Trusted sources: a publisher is chosen in the settings, its feed is read, an article that was made from one of its own is traced
 * to it. What a feed may do wrong is told and does no harm; who is asked, how often, and with what, is looked at from the other side.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { flaws } from "./lib/axe.mjs";
import { fixtures, serve } from "./lib/fixtures.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { check, record } from "./lib/popup.mjs";
import { ARTICLE, articlePage, COPY, ENTITY_BOMB, items, NESTING_BOMB, rss, TITLE } from "./lib/publisher.mjs";
import { answerAsked, openSettings } from "./lib/settings.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Popup } from "./lib/driver.mjs" */
/** @import { Host, Reply, Seen } from "./lib/site.mjs" */

const HOST = "courier.example";
const XML = "application/rss+xml; charset=utf-8";
const copy = fixtures().find(({ slug }) => slug === COPY);

eachBrowser((world) => {
  test("nothing is asked of anyone before the reader chooses a source", async () => {
    const { browser, site } = world();
    // A tab that stays: with its last one a window closes.
    await browser.open(site.put("/quiet/", "<!doctype html><title>Quiet</title>"));
    const start = site.seen.length;
    const options = await settings();
    assert.deepEqual(await flaws(options), []);
    assert.equal(await options.evaluate(() => document.querySelectorAll("#hosts li").length), 0);
    assert.equal(await options.evaluate(() => document.getElementById("no-hosts")?.hidden), false);
    assert.deepEqual(await alarms(), []);
    assert.deepEqual(strange(start, []), []);
    await options.close();
  });

  test("a feed is added by its address, read, and a garbled copy of one of its articles is traced to it", async () => {
    const { browser, site } = world();
    const host = publisher();
    const start = site.seen.length;
    const options = await settings();
    await add(options, host.url("/feed"));
    const state = await stateOf(options, host.url("/feed"), "ok");
    assert.match(state, /4 articles/);
    assert.deepEqual(await flaws(options), []);
    assert.equal(host.seen.length, 1);
    const [request] = host.seen;
    for (const name of ["cookie", "referer", "origin", "if-none-match"]) {
      assert.equal(request?.headers[name], undefined, name);
    }
    assert.equal((await alarms()).length, 1);
    await options.close();

    assert.ok(copy);
    const tab = await browser.open(serve(site, copy));
    const { popup } = await check(browser, tab);
    const { report } = await until("the source", async () => {
      const now = await record(browser, tab);
      return now.report.sources.some(({ relation }) => relation === "indexed-match") && now;
    });
    const [best] = report.sources;
    assert.deepEqual([best?.url, best?.title, best?.relation], [host.url(ARTICLE), TITLE, "indexed-match"]);
    await until("the popup to show it", () => popup.evaluate(() => document.querySelector("[data-relation=indexed-match]") !== null));
    await popup.close();
    await tab.close();

    // The publisher's own page is in the index, and no copy of itself.
    const own = await browser.open(host.url(ARTICLE));
    const asked = host.seen.length;
    const second = await check(browser, own);
    const kept = await record(browser, own);
    assert.deepEqual(kept.report.sources.filter(({ relation }) => relation === "indexed-match"), []);
    await second.popup.close();
    await own.close();
    assert.deepEqual(host.seen.slice(asked).filter(({ url }) => !url.endsWith("/favicon.ico")), [], "to look it up asks nobody");
    assert.deepEqual(strange(start, [HOST]), []);
  });

  test("what was read is known again: 304, and new items beside the old", async () => {
    const host = publisher();
    let list = items(2);
    let version = 1;
    host.put("/changing", (request) => {
      const etag = `"v${version}"`;
      return request.headers["if-none-match"] === etag
        ? { body: "", status: 304, headers: { etag } }
        : { body: rss(list), headers: { etag, "last-modified": "Tue, 17 Feb 2026 10:00:00 GMT" } };
    }, XML);
    const options = await settings();
    await add(options, host.url("/changing"));
    assert.match(await stateOf(options, host.url("/changing"), "ok"), /3 articles/);
    await readAgain(options, host.url("/changing"));
    const second = host.seen.at(-1);
    assert.deepEqual([second?.headers["if-none-match"], second?.headers["if-modified-since"]], ['"v1"', "Tue, 17 Feb 2026 10:00:00 GMT"]);
    assert.match(await stateOf(options, host.url("/changing"), "ok"), /3 articles/);
    version = 2;
    list = items(5);
    await readAgain(options, host.url("/changing"));
    assert.match(await stateOf(options, host.url("/changing"), "ok"), /6 articles/, "the old ones are not counted twice");
    await remove(options, host.url("/changing"));
    await options.close();
  });

  test("what a feed may do wrong is told in plain words, and harms nobody", async () => {
    const { site } = world();
    const host = publisher();
    const elsewhere = site.another("elsewhere.example");
    elsewhere.put("/feed", rss(), XML);
    /** @type {Record<string, [code: string, reply: Reply | ((request: Seen) => Reply)]>} */
    const wrongs = {
      "/broken": ["bad-xml", { body: rss().slice(0, 500) }],
      "/page": ["not-a-feed", { body: articlePage(), headers: { "content-type": "text/html" } }],
      "/none": ["empty", { body: '<rss version="2.0"><channel><title>T</title></channel></rss>' }],
      "/missing": ["not-found", { body: "", status: 404 }],
      "/gone": ["gone", { body: "", status: 410 }],
      "/secret": ["forbidden", { body: "", status: 403 }],
      "/error": ["refused", { body: "", status: 500 }],
      "/busy": ["asked-to-wait", { body: "", status: 503, headers: { "retry-after": "7200" } }],
      "/down": ["unreachable", { body: "", hangUp: true }],
      "/away": ["redirected", { body: "", status: 301, headers: { location: elsewhere.url("/feed") } }],
      "/huge": ["too-large", { body: "<rss><channel>", endless: "<item><title>More of it</title></item>\n".repeat(1_000) }],
      "/entities": ["bomb", { body: ENTITY_BOMB }],
      "/nesting": ["bomb", { body: NESTING_BOMB }],
    };
    const start = site.seen.length;
    const options = await settings();
    for (const [at, [code, reply]] of Object.entries(wrongs)) {
      host.put(at, reply, XML);
      await add(options, host.url(at));
      const words = await stateOf(options, host.url(at), code);
      assert.match(words, /^[A-Z][^_]+\./, at);
    }
    // A server that asks to wait is not asked again, though the reader may press.
    const waits = await options.evaluate((url) => {
      const button = document.querySelector(`[data-feed="${CSS.escape(url)}"] [data-action=read]`);
      return button instanceof HTMLButtonElement && button.disabled;
    }, host.url("/busy"));
    assert.equal(waits, true);
    assert.deepEqual(elsewhere.seen, [], "not even by a redirect");
    assert.deepEqual(strange(start, [HOST]), []);
    for (const at of Object.keys(wrongs)) {
      await remove(options, host.url(at));
    }
    await options.close();
  });

  test("a redirect on the same host is followed", async () => {
    const host = publisher();
    host.put("/moved", { body: "", status: 301, headers: { location: "/feed" } });
    const options = await settings();
    await add(options, host.url("/moved"));
    assert.match(await stateOf(options, host.url("/moved"), "ok"), /4 articles/);
    await remove(options, host.url("/moved"));
    await options.close();
  });

  test("the alarm reads what is due, also when the background was killed, and a feed whose host was taken away is left alone", async () => {
    const { browser } = world();
    const host = publisher();
    host.put("/due", rss(), XML);
    const options = await settings();
    await add(options, host.url("/due"));
    await stateOf(options, host.url("/due"), "ok");
    const before = readsOf(host, "/due");
    await makeDue();
    await browser.killBackground();
    await ring();
    await until("the feed to be read again", () => readsOf(host, "/due") > before);
    await until("its next read to be set", async () => (await next(host.url("/due"))) > Date.now());

    await revoke(options, HOST);
    await stateOf(options, host.url("/due"), "not-allowed");
    const asked = readsOf(host, "/due");
    await makeDue();
    await ring();
    // Told to read all of them, it has nothing to read.
    await browser.inExtension(async () => void (await chrome.runtime.sendMessage({ to: "background", type: "read-feeds", urls: null }))).catch(() => {});
    await until("no alarm to be left", async () => (await alarms()).length === 0);
    assert.equal(readsOf(host, "/due"), asked);
    await options.close();
  });

  test("a background that is killed in the middle of a read leaves a feed that can be read again", async () => {
    const { browser } = world();
    const host = publisher();
    let hold = true;
    host.put("/held", () => (hold ? { body: "<rss>", endless: "" } : { body: rss() }), XML);
    const options = await settings();
    await add(options, host.url("/held"));
    await until("the feed to be asked for", () => readsOf(host, "/held") > 0);
    await browser.killBackground();
    hold = false;
    await until("the button to be there again", () =>
      options.evaluate((url) => {
        const button = document.querySelector(`[data-feed="${CSS.escape(url)}"] [data-action=read]`);
        return button instanceof HTMLButtonElement && !button.disabled;
      }, host.url("/held")),
    );
    assert.ok((await next(host.url("/held"))) > Date.now(), "a feed that never ends is not asked again at once");
    await press(options, host.url("/held"), "read");
    assert.match(await stateOf(options, host.url("/held"), "ok"), /4 articles/);
    await remove(options, host.url("/held"));
    await options.close();
  });

  test("a source that is removed leaves nothing behind, and its host is given back", async () => {
    const { browser } = world();
    const host = publisher();
    const options = await settings();
    await add(options, host.url("/feed?again"));
    await stateOf(options, host.url("/feed?again"), "ok");
    for (const url of await options.evaluate(() => [...document.querySelectorAll("[data-feed]")].map((row) => row.getAttribute("data-feed") ?? ""))) {
      await remove(options, url);
    }
    await until("the host to be given back", () => options.evaluate(() => document.querySelectorAll("#hosts li").length === 0));
    await until("no alarm to be left", async () => (await alarms()).length === 0);
    const left = await browser.inExtension(
      () =>
        new Promise((/** @type {(counts: number[]) => void} */ resolve) => {
          const request = indexedDB.open("ungarble");
          request.onsuccess = () => {
            const db = request.result;
            const stores = ["feeds", "segments", "bytes"];
            const t = db.transaction(stores);
            const counts = stores.map((name) => t.objectStore(name).count());
            t.oncomplete = () => {
              db.close();
              resolve(counts.map(({ result }) => result));
            };
          };
        }),
    );
    assert.deepEqual(left, [0, 0, 0]);
    await options.close();
  });

  test("a store that is damaged is told, and can be started afresh", async () => {
    const { browser } = world();
    await browser.inExtension(
      () =>
        new Promise((/** @type {(done: null) => void} */ resolve) => {
          indexedDB.deleteDatabase("ungarble").onsuccess = () => {
            // A database of a later version, and with other stores.
            const request = indexedDB.open("ungarble", 99);
            request.onupgradeneeded = () => void request.result.createObjectStore("something");
            request.onsuccess = () => {
              request.result.close();
              resolve(null);
            };
          };
        }),
    );
    const options = await settings();
    await until("the damage to be told", () => options.evaluate(() => document.getElementById("afresh") !== null));
    await options.evaluate(() => document.getElementById("afresh")?.click());
    await until("all to be well", () => options.evaluate(() => document.getElementById("afresh") === null));
    const host = publisher();
    await add(options, host.url("/feed"));
    await stateOf(options, host.url("/feed"), "ok");
    await options.evaluate(() => document.getElementById("reset")?.click());
    await answerAsked(options, "yes");
    await until("everything to be as it was at first", () =>
      options.evaluate(() => document.querySelectorAll("[data-feed]").length === 0 && document.querySelectorAll("#hosts li").length === 0),
    );
    await options.close();
  });

  /** @returns {Host} */
  function publisher() {
    const host = world().site.another(HOST);
    host.put("/feed", rss(), XML);
    host.put(ARTICLE, articlePage());
    return host;
  }

  /** The settings, opened from a page of the extension. */
  function settings() {
    return openSettings(world().browser, "originals");
  }

  /**
   * Types an address and presses Enter, as the browsers want it for a permission: by hand.
   *
   * @param {Popup} options
   * @param {string} url
   */
  async function add(options, url) {
    await world().browser.allow(new URL(url).hostname);
    await options.evaluate((text) => {
      const field = /** @type {HTMLInputElement} */ (document.getElementById("feed"));
      field.value = text;
      field.focus();
    }, url);
    await options.press("Enter");
    await until("the feed to be listed", () => options.evaluate((text) => document.querySelector(`[data-feed="${CSS.escape(text)}"]`) !== null, url), {
      seen: () => options.evaluate(() => document.getElementById("feed-problem")?.textContent),
    });
  }

  /**
   * The words for a feed's state, once it is this one.
   *
   * @param {Popup} options
   * @param {string} url
   * @param {string} state
   */
  function stateOf(options, url, state) {
    const look = () =>
      options.evaluate((text) => {
        const line = document.querySelector(`[data-feed="${CSS.escape(text)}"] .state`);
        return [line?.getAttribute("data-state") ?? "", line?.textContent ?? ""];
      }, url);
    return until(`${url} to be ${state}`, async () => {
      const [now, words] = await look();
      return now === state && words;
    }, { seen: look });
  }

  /**
   * @param {Popup} options
   * @param {string} url
   */
  async function readAgain(options, url) {
    const host = new URL(url).pathname;
    const before = world().site.seen.filter((request) => new URL(request.url).pathname === host).length;
    await press(options, url, "read");
    await until("another read", () => world().site.seen.filter((request) => new URL(request.url).pathname === host).length > before);
    await stateOf(options, url, "ok");
  }

  /**
   * @param {Popup} options
   * @param {string} url
   */
  async function remove(options, url) {
    await press(options, url, "remove");
    await until("the feed to be gone", () => options.evaluate((text) => document.querySelector(`[data-feed="${CSS.escape(text)}"]`) === null, url));
  }

  /**
   * @param {Popup} options
   * @param {string} url
   * @param {string} action
   */
  function press(options, url, action) {
    return options.evaluate(
      (text, name) => {
        const button = document.querySelector(`[data-feed="${CSS.escape(text)}"] [data-action="${name}"]`);
        if (button instanceof HTMLButtonElement) button.click();
      },
      url,
      action,
    );
  }

  /**
   * @param {Popup} options
   * @param {string} host
   */
  function revoke(options, host) {
    return options.evaluate((name) => {
      const button = document.querySelector(`[data-host="${name}"] [data-action=revoke]`);
      if (button instanceof HTMLButtonElement) button.click();
    }, host);
  }

  function alarms() {
    return world().browser.inExtension(async () => (await chrome.alarms.getAll()).map(({ name }) => name));
  }

  /** Lets the alarm ring now. */
  function ring() {
    return world().browser.inExtension(() => chrome.alarms.create("feeds", { when: Date.now() }));
  }

  /** Sets every feed's next read into the past. */
  function makeDue() {
    return world().browser.inExtension(
      () =>
        new Promise((/** @type {(done: null) => void} */ resolve) => {
          const request = indexedDB.open("ungarble");
          request.onsuccess = () => {
            const t = request.result.transaction("feeds", "readwrite");
            const cursor = t.objectStore("feeds").openCursor();
            cursor.onsuccess = () => {
              if (cursor.result) {
                cursor.result.update({ ...cursor.result.value, next: 0 });
                cursor.result.continue();
              }
            };
            t.oncomplete = () => {
              request.result.close();
              resolve(null);
            };
          };
        }),
    );
  }

  /**
   * When a feed is read next.
   *
   * @param {string} url
   */
  function next(url) {
    return world().browser.inExtension(
      (feed) =>
        new Promise((/** @type {(time: number) => void} */ resolve) => {
          const request = indexedDB.open("ungarble");
          request.onsuccess = () => {
            const get = request.result.transaction("feeds").objectStore("feeds").get(feed);
            get.onsuccess = () => {
              request.result.close();
              resolve(get.result?.next ?? 0);
            };
          };
        }),
      url,
    );
  }

  /**
   * @param {Host} host
   * @param {string} at
   */
  function readsOf(host, at) {
    return host.seen.filter(({ url }) => new URL(url).pathname === at).length;
  }

  /**
   * Requests since then to hosts that nobody chose.
   *
   * @param {number} start
   * @param {string[]} chosen
   */
  function strange(start, chosen) {
    const { site } = world();
    const strangers = new Set(site.strangers.map(({ host }) => host));
    return site.seen.slice(start).filter(({ host }) => !chosen.includes(host) && (strangers.has(host) || host.endsWith(".example")));
  }
});
