/**
 * The licences of the crates and word lists that are compiled into the module: `node tools/notices.mjs OUT`. All of them ask
 * to travel with it. A crate under other terms than those expected here stops the build, so that a person decides.
 *
 * Nearly all are under the MIT licence, word for word. It stands in the file once, after the list of those it covers and their
 * copyright lines: every reader downloads this, and as many copies were 6 KB of the package.
 */

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MODULE = ["--locked", "--no-default-features"];
const TARGET = "wasm32-unknown-unknown";

/** @param {string[]} args */
const cargo = (...args) => execFileSync("cargo", args, { encoding: "utf8", maxBuffer: 2 ** 28 });

/** Name and version of every crate whose code is in the module, without our own. @returns {string[]} */
export function crates() {
  const tree = cargo("tree", ...MODULE, "--target", TARGET, "--edges", "normal,no-proc-macro", "--prefix", "none", "--no-dedupe", "--format", "{p}");
  const lines = tree.split("\n").filter((line) => line && !line.includes("("));
  return [...new Set(lines)].sort().map((line) => line.replace(" v", " "));
}

/** Each package of the lock file by name and version. @returns {Map<string, { license: string, folder: string }>} */
export function packages() {
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

/** Without what every copy of the licence says otherwise: its heading, the lines' length, and whose it is. @param {string} text */
const words = (text) => text.replace(COPYRIGHT, "").replace(/^(?:The )?MIT License(?: \(MIT\))?$/gim, "").replace(/\s+/g, " ").trim();

const COPYRIGHT = /^[ \t]*Copyright (?:\(c\)|©)[^]*?(?:\n(?=\s*\n)|(?=\n\s*Copyright)|$(?![^]))/gim;

const MIT = words(readFileSync("LICENSE-MIT", "utf8"));

/** A licence's text inside a longer one, from its first words to its last. */
const MIT_INSIDE = /^Permission is hereby granted, free of charge, to any\s+person[^]*?DEALINGS\s+IN\s+THE\s+SOFTWARE\.$/gm;
const APACHE_INSIDE = /^ *Apache License\s+Version 2\.0[^]*?(?=^-{20,}$)/gm;

/**
 * The copyright lines of a text that is otherwise the MIT licence; null where it says more.
 *
 * @param {string} text
 */
export function mitHolders(text) {
  return words(text) === MIT ? [...text.matchAll(COPYRIGHT)].map(([line]) => line.trim()) : null;
}

/**
 * A text without the licences it repeats: the MIT licence is below, and the Apache one is not the one we take.
 *
 * @param {string} text
 */
export function withoutRepeats(text) {
  return text
    .replace(MIT_INSIDE, (found) => (words(found) === MIT ? "[the MIT licence, at the end of this file]" : found))
    .replace(APACHE_INSIDE, "[the Apache License 2.0; we take the other]\n");
}

/** The parts of SCOWL's notice that ask to be reproduced; the others say what is in the public domain. */
const SCOWL = [
  ["The collective work is Copyright", "express or implied warranty."],
  ["The WordNet database,", "LICENSEE agrees to preserve same."],
  ["UKACD, by J Ross Beresford", "as widely as possible."],
  ["My VARCON package", "SUCH DAMAGE."],
];

/** @param {string} text */
export function scowlNotices(text) {
  return SCOWL.map(([start = "", end = ""]) => {
    const from = text.indexOf(start);
    const words = new RegExp(end.replaceAll(".", "\\.").replace(/ /g, "\\s+"));
    const found = from < 0 ? null : words.exec(text.slice(from));
    if (!found) {
      throw new Error(`data/licenses/scowl.txt has no '${start} … ${end}': decide in tools/notices.mjs what of it must travel`);
    }
    return text.slice(from, from + found.index + found[0].length);
  }).join("\n\n");
}

function notices() {
  const known = packages();
  /** @type {string[]} */
  const plain = [];
  const others = [];
  const holders = (/** @type {string} */ name, /** @type {string[]} */ lines) => plain.push([name, ...lines.map((line) => `  ${line.replace(/\s*\n\s*/g, "\n  ")}`)].join("\n"));
  for (const name of crates()) {
    const text = terms(name, known.get(name)).replaceAll("\r", "");
    const lines = mitHolders(text);
    if (lines) {
      holders(name, lines);
    } else {
      others.push(`${name}\n\n${withoutRepeats(text)}`);
    }
  }
  const list = readFileSync("data/licenses/symspellpy.txt", "utf8");
  holders("symspellpy 6.10.1 (word lists)", mitHolders(list) ?? []);
  const scowl = `SCOWL 2020.12.07 (word lists)\n\n${scowlNotices(readFileSync("data/licenses/scowl.txt", "utf8"))}`;
  const [, licence = ""] = /\n\n(Permission is hereby granted[^]*)$/.exec(readFileSync("LICENSE-MIT", "utf8")) ?? [];
  return [
    "ungarble_bg.wasm holds code of these Rust packages, and facts from these lists, each under the terms named with it.",
    ...others,
    scowl,
    `Under the MIT licence:\n\n${plain.join("\n")}\n\n${licence.trim()}`,
  ].join(`\n\n${"-".repeat(80)}\n\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(process.argv[2] ?? "/dev/stdout", `${notices()}\n`);
}
