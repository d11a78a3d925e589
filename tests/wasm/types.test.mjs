/** The types that tsc checks extension and demo against are those of the values the engine really gives. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { loadEngine, loadTreeEngine } from "./load.mjs";

const engine = await loadEngine();
const reader = await loadTreeEngine();

/** @param {any} outcome */
function value(outcome) {
  assert.ok(outcome.ok, outcome.detail);
  return outcome.value;
}

/** What tsc says of a file with these lines, beside the generated types. @param {string[]} lines */
function tsc(lines) {
  const folder = mkdtempSync(join(resolve("pkg"), "types-"));
  try {
    const file = join(folder, "values.ts");
    writeFileSync(file, lines.join("\n"));
    const flags = ["--ignoreConfig", "--noEmit", "--strict", "--exactOptionalPropertyTypes", "--skipLibCheck", "false"];
    const options = ["--lib", "es2024,dom", "--module", "es2022", "--moduleResolution", "bundler"];
    execFileSync("node_modules/.bin/tsc", [...flags, ...options, file], { encoding: "utf8" });
    return "";
  } catch (error) {
    return String(/** @type {any} */ (error).stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const garbled =
  "The “executive director” of the office said on Mondayand again on Tuesday that the the plan was {good|fine}, " +
  "cafÃ© owners agreed, and Karas Kallas of the European Commission spoke of double-use goods. ";
const report = value(engine.call("checkText", garbled.repeat(4), { id: "one", nursery: true }));
const tree = {
  url: null,
  head: { title: "T", language: "en", html_class: "", metas: [["author", "A"]], links: [["canonical", "/x"]], json_ld: [] },
  nodes: [{ tag: "p", hints: "", text: "", visible: true, size: 0, parent: 0xffffffff }],
  truncated: false,
};

test("real values fit the generated types to the letter", () => {
  assert.ok(report.evidence.length > 0, "a report with evidence is the one to test with");
  const said = tsc([
    'import type { About, DetectorInfo, Report, SensitivityInfo } from "../ungarble.js";',
    'import type { PageTree } from "../tree/ungarble.js";',
    `export const about: About = ${JSON.stringify(value(engine.call("about")))};`,
    `export const levels: SensitivityInfo[] = ${JSON.stringify(value(engine.call("sensitivities")))};`,
    `export const report: Report = ${JSON.stringify(report)};`,
    `export const other: Report = ${JSON.stringify(value(reader.call("checkTree", tree)))};`,
    `export const tree: PageTree = ${JSON.stringify(tree)};`,
    `export const detectors: DetectorInfo[] = ${JSON.stringify(value(engine.call("detectors")))};`,
  ]);
  assert.equal(said, "");
});

test("a value with another shape would be noticed", () => {
  const { reason: _, ...without } = report;
  const said = tsc([
    'import type { Report } from "../ungarble.js";',
    `export const wrong: Report = ${JSON.stringify({ ...report, verdict: "genuine" })};`,
    `export const more: Report = ${JSON.stringify({ ...report, extra: 1 })};`,
    `export const less: Report = ${JSON.stringify(without)};`,
  ]);
  assert.match(said, /genuine/);
  assert.match(said, /extra/);
  assert.match(said, /reason/);
});
