/** When the watch over a checked page looks again, and when it does not: with a clock and a page that the test moves. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

const source = readFileSync(new URL("../../extension/content/watch.js", import.meta.url), "utf8");
const PARAGRAPH = "The council met for the third time this week and again went home without a decision. ";

/** A page of text nodes, and all that the watch asks of a browser. */
function world() {
  class Node {
    get parentNode() { return this.parent; }
    get textContent() { return this.data; }
  }
  class Element extends Node {
    checkVisibility() { return this.shown; }
  }
  class Text extends Node {
    constructor(data, shown = true) {
      super();
      this.data = data;
      this.parent = Object.assign(new Element(), { shown });
    }
    get length() { return this.data.length; }
    substringData(from, count) { return this.data.slice(from, from + count); }
  }
  class Document {
    get hidden() { return this.concealed; }
    get body() { return new Element(); }
    get documentElement() { return new Element(); }
    createTreeWalker() {
      let at = 0;
      reads += 1;
      return { nextNode: () => texts[at++] ?? null };
    }
  }
  let texts = [new Text(PARAGRAPH.repeat(8))];
  let reads = 0;
  let now = 0;
  let due = null;
  const listeners = new Map();
  const events = {
    addEventListener: (name, heard) => listeners.set(name, heard),
    removeEventListener: (name) => listeners.delete(name),
  };
  const observers = {};
  const observer = (name) => class {
    constructor(heard) { observers[name] = { heard, on: false }; }
    observe() { observers[name].on = true; }
    disconnect() { observers[name].on = false; }
  };
  const document = Object.assign(new Document(), { concealed: false });
  const location = { href: "https://news.example/story" };
  const context = createContext({
    Node, Element, Document, NodeFilter: { SHOW_TEXT: 4 }, document, location, performance: { now: () => now },
    MutationObserver: observer("nodes"), ResizeObserver: observer("size"),
    setTimeout: (run, delay) => ((due = { run, at: now + delay }), 1),
    clearTimeout: () => void (due = null),
    requestIdleCallback: (run) => run(),
    navigation: events, ...events,
  });
  runInContext(`${source};globalThis.watch = ungarbleWatch`, context);
  const news = [];
  const start = () => context.watch.start({
    moved: () => news.push("moved"),
    same: () => news.push("same"),
    changed: (moved) => news.push(moved ? "changed elsewhere" : "changed"),
    left: () => news.push("left"),
  });
  start();
  return {
    news, start, observers, document, listeners,
    get reads() { return reads; },
    get due() { return due && due.at - now; },
    /** Puts text into the page, as one record. */
    put(data, shown) {
      const text = new Text(data, shown);
      texts.push(text);
      if (observers.nodes.on) observers.nodes.heard([{ type: "childList", addedNodes: [text], target: text.parent }]);
      return text;
    },
    grow: (height) => observers.size.on && observers.size.heard([{ contentRect: { height } }]),
    replace: (data) => void (texts = [new Text(data)]),
    go(href) {
      location.href = href;
      listeners.get("currententrychange")?.();
    },
    tell: (name) => listeners.get(name)?.(),
    /** Lets time pass until the look that is due. */
    rest() {
      const { run, at } = due;
      now = at;
      due = null;
      run();
    },
    wait: (milliseconds) => void (now += milliseconds),
  };
}

test("a page at rest costs nothing", () => {
  const page = world();
  assert.equal(page.due, null);
  assert.equal(page.reads, 1);
});

test("much new text is told once the page has come to rest", () => {
  const page = world();
  page.put(PARAGRAPH.repeat(4));
  assert.deepEqual(page.news, []);
  page.rest();
  assert.deepEqual(page.news, ["changed"]);
});

test("while a look is due the observers rest, and after it they observe again", () => {
  const page = world();
  page.put(PARAGRAPH.repeat(4));
  assert.deepEqual([page.observers.nodes.on, page.observers.size.on], [false, false]);
  page.rest();
  assert.deepEqual([page.observers.nodes.on, page.observers.size.on], [true, true]);
});

test("a clock, a counter or one new line is not worth a look", () => {
  const page = world();
  for (let minute = 0; minute < 20; minute += 1) page.put(`12:${minute}`);
  page.put(PARAGRAPH);
  assert.equal(page.due, null);
});

test("many labels are worth a look and no check", () => {
  const page = world();
  for (let at = 0; at < 40; at += 1) page.put("Buy a kettle today.");
  page.rest();
  assert.deepEqual(page.news, []);
});

test("text that nobody sees is no change until it is seen", () => {
  const page = world();
  const folded = page.put(PARAGRAPH.repeat(5), false);
  page.rest();
  assert.deepEqual(page.news, []);
  page.grow(1_000); // what it was
  folded.parent.shown = true;
  page.grow(1_400);
  page.rest();
  assert.deepEqual(page.news, ["changed"]);
});

test("a page that keeps changing is looked at ever more rarely, once a minute in the end", () => {
  const page = world();
  const pauses = [];
  for (let round = 0; round < 9; round += 1) {
    page.put(`${round} ${PARAGRAPH.repeat(4)}`);
    pauses.push(page.due);
    page.rest();
    page.start(); // the check that was made of it
  }
  assert.deepEqual(pauses, pauses.toSorted((a, b) => a - b));
  assert.equal(pauses.at(-1), 60_000);
});

test("a page that only fidgets is looked at as rarely, until it has been quiet", () => {
  const page = world();
  const fidget = () => {
    for (let at = 0; at < 20; at += 1) page.put("Buy a kettle today.");
    const { due } = page;
    page.rest();
    return due;
  };
  for (let round = 0; round < 9; round += 1) fidget();
  assert.equal(fidget(), 60_000);
  page.wait(200_000);
  assert.equal(fidget(), 600);
});

test("another address is told at once, another fragment never", () => {
  const page = world();
  page.go("https://news.example/story#comments");
  assert.deepEqual([page.news, page.due], [[], null]);
  page.go("https://news.example/other");
  assert.deepEqual(page.news, ["moved"]);
});

test("under another address the same text is told as the same, another as changed", () => {
  const page = world();
  page.go("https://news.example/other");
  page.rest();
  assert.deepEqual(page.news, ["moved", "same"]);
  page.go("https://news.example/third");
  page.replace(`Another one. ${PARAGRAPH.repeat(6)}`);
  page.rest();
  assert.deepEqual(page.news.slice(2), ["moved", "changed elsewhere"]);
});

test("where nothing tells of a new address, the new text does", () => {
  const page = world();
  page.listeners.delete("currententrychange");
  page.go("https://news.example/other");
  assert.deepEqual(page.news, []);
  page.put(PARAGRAPH.repeat(4));
  page.rest();
  assert.deepEqual(page.news, ["moved", "changed elsewhere"]);
});

test("a page that changes its address all the time is not looked at all the time", () => {
  const page = world();
  const pauses = [];
  for (let at = 0; at < 5; at += 1) {
    page.go(`https://news.example/scroll/${at}`);
    pauses.push(page.due);
    page.rest();
  }
  assert.ok(pauses.slice(1).every((pause) => pause >= 1_500), String(pauses));
});

test("nobody looks at a page that nobody sees; when it is seen again, somebody does", () => {
  const page = world();
  page.document.concealed = true;
  page.tell("visibilitychange");
  assert.deepEqual([page.observers.nodes.on, page.observers.size.on], [false, false]);
  page.replace(`Another one. ${PARAGRAPH.repeat(6)}`);
  page.document.concealed = false;
  page.tell("visibilitychange");
  page.rest();
  assert.deepEqual(page.news, ["changed"]);
});

test("it ends with the page, and leaves nothing behind", () => {
  const page = world();
  page.put(PARAGRAPH.repeat(4));
  page.tell("pagehide");
  assert.deepEqual(page.news, ["left"]);
  assert.deepEqual([page.due, page.observers.nodes.on, page.observers.size.on, page.listeners.size], [null, false, false, 0]);
});
