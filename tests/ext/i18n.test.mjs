import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue, engineLang, engineText, listed, number, percent, pickLocale, plural, t, useMessages } from "../../extension/lib/i18n.js";

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

const arabic = { direction: { message: "rtl" }, said: { message: "قال $1" }, glued: { message: "«$1» و«$2»" } };

test("where a catalogue reads from right to left, what fills its places is laid out by itself", () => {
  useMessages(catalogue(arabic), "ar");
  assert.equal(t("said", "Ann (Bob)"), "قال \u2068Ann (Bob)\u2069");
  assert.equal(t("said", 12), "قال 12");
  assert.equal(t("said", ""), "قال ");
  assert.equal(engineText({ message_id: "glued", params: ["a", "b"] }, "English"), "«\u2068a\u2069» و«\u2068b\u2069»");
  useMessages(catalogue(messages), "en");
  assert.equal(t("greeting", "Ann", "Bob"), "Hello Ann, Bob and Ann; $5");
});

test("several forms in one place have the quotation marks of the language between them", () => {
  const forms = { message_id: "glued", params: ["a”, “b", "c"] };
  assert.equal(engineText(forms, ""), "“a”, “b” ran into “c”", "the catalogue of this test says nothing of it");
  useMessages(catalogue({ glued: { message: "„$1“ klebt an „$2“" }, two_quotations: { message: "„$1“, „$2“" } }), "de");
  assert.equal(engineText(forms, ""), "„a“, „b“ klebt an „c“");
  useMessages(catalogue({ ...arabic, two_quotations: { message: "«$1»، «$2»" } }), "ar");
  assert.equal(engineText(forms, ""), "«\u2068a\u2069»، «\u2068b\u2069» و«\u2068c\u2069»");
  useMessages(catalogue(messages), "en");
});

test("digits are those of the engine's sentences in every language", () => {
  for (const language of ["ar", "ar-EG", "fa", "hi"]) {
    useMessages(catalogue(messages), language);
    assert.match(number(84), /^84$/);
    assert.match(percent(0.84), /84/);
  }
  useMessages(catalogue(messages), "de");
  assert.equal(number(1234.5), "1.234,5");
  useMessages(catalogue(messages), "en");
});

test("an English sentence in another language's page is marked as one, a translated sentence is not", () => {
  const known = { message_id: "glued", params: ["a", "b"] };
  const unknown = { message_id: "new_in_engine", params: [] };
  assert.deepEqual([engineLang(known), engineLang(unknown), engineLang()], [{}, {}, {}]);
  useMessages(catalogue(arabic), "ar");
  assert.deepEqual([engineLang(known), engineLang(unknown), engineLang()], [{}, { lang: "en", dir: "ltr" }, { lang: "en", dir: "ltr" }]);
  useMessages(catalogue(messages), "en");
});

test("the date of an article in an index is written as dates are in the language", () => {
  const dated = { source_index_earlier: { message: "vom $1" }, calqued_date: { message: "„$1“" } };
  useMessages(catalogue(dated), "de");
  assert.equal(engineText({ message_id: "source_index_earlier", params: ["2026-03-01", "x"] }, ""), "vom 01.03.2026");
  assert.equal(engineText({ message_id: "calqued_date", params: ["2026-03-01"] }, ""), "„2026-03-01“", "a quotation stays as it is");
  useMessages(catalogue(messages), "en");
});

test("a list has between its parts what the language puts there", () => {
  assert.deepEqual(listed(["a", "b", "c"]), ["a", ", ", "b", ", ", "c"]);
  assert.deepEqual(listed([]), []);
});
