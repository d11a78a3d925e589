import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULTS, readSettings } from "../../extension/lib/settings.js";

test("what was chosen is read back", () => {
  assert.deepEqual(readSettings({ without: ["b", "a"], nursery: true, search: "bing" }), { without: ["a", "b"], nursery: true, search: "bing" });
});

test("damaged or foreign values count as the default", () => {
  for (const bad of [undefined, null, 5, "x", [], { without: "a", nursery: "yes", search: "javascript:alert(1)//%s" }, { without: null }]) {
    assert.deepEqual(readSettings(bad), DEFAULTS);
  }
  assert.deepEqual(readSettings({ without: ["a", 5, null, "a"] }).without, ["a"]);
});
