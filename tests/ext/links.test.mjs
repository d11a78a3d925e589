import assert from "node:assert/strict";
import { test } from "node:test";
import { hostOf, safeUrl, sameDocument, searchWords } from "../../extension/lib/links.js";
import { pageKind, refusedKind } from "../../extension/lib/page-kind.js";

test("only http and https become links", () => {
  assert.equal(safeUrl("https://news.example/a")?.href, "https://news.example/a");
  assert.equal(safeUrl("http://news.example/")?.href, "http://news.example/");
  for (const bad of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " data:text/html,x", "blob:https://a/b", "file:///etc/passwd", "ftp://a/", "//news.example/", "/relative", "", null, undefined, "chrome://settings"]) {
    assert.equal(safeUrl(bad), null, String(bad));
  }
});

test("a host is shown in ASCII, so that look-alikes show", () => {
  const url = safeUrl("https://аpple.example/"); // the first letter is Cyrillic
  assert.equal(url && hostOf(url), "xn--pple-43d.example");
});

test("a user name that poses as a host is dropped", () => {
  assert.equal(safeUrl("https://bbc.com@evil.example/")?.href, "https://evil.example/");
});

test("an unusual port belongs to the host", () => {
  const url = safeUrl("https://news.example:8443/");
  assert.equal(url && hostOf(url), "news.example:8443");
});

test("search words are read from the address of the search", () => {
  const words = (address) => searchWords(new URL(address));
  assert.equal(words("https://search.example/?q=%22Kaja+Kallas%22+Prague"), '"Kaja Kallas" Prague');
  assert.equal(words("https://search.example/?query=a"), "a");
  assert.equal(words("https://search.example/a"), null);
});

test("fragments do not make another document", () => {
  assert.equal(sameDocument("https://a.example/x#1", "https://a.example/x#2"), true);
  assert.equal(sameDocument("https://a.example/x", "https://a.example/y"), false);
});

test("pages that no extension reads are told by their address", () => {
  for (const [address, kind] of [
    ["chrome://extensions/", "browser"], ["about:config", "browser"], ["about:blank", "empty"], ["edge://settings", "browser"],
    ["view-source:https://a.example/", "source"],
    ["about:reader?url=https%3A%2F%2Fa.example%2F", "reader"], ["read://https_a.example/?url=x", "reader"], ["chrome-distiller://x/", "reader"],
    ["https://www.google.co.uk/amp/s/a.example/x", "amp"], ["https://www.google.com/search?q=x", null], ["https://a.example/amp/x", null], ["https://a-example.cdn.ampproject.org/c/s/a.example/x", null],
    ["chrome-extension://abc/x.html", "browser"], ["moz-extension://abc/x.html", "browser"],
    ["https://chromewebstore.google.com/detail/x", "store"], ["https://chrome.google.com/webstore/x", "store"],
    ["https://addons.mozilla.org/en-US/firefox/", "store"], ["https://microsoftedge.microsoft.com/addons/x", "store"],
    ["https://chrome.google.com/other", null], ["https://news.example/", null], ["file:///home/a.html", null], ["", null], [null, null], ["no address", null],
  ]) {
    assert.equal(pageKind(address), kind, String(address));
  }
});

test("a refusal is read for what it says, and else is want of permission", () => {
  const page = "https://news.example/";
  assert.equal(refusedKind("The extensions gallery cannot be scripted.", page), "store");
  assert.equal(refusedKind("Cannot access a chrome:// URL", null), "browser");
  assert.equal(refusedKind("Cannot access contents of url \"file:///a.html\".", "file:///a.html"), "file");
  assert.equal(refusedKind("Frame with ID 0 is showing error page", page), "browser");
  assert.equal(refusedKind("Cannot access contents of the page. Extension manifest must request permission to access the respective host.", page), null);
  assert.equal(refusedKind("Missing host permission for the tab", page), null);
  assert.equal(refusedKind("Missing host permission for the tab", "https://news.example/paper.PDF?page=2"), "pdf");
  assert.equal(refusedKind("Missing host permission for the tab", "https://news.example/?file=paper.pdf"), null);
});
