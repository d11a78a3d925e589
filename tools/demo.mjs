/**
 * What the demo takes of the extension, and what the build adds to it: the list of its languages, and its release.
 *
 * A release is a name made from all contents and a hash of each file, written before the service worker (www/offline.js):
 * a browser that has an older one sees that the worker changed, and holds every file to its hash. So the same sources give
 * the same release, wherever they were built.
 */

import { createHash } from "node:crypto";
import { posix } from "node:path";

/** Where a script or page names another file of ours: imports, workers, and paths from the root. */
const NAMES = [
  /\b(?:from|import) ?\(?["'](\.\.?\/[^"']+)["']/g,
  /\bnew URL\("([\w./-]+)", import\.meta\.url\)/g,
  /\b(?:src|href)="([\w./-]+\.\w+)"/g,
];

/** Paths from the demo's root, in lists of files that are read later. */
const ROOTED = /"((?:lib|icons|pkg)\/[\w./-]+\.(?:js|css|svg|png|wasm))"/g;

/**
 * The files that are needed, beginning with some: what they name, what that names, and so on.
 *
 * @param {Iterable<string>} first
 * @param {(path: string) => string | null} read the text of a file; null where there is none, or no text
 * @returns {Set<string>}
 */
export function reached(first, read) {
  const found = new Set(first);
  for (const path of found) {
    const text = read(path) ?? "";
    const code = text.replace(/^\s*(?:\*|\/\/|\/\*).*$/gm, "");
    const named = NAMES.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = ""]) => posix.join(posix.dirname(path), name)));
    const rooted = [...code.matchAll(ROOTED)].map(([, name = ""]) => name);
    for (const next of [...named, ...rooted]) {
      if (read(next) !== null) {
        found.add(next);
      }
    }
  }
  return found;
}

/**
 * Languages as their readers call them, English first: a reader of none of them gets that.
 *
 * @param {readonly string[]} locales folders of `_locales`
 */
export function languages(locales) {
  return locales
    .map((locale) => locale.replaceAll("_", "-"))
    .sort((a, b) => Number(b === "en") - Number(a === "en") || (a < b ? -1 : 1))
    .map((tag) => ({ tag, name: new Intl.DisplayNames(tag, { type: "language" }).of(tag) ?? tag }));
}

/**
 * @param {Map<string, Uint8Array>} files all that the demo is made of but its service worker, by path
 * @returns {{ name: string, files: Record<string, string> }}
 */
export function releaseOf(files) {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const hashes = sorted.map(([path, content]) => [path, `sha256-${createHash("sha256").update(content).digest("base64")}`]);
  const name = createHash("sha256").update(JSON.stringify(hashes)).digest("hex").slice(0, 16);
  return { name, files: Object.fromEntries(hashes) };
}
