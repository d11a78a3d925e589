/**
 * Rules that no compiler checks: what shipped pages must not do, and facts that stand in two places. Prints every breach
 * with its place and ends with exit code 1 if there is one.
 */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Page content is hostile: strings become text, never markup or code. Nothing leaves the browser. */
const FORBIDDEN = [
  [/\b(?:inner|outer)HTML\s*\+?=(?!=)/, "markup from a string: build elements, set textContent"],
  [/\.(?:insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)\b|document\.write/, "markup from a string"],
  [/\beval\s*\(|\bnew Function\b|\bset(?:Timeout|Interval)\s*\(\s*["'`]/, "code from a string"],
  [/\b(?:XMLHttpRequest|WebSocket|EventSource|WebTransport|sendBeacon|importScripts)\b/, "network"],
  [/\bimport\s*\(?\s*["'`]\w+:|\bfrom\s*["'`]\w+:/, "code from elsewhere"],
  [/<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)\s*=\s*["']?(?:\w+:)?\/\//i, "a file from elsewhere"],
  [/@import|url\(\s*["']?(?:\w+:)?\/\//, "a style from elsewhere"],
  [/\son[a-z]+\s*=\s*["']/i, "a handler in markup", ".html"],
  [/<script\b(?![^>]*\bsrc=)/i, "a script in markup", ".html"],
  [/navigator\.webdriver/, "behaves otherwise when tested"],
];

/** Files that may call fetch, and what they read: files of our own. */
const FETCHES = new Map([
  ["extension/lib/engine.js", "the engine"],
  ["www/demo.js", "samples and messages beside the page"],
]);

const breaches = [];

/** @param {string} folder @returns {string[]} */
function filesOf(folder) {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}

/** @param {string} path */
const read = (path) => readFileSync(path, "utf8");

for (const path of [...filesOf("extension"), ...filesOf("www")].filter((path) => /\.(?:js|html|css)$/.test(path))) {
  for (const [index, line] of read(path).split("\n").entries()) {
    for (const [pattern, why, only = ""] of FORBIDDEN) {
      if (path.endsWith(only) && pattern.test(line) && !/^\s*(?:\*|\/\/|\/\*)/.test(line)) {
        breaches.push(`${path}:${index + 1}: ${why}: ${line.trim()}`);
      }
    }
    if (/\bfetch\s*\(/.test(line) && !FETCHES.has(path)) {
      breaches.push(`${path}:${index + 1}: fetches; only ${[...FETCHES.keys()].join(", ")} may, and only files of our own`);
    }
  }
}

/** The version stands in these places; the first is the one to change. */
const versions = [
  ["Cargo.toml", /^version = "(.*)"/m.exec(read("Cargo.toml"))?.[1]],
  ["extension/manifest.json", JSON.parse(read("extension/manifest.json")).version],
];
for (const [path, version] of versions) {
  if (version !== versions[0][1]) {
    breaches.push(`${path}: version ${version}, but ${versions[0][0]} has ${versions[0][1]}`);
  }
}
if (!read("CHANGELOG.md").includes(`## [${versions[0][1]}]`)) {
  breaches.push(`CHANGELOG.md: no section for version ${versions[0][1]}`);
}

if (/"resolved"/.test(read("package-lock.json"))) {
  breaches.push("package-lock.json: names a registry; run npm with the .npmrc of this folder");
}

for (const breach of breaches) {
  console.error(breach);
}
process.exitCode = breaches.length > 0 ? 1 : 0;
