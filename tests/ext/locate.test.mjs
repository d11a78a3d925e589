import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const source = readFileSync(new URL("../../extension/lib/locate.js", import.meta.url), "utf8");
/** As much of the DOM as the script asks for when it starts. */
const dom = class {};
for (const name of ["nodeType", "nodeName", "parentNode", "lastChild", "previousSibling", "shadowRoot", "body", "documentElement", "defaultView", "host"]) {
  Object.defineProperty(dom.prototype, name, { get: () => null });
}
const { letters, where, find } = runInNewContext(`${source}; ungarbleLocate`, { Uint32Array, Map, String, Math, Object, Node: dom, Element: dom, Document: dom, ShadowRoot: dom });

/** The places of the quotations in the texts of a page, as the raw text from first to last character. */
function places(texts, ...quotes) {
  const page = letters(texts);
  return [...find(page, quotes.map(([prefix, exact, suffix]) => ({ prefix, exact, suffix })))].map((place) => {
    if (!place) {
      return null;
    }
    const [begin, end] = [where(page, place.start), where(page, place.end - 1)];
    const [first, last] = [begin.source, end.source];
    const [from, to] = [begin.offset, end.offset + 1];
    return first === last ? texts[first].slice(from, to) : texts[first].slice(from) + texts.slice(first + 1, last).join("") + texts[last].slice(0, to);
  });
}

/** Where it starts: text and offset. */
function start(texts, [prefix, exact, suffix]) {
  const page = letters(texts);
  const place = find(page, [{ prefix, exact, suffix }])[0];
  return place && Object.values(where(page, place.start));
}

test("finds words inside one text", () => {
  assert.deepEqual(places(["The minister, Kaja Karas, said so."], ["minister, ", "Kaja Karas", ", said"]), ["Kaja Karas"]);
});

test("finds a word glued from two elements", () => {
  assert.deepEqual(places(["According to ", "Provision", "the campaign began"], ["According to ", "Provisionthe", " campaign"]), ["Provisionthe"]);
});

test("white space of the page's source does not matter", () => {
  assert.deepEqual(
    places(["said\n      Kaja\n\t Karas ,\u00a0who"], ["said ", "Kaja Karas", " , who"]),
    ["Kaja\n\t Karas"],
  );
});

test("context crosses the borders of blocks, which have no space between them", () => {
  assert.deepEqual(start(["First paragraph.", "The Crow spoke.", "Then the Crow left."], ["Then the ", "Crow", " left."]), [2, 9]);
});

test("the place whose context agrees is taken, not the first that reads the same", () => {
  const texts = ["Crow one. Crow two. Crow three."];
  assert.deepEqual(start(texts, ["one. ", "Crow", " two."]), [0, 10]);
  assert.deepEqual(start(texts, ["two. ", "Crow", " three."]), [0, 20]);
});

test("quotations that read alike, context included, get one place each", () => {
  const texts = ["the the end. the the end."];
  const quote = { prefix: "", exact: "the the", suffix: " end." };
  const page = letters(texts);
  assert.deepEqual([...find(page, [quote, quote])].map((p) => where(page, p.start).offset), [0, 13]);
  assert.deepEqual([...find(page, [quote, quote, quote])].map((p) => where(page, p.start).offset), [0, 13, 13], "more than there are");
});

test("a quotation that is gone is not found elsewhere", () => {
  assert.deepEqual(places(["Another text about the Crow and its nest."], ["on behalf of 27 states by the ", "Crow", ", she stressed that"]), [null]);
  assert.deepEqual(places(["Nothing of it."], ["", "Kaja Karas", ""]), [null]);
  assert.deepEqual(places([], ["a", "b", "c"]), [null]);
  assert.deepEqual(places(["text"], ["", "", ""]), [null]);
});

test("half of the context is enough, for pages that change around a sign", () => {
  assert.deepEqual(
    places(["Updated 5 min ago The envoy Kaja Karas said Wednesday"], ["Updated 2 min ago The envoy ", "Kaja Karas", " said Wednesday"]),
    ["Kaja Karas"],
  );
});

test("invisible characters inside words are skipped on both sides", () => {
  assert.deepEqual(places(["Do\u00adnau\u200bdampf fahrt"], ["", "Donaudampf", " fahrt"]), ["Do\u00adnau\u200bdampf"]);
  assert.deepEqual(places(["Donaudampf fahrt"], ["", "Do\u00adnaudampf", " fahrt"]), ["Donaudampf"]);
});

test("letters outside the basic plane keep their places", () => {
  assert.deepEqual(places(["🦅 the 𝒞row 🦅 flew"], ["the ", "𝒞row", " 🦅"]), ["𝒞row"]);
});

test("a text of many megabytes, and one word repeated without end, take no long time", () => {
  const large = ["x ".repeat(5_000_000), "the envoy Kaja Karas said"];
  assert.deepEqual(start(large, ["envoy ", "Kaja Karas", " said"]), [1, 10]);
  assert.deepEqual(start(["  " + "aa ".repeat(2_000_000) + "b"], ["a", "ab", ""]), [0, 6_000_000]);
  const texts = Array.from({ length: 20_000 }, () => "the crow ");
  const began = performance.now();
  places(texts, ...Array.from({ length: 20 }, () => ["the crow the crow the ", "crow", " the crow the crow"]));
  assert.ok(performance.now() - began < 5_000);
});
