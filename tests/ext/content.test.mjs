/** The content script with stand-ins for the page, the engine and the browser. What it paints is tested in browsers. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

const source = ["answer", "content"].map((name) => readFileSync(new URL(`../../extension/content/${name}.js`, import.meta.url), "utf8")).join("\n");
const prepare = readFileSync(new URL("../../extension/content/prepare.js", import.meta.url), "utf8");
const background = { id: "own", url: "chrome-extension://own/background.js" };
const report = { status: "scored" };

function page({ text = "1 2", type = "text/html", wasm = true, load = async () => ({ ok: true, value: "engine" }), checkPage = () => ({ ok: true, value: { report, detectors: [], looked: [] } }), html = "<p>", frames = [], article = true, send = async () => {}, painter = true } = {}) {
  const listeners = [];
  const painted = [];
  const asked = [];
  const watched = [];
  const told = [];
  const world = createContext({
    chrome: {
      runtime: { id: "own", getURL: (path) => `chrome-extension://own/${path}`, sendMessage: (news) => (told.push({ ...news }), send()), onMessage: { addListener: (one) => listeners.push(one) } },
    },
    document: { contentType: type, body: "body", documentElement: "root" },
    location: { href: "https://news.example/story#top" },
    ungarbleEngine: {
      glue: {},
      wasmAllowed: () => wasm,
      Engine: { load },
      copyPage: () => ({ html, elements: 1, hosts: [], hidden: [0] }),
      copyFrames: () => frames,
      checkPage: (...args) => {
        asked.push(args);
        return checkPage(...args);
      },
    },
    ungarbleFingerprint: { take: () => text },
    ungarbleGate: { look: () => ({ article }) },
    ungarbleWatch: {
      start: (heard) => watched.push(heard),
      stop: () => watched.push("stop"),
    },
    ...(painter ? { ungarbleMarks: { clear: () => painted.push(["clear"]) } } : {}),
  });
  const inject = () => runInContext(source, world);
  inject();
  const wait = () => runInContext(prepare, world);
  const tell = (message, sender = background) =>
    new Promise((resolve) => {
      if (listeners[0](message, sender, resolve) !== true) {
        resolve("silence");
      }
    });
  return { tell, inject, wait, listeners, painted, asked, watched, told };
}

const check = { to: "content", type: "check", options: { without: ["a"], nursery: true }, anyway: true, again: false, known: null };

test("a page is checked as the live page it is, under its own address", async () => {
  const { tell, asked } = page();
  const answer = await tell(check);
  assert.equal(JSON.stringify(answer), JSON.stringify({ ok: true, value: { kind: "checked", url: "https://news.example/story#top", fingerprint: "1 2", checked: { report, detectors: [], looked: [] } } }));
  const [engine, , options, anyway] = asked[0];
  assert.deepEqual([engine, { ...options }, anyway], ["engine", { without: ["a"], nursery: true, url: "https://news.example/story#top", live: true }, true]);
});

test("injected twice, it listens once", () => {
  const { inject, listeners } = page();
  inject();
  assert.equal(listeners.length, 1);
});

test("where somebody waits, the engine is loaded before a check is asked for, and once", async () => {
  let loads = 0;
  const one = page({ load: async () => ((loads += 1), { ok: true, value: "engine" }) });
  one.wait();
  one.wait();
  assert.equal((await one.tell(check)).value.kind, "checked");
  assert.equal(loads, 1);
  const picture = page({ type: "image/png", load: async () => void (loads += 1) });
  picture.wait();
  assert.equal(loads, 1);
});

test("a PDF or a picture is told as such", async () => {
  assert.equal((await page({ type: "application/pdf" }).tell(check)).value.page, "pdf");
  assert.equal((await page({ type: "image/png" }).tell(check)).value.page, "media");
});

test("where the policy forbids the engine, what a person sees is sent", async () => {
  let loads = 0;
  const { tell } = page({ wasm: false, load: async () => void (loads += 1) });
  const { kind, page: copy } = (await tell(check)).value;
  assert.equal(kind, "copied");
  assert.equal(JSON.stringify(copy), JSON.stringify({ html: "<p>", elements: 1, hosts: [], hidden: [0], frames: [] }));
  assert.equal(loads, 0, "the engine was not even fetched");
});

test("a page that has the text that is known is neither checked nor copied, but watched", async () => {
  for (const wasm of [true, false]) {
    let loads = 0;
    const known = page({ wasm, load: async () => ((loads += 1), { ok: true, value: "engine" }) });
    assert.equal(JSON.stringify(await known.tell({ ...check, known: "1 2" })), JSON.stringify({ ok: true, value: { kind: "known", url: "https://news.example/story#top" } }));
    assert.deepEqual([known.asked, loads, known.watched.length], [[], 0, 1]);
  }
  assert.equal((await page().tell({ ...check, known: "3 4" })).value.kind, "checked");
  const large = await page({ text: null }).tell(check);
  assert.deepEqual([large.value.kind, large.value.fingerprint], ["checked", null], "a page without a fingerprint is never known");
});

test("an engine that cannot be loaded here is no error either", async () => {
  assert.equal((await page({ load: async () => ({ ok: false, code: "engine-missing", detail: "404" }) }).tell(check)).value.kind, "copied");
  assert.equal((await page({ load: () => Promise.reject(new Error("no")) }).tell(check)).value.kind, "copied");
});

test("a page too large to send is told", async () => {
  const half = "x".repeat(8_000_001);
  for (const large of [{ html: half + half }, { html: half, frames: [{ html: half }] }]) {
    const answer = await page({ wasm: false, ...large }).tell(check);
    assert.deepEqual([answer.ok, answer.code], [false, "too-large"]);
  }
});

test("an engine that stops is an answer", async () => {
  const answer = await page({ checkPage: () => ({ ok: false, code: "engine-trap", detail: "unreachable" }) }).tell(check);
  assert.equal(JSON.stringify(answer), JSON.stringify({ ok: false, code: "engine", detail: "unreachable" }));
});

test("a new check takes away what an old one painted", async () => {
  const { tell, painted } = page();
  await tell(check);
  assert.deepEqual(painted, [["clear"]]);
});

test("a check of a page that changed by itself leaves what is painted until the new signs come", async () => {
  const { tell, painted } = page();
  await tell({ ...check, again: true });
  assert.deepEqual(painted, []);
});

test("a page is watched from its first check on, and not before", async () => {
  const { tell, watched } = page();
  assert.deepEqual(watched, []);
  await tell(check);
  assert.equal(watched.length, 1);
});

test("another address is told at once, and nothing of the page before stays painted", async () => {
  const { tell, watched, told, painted } = page();
  await tell({ ...check, again: true });
  watched[0].moved();
  assert.deepEqual(told, [{ to: "background", type: "moved" }]);
  assert.deepEqual(painted, [["clear"]]);
});

test("new text is told, under another address only where the gate sees an article", async () => {
  const story = page();
  await story.tell(check);
  story.watched[0].changed(true);
  assert.deepEqual(story.told, [{ to: "background", type: "changed" }]);
  const list = page({ article: false });
  await list.tell(check);
  list.watched[0].changed(true);
  assert.deepEqual(list.told, []);
  list.watched[0].changed(false);
  assert.equal(list.told.length, 1, "under its own address it is the page that the reader asked about");
});

test("when the extension was taken away, it stops watching", async () => {
  const { tell, watched } = page({ send: () => { throw new Error("Extension context invalidated."); } });
  await tell(check);
  watched[0].changed(false);
  assert.equal(watched.at(-1), "stop");
});

test("only the extension's own pages are answered, and only what is known", async () => {
  const { tell } = page();
  assert.equal(await tell(check, { id: "other", url: "chrome-extension://other/x" }), "silence");
  assert.equal(await tell(check, { id: "own", url: "https://news.example/", tab: {} }), "silence");
  assert.equal(await tell({ to: "content", type: "constructor" }), "silence");
  assert.equal(await tell({ to: "background", type: "check" }), "silence");
  assert.equal(await tell(null), "silence");
});

test("where nothing was ever painted, there is nothing to clear, whatever an element of the page is called", async () => {
  const { tell, painted, watched } = page({ painter: false });
  assert.equal((await tell(check)).ok, true);
  watched[0].moved();
  assert.deepEqual(painted, []);
});
