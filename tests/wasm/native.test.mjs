/**
 * One engine: the WebAssembly build in node gives the same bytes as the native command, on plain texts and on the facts
 * of pages. Only the spelling of numbers is neutral (1.0 and 1), because both sides go through JSON.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { loadEngine, loadTreeEngine } from "./load.mjs";

const target = process.env.CARGO_TARGET_DIR ?? "target";
const command = `${target}/release/ungarble`;
const example = `${target}/debug/examples/tree`;
const shared = "../shared/data/dev/text.jsonl.gz";

for (const program of [command, example]) {
  assert.ok(existsSync(program), `${program} is missing: ./build.sh test builds it`);
}

const engine = await loadEngine();

/** @param {string} program @param {string[]} args @param {string} [input] @returns {any[]} one value a line */
function run(program, args, input = "") {
  const out = execFileSync(program, args, { input, encoding: "utf8", maxBuffer: 2 ** 30 });
  return out.trimEnd().split("\n").map((line) => JSON.parse(line));
}

/** Reports of the command for rows of NDJSON. @param {object[]} rows */
function native(rows) {
  const reports = run(command, ["check", "--format", "ndjson", "-"], rows.map((row) => JSON.stringify(row)).join("\n"));
  assert.equal(reports.length, rows.length);
  return reports;
}

/** @param {import("../../extension/lib/engine.js").Outcome<unknown>} outcome */
function value(outcome) {
  assert.ok(outcome.ok, outcome.ok ? "" : outcome.detail);
  return outcome.value;
}

/** Every file below a folder whose name ends so. @param {string} folder @param {string} end @returns {string[]} */
function filesOf(folder, end) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(end))
    .map((path) => join(folder, path))
    .sort();
}

/** @param {{ id: string, text: string }[]} rows */
function compareTexts(rows) {
  for (const [index, report] of native(rows).entries()) {
    const { id, text } = rows[index] ?? { id: "", text: "" };
    assert.equal(JSON.stringify(value(engine.call("checkText", text, { id }))), JSON.stringify(report), id);
  }
}

test("our texts get the same report from both", () => {
  const rows = ["tests", "www"]
    .flatMap((folder) => filesOf(folder, ".txt"))
    .map((path) => ({ id: path, text: readFileSync(path, "utf8") }));
  assert.ok(rows.length > 0, "there are texts");
  compareTexts(rows);
});

test("odd texts get the same report from both", () => {
  const sentence = "The council of Skerry met on Tuesday to speak about the bridge, and no one wished to leave. ";
  compareTexts([
    { id: "empty", text: "" },
    { id: "white space", text: " \n\t\u2028\n" },
    { id: "one word", text: "word" },
    { id: "line ends", text: sentence.repeat(10).replaceAll(". ", ".\r\n\r") },
    { id: "astral", text: `${"𝔗𝔥𝔢 🚢 ".repeat(30)}${sentence.repeat(10)}` },
    { id: "combining", text: sentence.repeat(10).normalize("NFD").replaceAll("e", "e\u0301\u0323") },
    { id: "controls", text: sentence.repeat(10).replaceAll(" ", "\u0000 \u0007") },
    { id: "right to left", text: `${"اجتمع المجلس يوم الثلاثاء ".repeat(40)}\n${sentence.repeat(10)}` },
    { id: "one huge line", text: sentence.repeat(12_000) },
    { id: "no spaces", text: "bridge".repeat(50_000) },
    { id: "quotes", text: `“${sentence.repeat(10)}”`.replaceAll(", ", ",” she said, “") },
  ]);
});

test("the facts of our pages get the same report from both", async () => {
  const pages = ["tests/pages", "benches"].flatMap((folder) => filesOf(folder, ".html"));
  assert.ok(pages.length > 1, "there are pages");
  const reader = await loadTreeEngine();
  const trees = run(example, pages);
  const rows = pages.map((path) => ({ id: path, url: "https://news.example/story", html: readFileSync(path, "utf8") }));
  for (const [index, report] of native(rows).entries()) {
    const { id, url } = rows[index] ?? { id: "", url: "" };
    assert.equal(JSON.stringify(value(reader.call("checkTree", trees[index], { id, url }))), JSON.stringify(report), id);
  }
});

test("the texts of the development set get the same report from both", { skip: skipReason() }, () => {
  const lines = gunzipSync(readFileSync(shared)).toString("utf8").trimEnd().split("\n");
  const rows = lines
    .filter((_, index) => index % 10 === 0)
    .map((line) => JSON.parse(line))
    .map((row, index) => ({ id: String(index), text: row.copy_text ?? row.text }));
  assert.ok(rows.every(({ text }) => typeof text === "string"));
  compareTexts(rows);
});

function skipReason() {
  return existsSync(shared) ? false : `${shared} is not here`;
}
