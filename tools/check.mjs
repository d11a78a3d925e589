/**
 * Rules that no compiler checks: what shipped pages must not do, and facts that stand in two places. Prints every breach
 * with its place and ends with exit code 1 if there is one.
 */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Page content is hostile: strings become text, never markup or code. Nothing leaves the browser.
 *
 * @type {[pattern: RegExp, why: string, ending?: string][]}
 */
const FORBIDDEN = [
  [/\b(?:inner|outer)HTML\s*\+?=(?!=)/, "markup from a string: build elements, set textContent"],
  [/\.(?:insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)\b|\bdocument\.write/, "markup from a string"],
  [/\beval\s*\(|\bnew Function\b|\bset(?:Timeout|Interval)\s*\(\s*["'`]/, "code from a string"],
  [/\b(?:XMLHttpRequest|WebSocket|EventSource|WebTransport|sendBeacon|importScripts)\b/, "network"],
  [/\bimport\s*\(?\s*["'`]\w+:|\bfrom\s*["'`]\w+:/, "code from elsewhere"],
  [/<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)\s*=\s*["']?(?:\w+:)?\/\//i, "a file from elsewhere"],
  [/@import|url\(\s*["']?(?:\w+:)?\/\//, "a style from elsewhere", ".css"],
  [/<[^>]*\son[a-z]+\s*=\s*["']/i, "a handler in markup", ".html"],
  [/<script\b(?![^>]*\bsrc=)/i, "a script in markup", ".html"],
  [/\bnavigator\.webdriver\b/, "behaves otherwise when tested"],
];

/** Files that may call fetch: they read files of our own, and one of them asks the hosts that the reader allowed. */
const MAY_FETCH = new Set(["extension/compare/compare.js", "extension/lib/engine.js", "extension/lib/fetch.js", "extension/options/about.js", "extension/sidepanel/take.js", "www/judge.js", "www/offline.js", "www/parts.js"]);

/** Says what it takes away from itself. */
const NAMES_NETWORK = "www/worker.js";

/**
 * What a shipped file does that it must not.
 *
 * @param {string} path
 * @param {string} text
 * @returns {string[]}
 */
export function breachesIn(path, text) {
  return text.split("\n").flatMap((line, index) => {
    if (/^\s*(?:\*|\/\/|\/\*)/.test(line)) {
      return [];
    }
    const found = FORBIDDEN.filter(([pattern, , ending = ""]) => path.endsWith(ending) && pattern.test(line))
      .map(([, why]) => why)
      .filter((why) => why !== "network" || path !== NAMES_NETWORK);
    if (/\bfetch\s*\(|\.fetch\b/.test(line) && !MAY_FETCH.has(path)) {
      found.push(`network: only ${[...MAY_FETCH].join(", ")} may fetch`);
    }
    return found.map((why) => `${path}:${index + 1}: ${why}: ${line.trim()}`);
  });
}

/** Samples are read as text, never shown as pages. @param {string} folder @returns {string[]} */
function shippedFiles(folder) {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .map((path) => join(folder, path))
        .filter((path) => /\.(?:js|html|css)$/.test(path) && !path.startsWith(join("www", "samples")))
        .sort()
    : [];
}

/** @param {string} path */
const read = (path) => readFileSync(path, "utf8");

/** The version stands in several places; Cargo.toml's is the one to change. */
function versionBreaches() {
  const version = /^version = "(.*)"/m.exec(read("Cargo.toml"))?.[1];
  const breaches = [];
  const shipped = JSON.parse(read("extension/manifest.json")).version;
  if (shipped !== version) {
    breaches.push(`extension/manifest.json: version ${shipped}, but Cargo.toml has ${version}`);
  }
  if (!read("CHANGELOG.md").includes(`## [${version}]`)) {
    breaches.push(`CHANGELOG.md: no section for version ${version}`);
  }
  return breaches;
}

function lockBreaches() {
  return read("package-lock.json").includes('"resolved"')
    ? ["package-lock.json: names a registry; run npm with the .npmrc of this folder"]
    : [];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pages = [...shippedFiles("extension"), ...shippedFiles("www"), ...shippedFiles("src/article")];
  const breaches = [...pages.flatMap((path) => breachesIn(path, read(path))), ...versionBreaches(), ...lockBreaches()];
  for (const breach of breaches) {
    console.error(breach);
  }
  process.exitCode = breaches.length > 0 ? 1 : 0;
}
