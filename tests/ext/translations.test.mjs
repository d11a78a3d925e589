/** The translations hold what the English catalogue holds: every message, in every form its language counts in, with every place. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LOCALES } from "./catalogues.mjs";

/** @typedef {[key: string, message: string]} Entry */

/** @param {string} locale @returns {Record<string, { message: string }>} what stands in its file, and nothing of English in its place */
const read = (locale) => JSON.parse(readFileSync(new URL(`../../extension/_locales/${locale}/messages.json`, import.meta.url), "utf8"));

/** @param {string} locale @returns {Entry[]} */
const entries = (locale) => Object.entries(read(locale)).map(([key, { message }]) => [key, message]);

const english = new Map(entries("en"));
const others = LOCALES.filter((locale) => locale !== "en");

/** Keys that stand for a count: `key_one` and `key_other` are there. */
const counted = new Set([...english.keys()].filter((key) => key.endsWith("_other") && english.has(key.replace(/other$/, "one"))).map((key) => key.replace(/_other$/, "")));

/** @param {string} key the key without the form of its count, and the form */
function split(key) {
  const [, stem = key, form = null] = /^(.*)_(zero|one|two|few|many|other)$/.exec(key) ?? [];
  return counted.has(stem) ? { stem, form } : { stem: key, form: null };
}

/** The English that a key of any language translates. @param {string} key */
function source(key) {
  const { stem, form } = split(key);
  return (form === null ? english.get(stem) : (english.get(`${stem}_${form}`) ?? english.get(`${stem}_other`))) ?? "";
}

/** The forms that whole numbers take which anybody meets: the millions of Spanish and French fall back. @param {string} locale */
function formsOf(locale) {
  const rules = new Intl.PluralRules(locale);
  return new Set(Array.from({ length: 1000 }, (_, count) => rules.select(count)));
}

/** @param {string} text */
const places = (text) => new Set(text.match(/\$\d|%s/g));

/** The numbers in a text, however it groups their digits. @param {string} text */
const numbers = (text) => (text.replace(/\$\d/g, "").match(/\d(?:[\d.,\u202f]*\d)?/g) ?? []).map((n) => n.replace(/\D/g, "")).sort();

test("there are translations into German, Spanish, French, Japanese and Arabic", () => {
  assert.deepEqual(LOCALES, ["en", "ar", "de", "es", "fr", "ja"]);
});

for (const locale of others) {
  const messages = entries(locale);
  const keys = new Set(messages.map(([key]) => key));

  test(`${locale}: every message is there, in each form that the language counts in, and no other`, () => {
    const forms = [...formsOf(locale)];
    const wanted = new Set([...english.keys()].flatMap((key) => {
      const { stem, form } = split(key);
      return form === null ? [key] : forms.map((its) => `${stem}_${its}`);
    }));
    assert.deepEqual([...wanted].filter((key) => !keys.has(key)), [], "missing");
    assert.deepEqual([...keys].filter((key) => !wanted.has(key)), [], "not in English");
  });

  test(`${locale}: every place of a message is filled; a form that is one number may leave it out`, () => {
    for (const [key, message] of messages) {
      const want = places(source(key));
      const { form } = split(key);
      if (form !== null && /zero|one|two/.test(form) && !places(message).has("$1")) {
        want.delete("$1");
      }
      assert.deepEqual([...places(message)].sort(), [...want].sort(), key);
    }
  });

  test(`${locale}: the numbers of a message are those of the English one`, () => {
    for (const [key, message] of messages.filter(([key]) => split(key).form === null)) {
      assert.deepEqual(numbers(message), numbers(source(key)), `${key}: ${message}`);
    }
  });

  test(`${locale}: language and direction are named`, () => {
    const text = /** @type {any} */ (new Intl.Locale(locale));
    const found = Object.fromEntries(messages);
    assert.equal(found["locale"], locale);
    assert.equal(found["direction"], (text.getTextInfo?.() ?? text.textInfo).direction);
  });

  test(`${locale}: no message is empty, and none is English still`, () => {
    for (const [key, message] of messages) {
      assert.ok(message.length > 0 && message.trim() === message, key);
      if (message === source(key) && /\p{L}{2,}/u.test(message.replace(/\$\d/g, ""))) {
        assert.ok(ALIKE.has(message), `${key}: "${message}"`);
      }
    }
  });

  test(`${locale}: quotation marks, dots and spaces are those of the language`, () => {
    for (const [key, message] of messages) {
      assert.doesNotMatch(message, /"|\.\.\.|(?<=\p{L})'|  /u, key);
      for (const [mark, rule] of TYPOGRAPHY[locale] ?? []) {
        for (const found of message.matchAll(new RegExp(mark, "gu"))) {
          const around = message.slice(Math.max(0, found.index - 1), found.index + found[0].length + 1);
          assert.match(around, rule, `${key}: ${message}`);
        }
      }
    }
  });

  test(`${locale}: no message promises what a check cannot, or accuses`, () => {
    for (const [key, message] of messages) {
      assert.doesNotMatch(message, /plagi|garanti|fake|\bechte?\b|authenti|auténtic|falsific|本物|盗作|盗用|سرقة|مسروق|مزيف/iu, key);
    }
  });
}

test("what the browsers and stores cut off is short enough in every language", () => {
  const manifest = readFileSync(new URL("../../extension/manifest.json", import.meta.url), "utf8");
  const shown = new Set([...manifest.matchAll(/__MSG_(\w+)__/g)].map((found) => found[1] ?? ""));
  assert.ok(shown.has("app_description"));
  for (const locale of LOCALES) {
    for (const key of shown) {
      const length = read(locale)[key]?.message.length ?? 0;
      assert.ok(length > 0 && length <= (key === "app_name" ? 45 : 132), `${locale}: ${key} has ${length} characters`);
    }
  }
});

test("notes to translators stand in English only", () => {
  for (const locale of others) {
    for (const [key, entry] of Object.entries(read(locale))) {
      assert.deepEqual(Object.keys(entry), ["message"], `${locale}: ${key}`);
    }
  }
});

/** What is written alike in English and another of the languages. */
const ALIKE = new Set([
  "Ungarble", "ltr", "JSON", "Markdown", "HTML", "$1 MB", "Original", "Name", "Date", "Dates", "Style", "Possible", "No", "Pages", "Version", "Licences",
]);

/** Characters, and what they have to stand in: one more character before and after. @type {Record<string, [string, RegExp][]>} */
const TYPOGRAPHY = {
  de: [["”", /^$/], ["„", /„\S/], ["“", /\S“/]],
  es: [["[“”„]", /^$/], ["[«]", /«\S/], ["[»]", /\S»/]],
  fr: [["[“”„]", /^$/], ["[«]", /«\u202f/], ["[»]", /\u202f»/], ["[?;!]", /\u202f[?;!]/], [":", /\u00a0:/]],
  ja: [["[„«»?!:;]", /^$/], ["[,.]", /\d[,.]\d|^$/]],
  ar: [["[“”„?,;]", /^$/]],
};
