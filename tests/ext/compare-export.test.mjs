/** What is taken away: one HTML file that holds all it needs, and Markdown in which nothing of a page is markup. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SCRIPTS, SENTENCES, STYLES, answerOf, exportHtml, exportMarkdown } from "../../extension/lib/compare-view/export.js";
import { catalogue, useMessages } from "../../extension/lib/i18n.js";
import { answer, floods, hostile } from "./comparisons.mjs";

/** @param {string} path */
const source = (path) => readFileSync(new URL(`../../extension/${path}`, import.meta.url), "utf8");
const read = async (/** @type {string} */ path) => source(path);
const messages = JSON.parse(source("_locales/en/messages.json"));
useMessages(catalogue(messages), "en");

const page = await exportHtml(answer(hostile()), read);
const between = (/** @type {string} */ open, /** @type {string} */ close) => page.slice(page.indexOf(open) + open.length, page.indexOf(close, page.indexOf(open)));
const script = between('<script type="module">', "</script>");
const style = between("<style>", "</style>");

test("the file holds one script, one style and two blocks of data, whatever the texts say", () => {
  assert.equal(page.match(/<script\b/g)?.length, 3 + (script.match(/<script\b/g)?.length ?? 0));
  assert.equal(page.match(/<\/script/g)?.length, 3, "nothing closes an element early");
  assert.deepEqual(JSON.parse(between('id="answer">', "</script>")), answer(hostile()));
  assert.doesNotMatch(page, /<img|<svg onload|<b>Bold/);
  assert.match(page, /<title>&lt;img src=x onerror=alert\(1\)> &lt;\/script>/);
});

test("its policy allows its own script and style by their hashes, and nothing else", () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
  const hash = (/** @type {string} */ text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  assert.equal(policy, `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`);
});

test("the joined modules are a module: no import, no export, no name twice, nothing that ends the element", () => {
  assert.doesNotMatch(script, /^\s*(?:import|export)\b/m);
  assert.doesNotMatch(script, /<\/script|<!--/i);
  const { status, stderr } = spawnSync(process.execPath, ["--check", "--input-type=module"], { input: script, encoding: "utf8" });
  assert.equal(status, 0, stderr);
});

test("every module that the view imports is in the file, after what it imports itself", () => {
  const seen = new Set();
  for (const path of SCRIPTS) {
    for (const [, wanted = ""] of source(path).matchAll(/^import .* from "([^"]+)";$/gm)) {
      const whole = new URL(wanted, `file:///${path}`).pathname.slice(1);
      assert.ok(seen.has(whole), `${path} needs ${whole}`);
    }
    seen.add(path);
  }
  assert.ok(SCRIPTS.at(-1)?.endsWith("standalone.js"));
  for (const path of STYLES) {
    assert.doesNotMatch(source(path), /url\(|@import|<\//);
  }
});

test("the file carries every sentence its script may ask for", () => {
  const carried = JSON.parse(between('id="sentences">', "</script>"));
  const modules = SCRIPTS.filter((path) => path.includes("compare-view")).map(source).join("\n");
  for (const [, key = ""] of modules.matchAll(/\bt\(\s*"(\w+)"/g)) {
    assert.ok(carried[key], key);
  }
  assert.ok(Object.keys(carried).every((key) => SENTENCES.some((start) => key.startsWith(start))));
});

test("a report gives the command's answer, without what the pair has nothing to do with", () => {
  const comparison = floods();
  const head = { schema: 1, engine: "ungarble 0.1.0", id: "x", status: /** @type {const} */ ("scored"), reason: null };
  const report = /** @type {any} */ ({ ...head, evidence: [], score: 9, comparison });
  assert.deepEqual(answerOf(report), { ...head, ...comparison });
  assert.equal(answerOf({ ...report, comparison: null }), null);
});

test("Markdown tells the finding, both articles, and what became of names and the rest", () => {
  const text = exportMarkdown(answer(floods()));
  assert.match(text, /^## A garbled copy/);
  assert.match(text, /\| Antonio Gutelles; Gutelles \| \*\*António Guterres\*\* \|/);
  assert.match(text, /<https:\/\/www\.harbour-record\.example\/2026\/11\/17\/coastal-cities-flood-warning>/);
  assert.match(text, /### Titles[\s\S]*### Numbers[\s\S]*### Dates[\s\S]*### Quotations[\s\S]*### Meaning/);
});

test("in Markdown nothing of a page is markup, a link or a command", () => {
  const text = exportMarkdown(answer(hostile()));
  assert.doesNotMatch(text, /<(?!https?:)/, "no tag");
  assert.doesNotMatch(text, /javascript:/);
  assert.doesNotMatch(text, /[\u202a-\u202e]/);
});
