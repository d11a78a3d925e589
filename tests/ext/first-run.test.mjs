import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { greet } from "../../extension/background/first-run.js";
import { loadEngine } from "../wasm/load.mjs";

const html = readFileSync(new URL("../../extension/welcome/welcome.html", import.meta.url), "utf8");

test("the first run page opens after an installation, and not after an update", async () => {
  const opened = [];
  globalThis.chrome = /** @type {any} */ ({
    runtime: { getURL: (path) => `extension:/${path}` },
    tabs: { create: async ({ url }) => opened.push(url) },
  });
  for (const reason of ["update", "chrome_update", "browser_update", "shared_module_update"]) {
    await greet(/** @type {any} */ ({ reason }));
  }
  assert.deepEqual(opened, []);
  await greet(/** @type {any} */ ({ reason: "install" }));
  assert.deepEqual(opened, ["extension:/welcome/welcome.html"]);
});

test("the example on the first run page is one: the engine finds exactly what is marked there", async () => {
  const quote = /<blockquote[^>]*>(.*)<\/blockquote>/.exec(html)?.[1] ?? "";
  const marks = [...quote.matchAll(/<mark data-meant="([^"]+)"[^>]*>([^<]+)<\/mark>/g)].map(([, meant, found]) => `${found} → ${meant}`);
  assert.equal(marks.length, 3);
  // Few words are not judged; these are honest ones.
  const more = " The meeting lasted for two hours and ended without a decision. The ministers will meet again in spring, when the report of the commission is due. Until then the old rules stay in place, the office said in a short note.";
  const report = (await loadEngine()).call("checkText", quote.replace(/<[^>]+>/g, "") + more);
  assert.ok(report.ok && report.value.verdict === "likely-garbled");
  assert.deepEqual(report.value.evidence.map((row) => `${row.quote.exact} → ${row.expected}`).sort(), marks.sort());
});
