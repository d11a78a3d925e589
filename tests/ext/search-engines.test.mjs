import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, ENGINES, readEngine, searchAddress, withSearchEngine } from "../../extension/lib/search-engines.js";
import { searchWords } from "../../extension/lib/links.js";
import { emptyReport } from "./reports.mjs";

const words = '"Kaja Kallas" NATO 50% & more';
const report = { ...emptyReport(), sources: [
  { url: "https://courier.example/a", title: "A", relation: "credited" },
  { url: `https://duckduckgo.com/?q=${encodeURIComponent(words)}`, title: words, relation: "search" },
] };

test("every engine gets the words whole, and the note under the link finds them there", () => {
  for (const { id } of ENGINES) {
    const url = new URL(searchAddress(id, words));
    assert.equal(searchWords(url), words, id);
    assert.equal(url.protocol, "https:", id);
  }
});

test("only the prepared search goes to the reader's engine", () => {
  const changed = withSearchEngine(/** @type {any} */ (report), "https://search.example/find?query=%s&lang=en");
  assert.equal(changed.sources[0]?.url, "https://courier.example/a");
  assert.equal(changed.sources[1]?.url, `https://search.example/find?query=${encodeURIComponent(words)}&lang=en`);
  assert.equal(withSearchEngine(/** @type {any} */ (report), "duckduckgo"), report);
});

test("an address of the reader's own must be one of the web with a place for the words behind its host", () => {
  assert.equal(readEngine("http://localhost:8080/?q=%s"), "http://localhost:8080/?q=%s");
  for (const bad of ["", "bung", 5, null, "javascript:alert('%s')", "https://%s.example/", "https://search.example/", "https://u:p@search.example/?q=%s", `https://search.example/?q=%s${"x".repeat(600)}`]) {
    assert.equal(readEngine(bad), "duckduckgo", String(bad));
  }
  assert.equal(addressOf("nobody"), null);
});

test("words that look like places in a pattern are words", () => {
  assert.equal(new URL(searchAddress("bing", "$& $1 %s")).searchParams.get("q"), "$& $1 %s");
});
