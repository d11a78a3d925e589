import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue, engineText, pickLocale, plural, t, useMessages } from "../../extension/lib/i18n.js";

const messages = {
  greeting: { message: "Hello $1, $2 and $1; $$5" },
  words_one: { message: "$1 word" },
  words_other: { message: "$1 words" },
  glued: { message: "“$1” ran into “$2”" },
};
useMessages(catalogue(messages), "en");

test("places are filled as browsers fill them", () => {
  assert.equal(t("greeting", "Ann", "Bob"), "Hello Ann, Bob and Ann; $5");
  assert.equal(t("greeting", "Ann"), "Hello Ann,  and Ann; $5");
});

test("a filled-in text is not searched for places again", () => {
  assert.equal(t("greeting", "$2", "x"), "Hello $2, x and $2; $5");
});

test("a key without a message shows itself rather than nothing", () => {
  assert.equal(t("nowhere"), "nowhere");
});

test("counts take the form of the language, and numbers its digits", () => {
  assert.equal(plural("words", 1), "1 word");
  assert.equal(plural("words", 0), "0 words");
  assert.equal(plural("words", 1234), "1,234 words");
});

test("a language with more forms falls back to the general one", () => {
  useMessages(catalogue(messages), "ar");
  assert.match(plural("words", 2), /words$/);
  useMessages(catalogue(messages), "en");
});

test("a message of the engine is translated where the catalogue knows it, and stays English where not", () => {
  assert.equal(engineText({ message_id: "glued", params: ["a", "b"] }, "English"), "“a” ran into “b”");
  assert.equal(engineText({ message_id: "new_in_engine", params: [] }, "English"), "English");
  assert.equal(engineText(undefined, "English"), "English");
});

test("the demo speaks the first language that the reader wants and that there is", () => {
  const there = ["en", "de", "es", "fr", "ja", "ar"];
  assert.equal(pickLocale(["de-AT", "en"], there), "de");
  assert.equal(pickLocale(["pt-BR", "FR_ca", "en"], there), "fr");
  assert.equal(pickLocale(["ar-EG"], there), "ar");
  assert.equal(pickLocale(["en-GB", "de"], there), "en");
  assert.equal(pickLocale(["tlh"], there), "en");
  assert.equal(pickLocale([], there), "en");
  assert.equal(pickLocale(["pt-BR", "pt"], ["en", "pt", "pt_BR"]), "pt_BR", "the nearer one wins");
});
