/**
 * One comparison and one drawing of it: the module gives the command's own answer, and what the extension saves is, byte for
 * byte, what the command writes. Only the spelling of numbers is neutral (1.0 and 1).
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { answerOf, exportHtml, exportMarkdown } from "../../extension/lib/compare-view/export.js";
import { catalogue, useMessages } from "../../extension/lib/i18n.js";
import { withoutComments } from "../../tools/comments.mjs";
import { loadEngine } from "./load.mjs";

const command = `${process.env.CARGO_TARGET_DIR ?? "target"}/release/ungarble`;
assert.ok(existsSync(command), `${command} is missing: ./build.sh command builds it`);

const engine = await loadEngine();
const folder = mkdtempSync(join(tmpdir(), "ungarble-compare-"));
after(() => rmSync(folder, { recursive: true }));

/** A file of the extension as it is shipped. @param {string} path */
function source(path) {
  const text = readFileSync(new URL(`../../extension/${path}`, import.meta.url), "utf8");
  return path.endsWith(".json") ? text : withoutComments(text);
}
useMessages(catalogue(JSON.parse(source("_locales/en/messages.json"))), "en");

const sample = (/** @type {string} */ name) => readFileSync(new URL(`../../www/samples/${name}`, import.meta.url), "utf8");
const HOSTILE = "</script><script>alert(1)</script> & <b>said</b> the mayor of @Harbour #1 | `town` on [Tuesday](javascript:x) in the *old* hall of www.example.org.";
const FILLER = "The council met on Tuesday and spoke about the bridge that the town has wanted for so many years. Nobody wished to leave before the vote was counted.";
const PAIRS = {
  samples: [sample("garbled.txt"), sample("honest.txt")],
  reprint: [sample("reprint.txt"), sample("honest.txt")],
  strangers: [sample("garbled.txt"), `${FILLER} ${FILLER.replaceAll("bridge", "ferry")}`],
  hostile: [`${HOSTILE}\n${FILLER}`, `${HOSTILE.replace("mayor", "head of the town")}\n${FILLER}`],
  "a part": [sample("honest.txt").split("\n\n").slice(1, 4).join("\n\n"), sample("honest.txt")],
};

for (const [name, [copy = "", original = ""]] of Object.entries(PAIRS)) {
  const paths = /** @type {[string, string]} */ (["copy", "original"].map((side) => join(folder, `${side}.txt`)));
  const run = (/** @type {string} */ format) => {
    writeFileSync(paths[0], copy);
    writeFileSync(paths[1], original);
    return execFileSync(command, ["compare", "--format", format, ...paths], { encoding: "utf8" });
  };

  test(`${name}: the module compares as the command does`, () => {
    const outcome = engine.call("compare", { text: copy }, { text: original }, { id: "x" });
    assert.ok(outcome.ok, outcome.ok ? "" : outcome.detail);
    const input = JSON.stringify({ id: "x", copy: { text: copy }, original: { text: original } });
    const line = execFileSync(command, ["compare", "--format", "ndjson", "-"], { input, encoding: "utf8" });
    assert.equal(JSON.stringify(answerOf(outcome.value)), JSON.stringify(JSON.parse(line)));
  });

  test(`${name}: the extension saves the page and the ticket that the command writes`, async () => {
    const answer = JSON.parse(run("json"));
    const data = /(?<=id="answer">)(.*)(?=<\/script>)/;
    const theirs = run("html");
    const ours = await exportHtml(answer, async (path) => source(path));
    assert.deepEqual(JSON.parse(data.exec(theirs)?.[0] ?? ""), answer);
    assert.equal(ours.replace(data, ""), theirs.replace(data, ""));
    assert.equal(exportMarkdown(answer), run("markdown"));
  });
}
