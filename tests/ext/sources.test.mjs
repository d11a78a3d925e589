import assert from "node:assert/strict";
import { test } from "node:test";
import { PUBLISHERS } from "../../extension/data/publishers.js";
import { hostOfPattern, patternOf, webHost } from "../../extension/lib/hosts.js";
import { anything } from "./anything.mjs";
import { DEFAULTS, hostsOf, MAX_FEEDS, readSources } from "../../extension/lib/sources.js";

test("nothing is read by default", () => {
  assert.deepEqual(readSources(undefined).feeds, []);
});

test("damaged or foreign values count as the default", () => {
  for (const bad of [null, 5, "x", [], { feeds: "a" }, { feeds: [null, 5, {}, { url: 7 }, { url: "ftp://a.example/" }, { url: "not an address" }], hours: 0.001, days: 1e9, megabytes: "all" }]) {
    assert.deepEqual(readSources(bad), DEFAULTS);
  }
});

test("no value of any kind is read as a feed without an address on the web, or as a choice that was not offered", () => {
  for (const value of anything(["feeds", "url", "name", "hours", "days", "megabytes"])) {
    const read = readSources(value);
    assert.deepEqual(readSources(read), read);
    assert.ok(read.feeds.every(({ url }) => webHost(url)));
  }
});

test("a feed stands in the list once, and the list has an end", () => {
  const feeds = Array.from({ length: 200 }, (_, n) => ({ url: `https://n${n % 100}.example/feed`, name: "x".repeat(1_000) }));
  const read = readSources({ feeds });
  assert.equal(read.feeds.length, MAX_FEEDS);
  assert.equal(read.feeds[0]?.name.length, 100);
  assert.deepEqual(hostsOf(readSources({ feeds: [{ url: "https://a.example/1" }, { url: "http://a.example/2" }] })), ["a.example"]);
});

test("a pattern stands for one host, whatever the address holds", () => {
  assert.equal(patternOf("https://News.Example:8443/feed?x=*#y"), "*://news.example/*");
  assert.equal(patternOf("https://bücher.example/"), "*://xn--bcher-kva.example/*");
  assert.equal(patternOf("http://127.0.0.1:80/"), "*://127.0.0.1/*");
  for (const address of ["https://*/", "https://*.example/", "https://a;connect-src/", "https://a,b.example/", "file:///etc/passwd", "javascript:alert(1)", "data:,", "", "//a.example", "https://"]) {
    assert.equal(patternOf(address), null, address);
    assert.equal(webHost(address), null, address);
  }
});

test("a host is read from the patterns that stand for one host, and from no others", () => {
  assert.deepEqual(["*://a.example/*", "https://a.example/*", "http://a.example/"].map(hostOfPattern), ["a.example", "a.example", "a.example"]);
  for (const pattern of ["*://*/*", "https://*.example/*", "<all_urls>", "file:///*", ""]) {
    assert.equal(hostOfPattern(pattern), null, pattern);
  }
});

test("the list of publishers is sorted, unique, and made of addresses that can be asked", () => {
  const keys = PUBLISHERS.map(([country, name]) => `${country} ${name}`);
  assert.deepEqual(keys, [...new Set(keys)].sort());
  assert.equal(new Set(PUBLISHERS.map(([, , , feed]) => feed)).size, PUBLISHERS.length);
  for (const [country, name, host, feed] of PUBLISHERS) {
    assert.match(country, /^[A-Z]{2}$/, name);
    assert.ok(name.trim() === name && name !== "", name);
    assert.match(host, /^[a-z0-9-]+(\.[a-z0-9-]+)+$/, name);
    const url = new URL(feed);
    assert.equal(url.href, feed, name);
    assert.equal(url.protocol, "https:", name);
    assert.notEqual(patternOf(feed), null, name);
  }
});
