/** The popup has no time to find its modules one behind the other: its page names them all, and no other. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../extension/popup/", import.meta.url));

/** @param {string} file @param {Set<string>} seen */
function follow(file, seen) {
  if (!seen.has(file)) {
    seen.add(file);
    for (const [, to = ""] of readFileSync(file, "utf8").matchAll(/^import\s(?:[^"]*?\sfrom\s)?"([^"]+)";/gm)) {
      follow(path.join(path.dirname(file), to), seen);
    }
  }
  return seen;
}

test("the popup's page names every module that its script needs", () => {
  const script = path.join(folder, "popup.js");
  const needed = [...follow(script, new Set())].filter((file) => file !== script).map((file) => path.relative(folder, file).replaceAll("\\", "/"));
  const named = [...readFileSync(path.join(folder, "popup.html"), "utf8").matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(([, href]) => href);
  assert.ok(needed.length > 10);
  assert.deepEqual(named.sort(), needed.sort());
});
