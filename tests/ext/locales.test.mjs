import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");
const english = JSON.parse(read("extension/_locales/en/messages.json"));
const files = ["extension", "www"].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(js|html|json)$/.test(path) && !path.includes("_locales"))
    .map((path) => `${folder}/${path}`));
const source = files.map(read).join("\n");

/** Keys put together from a fixed part and a value: the values that may stand there, as types.d.ts and the engine have them. */
const types = read("extension/lib/types.d.ts");
const report = read("src/report/mod.rs") + read("src/report/comparison.rs");
const union = (name) => [...(new RegExp(`type ${name} =([^;]+);`).exec(types)?.[1] ?? "").matchAll(/"([^"]+)"/g)].map((m) => m[1]);
const variants = (name) =>
  [...(new RegExp(`impl ${name} \\{[\\s\\S]*?fn as_str[\\s\\S]*?match self \\{([\\s\\S]*?)\\n        \\}`).exec(report)?.[1] ?? "").matchAll(/=> "([^"]+)"/g)].map((m) => m[1]);
const FAMILIES = {
  category: variants("Category"),
  channel: variants("Channel"),
  relation: variants("Relation"),
  error: union("ErrorCode"),
  feed_error: union("FeedCode"),
  compare_error: union("CompareCode"),
  page: union("PageKind").flatMap((kind) => [`${kind}_heading`, `${kind}_text`]),
  checked: variants("Category"),
  permission: JSON.parse(read("extension/manifest.json")).permissions.map((name) => name.toLowerCase()),
  sensitivity_name: union("Sensitivity"),
  sensitivity_text: union("Sensitivity"),
  automatic_name: ["off", "sites", "everywhere"],
  automatic_text: ["off", "sites", "everywhere"],
  welcome_sign: ["title", "name", "space"],
  compare_kind: [...variants("ChangeKind"), "added", "dropped", "moved"],
  compare_fate: ["added", "dropped", "moved"],
  compare_relation: variants("PairRelation"),
  compare_lead: variants("PairRelation"),
  compare_share: ["aligned", "used", "order", "verbatim", "this", "other"],
  compare_side: ["copy", "original", "this", "other"],
  compare_found: ["names", "titles", "numbers", "dates", "quotes", "meanings"],
  compare_step: ["previous", "next"],
};

function usedKeys() {
  const used = new Set();
  for (const [, key] of source.matchAll(/\bt\(\s*"(\w+)"/g)) used.add(key);
  for (const [, key] of source.matchAll(/data-i18n(?:-label)?="(\w+)"/g)) used.add(key);
  for (const [, key] of source.matchAll(/__MSG_(\w+)__/g)) used.add(key);
  for (const [, key] of source.matchAll(/getMessage\("(\w+)"/g)) used.add(key);
  for (const [, key] of source.matchAll(/plural\(\s*"(\w+)"/g)) used.add(`${key}_one`).add(`${key}_other`);
  // The choice between two keys: t(a ? "b" : "c"), and functions that return a key.
  for (const [, call] of source.matchAll(/\b(?:t|plural)\(([^()]*\?[^()]*)[,)]/g)) {
    for (const [, key] of call.matchAll(/[?:]\s*"(\w+)"/g)) {
      for (const form of [key, `${key}_one`, `${key}_other`]) if (form in english) used.add(form);
    }
  }
  for (const [, body] of source.matchAll(/function \w*Key\([^)]*\) \{([\s\S]*?)\n\}/g)) {
    for (const [, key] of body.matchAll(/"(\w+_\w+)"/g)) used.add(key);
  }
  for (const kind of ["same", "rest", "added", "dropped"]) used.add(`compare_folded_${kind}_one`).add(`compare_folded_${kind}_other`);
  for (const [, prefix] of source.matchAll(/\bt\(`(\w+)_\$\{/g)) {
    assert.ok(FAMILIES[prefix]?.length > 0, `which keys begin with ${prefix}_?`);
    for (const value of FAMILIES[prefix]) used.add(`${prefix}_${value.replaceAll("-", "_")}`);
  }
  return used;
}

/** The engine's sentences are compared by tests/messages.rs. */
const engine = new Set([...(/TEMPLATES[^=]*=\s*&\[([\s\S]*?)\n\];/.exec(read("src/message.rs"))?.[1] ?? "").matchAll(/\(\s*"([a-z0-9_]+)",/g)].map((m) => m[1]));

test("every key that is used is defined, and the other way round", () => {
  const used = usedKeys();
  const defined = new Set(Object.keys(english).filter((key) => !engine.has(key)));
  assert.deepEqual([...used].filter((key) => !(key in english)).sort(), [], "used, not defined");
  assert.deepEqual([...defined].filter((key) => !used.has(key)).sort(), [], "defined, not used");
});

test("every message is text with a description", () => {
  for (const [key, { message, description }] of Object.entries(english)) {
    assert.match(key, /^[a-z0-9_]+$/);
    assert.ok(message.trim() === message && message.length > 0, key);
    assert.ok(description?.length > 10, `${key}: tell translators where it stands`);
    if (engine.has(key)) {
      continue; // described by src/message.rs
    }
    for (const [, place] of message.matchAll(/\$(\d)/g)) {
      assert.ok(description.includes(`$${place}`), `${key}: the description does not say what $${place} is`);
    }
  }
});

test("what stands in the demo's HTML before its script runs is what the catalogue says", () => {
  const inline = [...read("www/index.html").matchAll(/data-i18n="(\w+)">([^<]+)</g)];
  assert.ok(inline.length > 5);
  for (const [, key, text] of inline) {
    assert.equal(text, english[key]?.message, key);
  }
});

test("no message promises what a check cannot", () => {
  for (const [key, { message }] of Object.entries(english)) {
    assert.doesNotMatch(message, /\b(genuine|authentic|plagiari|stolen|fake news|guarantee)/i, key);
  }
});

test("the description fits the stores' limit", () => {
  assert.ok(english.app_description.message.length <= 132);
});

test("every locale is messages and nothing else", () => {
  for (const locale of readdirSync(new URL("extension/_locales", root))) {
    for (const [key, { message }] of Object.entries(JSON.parse(read(`extension/_locales/${locale}/messages.json`)))) {
      assert.ok(message.trim() === message && message.length > 0, `${locale}: ${key}`);
    }
  }
});
