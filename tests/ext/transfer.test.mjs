import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULTS } from "../../extension/lib/settings.js";
import { DEFAULTS as NO_SOURCES } from "../../extension/lib/sources.js";
import { differences, read, write } from "../../extension/options/transfer.js";
import { anything } from "./anything.mjs";

const none = { settings: DEFAULTS, sources: NO_SOURCES, names: [] };

test("what is written is read again, and differs in nothing", () => {
  const choices = {
    settings: { ...DEFAULTS, without: ["style"], sensitivity: /** @type {const} */ ("keen"), sites: ["a.example"], automatic: /** @type {const} */ ("sites") },
    sources: { ...NO_SOURCES, feeds: [{ url: "https://a.example/feed", name: "A" }] },
    names: ["Karasu"],
  };
  const again = read(write(choices));
  assert.ok(again.ok);
  assert.deepEqual(again.choices, choices);
  assert.deepEqual(differences(choices, again.choices), []);
  assert.deepEqual(differences(none, choices).map(({ what }) => what), ["without", "sensitivity", "automatic", "sites", "names", "feeds"]);
  assert.deepEqual(differences(choices, none).find(({ what }) => what === "names"), { what: "names", added: [], removed: ["Karasu"] });
});

test("whatever a file holds, what is read is sound", () => {
  for (const value of anything(["format", "version", "settings", "sources", "names", "feeds", "url", "without", "sites"], 500)) {
    for (const text of [JSON.stringify(value) ?? "", JSON.stringify({ format: "ungarble-settings", version: 1, settings: value, sources: value, names: value })]) {
      const answer = read(text);
      if (answer.ok) {
        assert.deepEqual(read(write(answer.choices)), answer);
      } else {
        assert.match(answer.why, /^(?:not_ours|newer)$/);
      }
    }
  }
});

test("a list that nobody could choose is cut, and names are no markup and no list of their own", () => {
  const names = [...Array.from({ length: 5_000 }, (_, index) => `Name ${index}`), "x".repeat(500), ["a"], null];
  const answer = read(JSON.stringify({ format: "ungarble-settings", version: 1, names, settings: { sites: ["a.example/path", "*", "a.example"] } }));
  assert.ok(answer.ok);
  assert.ok(answer.choices.names.length <= 500 && answer.choices.names.every((name) => name.length <= 100));
  assert.deepEqual(answer.choices.settings.sites, ["a.example"]);
});
