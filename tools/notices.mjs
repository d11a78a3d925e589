/**
 * The licences of the crates that are compiled into the module: `node tools/notices.mjs OUT`. All of them ask to travel
 * with it. A crate under other terms than those expected here stops the build, so that a person decides.
 */

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const MODULE = ["--locked", "--no-default-features"];
const TARGET = "wasm32-unknown-unknown";

/** @param {string[]} args */
const cargo = (...args) => execFileSync("cargo", args, { encoding: "utf8", maxBuffer: 2 ** 28 });

/** Name and version of every crate whose code is in the module, without our own. */
function crates() {
  const tree = cargo("tree", ...MODULE, "--target", TARGET, "--edges", "normal,no-proc-macro", "--prefix", "none", "--no-dedupe", "--format", "{p}");
  const lines = tree.split("\n").filter((line) => line && !line.includes("("));
  return [...new Set(lines)].sort().map((line) => line.replace(" v", " "));
}

/** Each package of the lock file by name and version. @returns {Map<string, { license: string, folder: string }>} */
function packages() {
  const { packages } = JSON.parse(cargo("metadata", "--format-version", "1", ...MODULE, "--filter-platform", TARGET));
  return new Map(
    packages.map((/** @type {any} */ { name, version, license, manifest_path }) => [
      `${name} ${version}`,
      { license, folder: dirname(manifest_path) },
    ]),
  );
}

/**
 * The terms we take a crate under: MIT, which all of them offer, and what stands beside it.
 *
 * @param {string} name
 * @param {{ license: string, folder: string } | undefined} crate
 */
function terms(name, crate) {
  const files = crate ? readdirSync(crate.folder) : [];
  const chosen = files.filter((file) => /^LICEN[CS]E(?:[-_.](?:MIT|UNICODE))?(?:\.(?:txt|md))?$/i.test(file)).sort();
  if (!crate || !/\bMIT\b/.test(crate.license) || chosen.length === 0) {
    throw new Error(`${name} is under '${crate?.license}' with the files ${files}: decide in tools/notices.mjs how to name its terms`);
  }
  return chosen.map((file) => readFileSync(join(crate.folder, file), "utf8").trim()).join("\n\n");
}

const known = packages();
/** @type {Map<string, string[]>} */
const byTerms = new Map();
for (const name of crates()) {
  const text = terms(name, known.get(name));
  byTerms.set(text, [...(byTerms.get(text) ?? []), name]);
}
const parts = [...byTerms].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
const rule = `\n${"-".repeat(80)}\n\n`;
writeFileSync(
  process.argv[2] ?? "/dev/stdout",
  `ungarble_bg.wasm holds code of these Rust packages, each under the terms below it.\n${rule}${parts.join(rule)}`,
);
