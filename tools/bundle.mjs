/**
 * Joins what a page of the extension loads: its modules into one script, and for the popup its styles into one file. A window
 * that opens on a click has no time to ask for forty files, and neither has a worker that is woken by it (docs/speed.md).
 *
 * esbuild joins them and takes white space out; every name is kept, apart from a number where two modules use the same one. What is read
 * as a file besides (what a saved comparison is made of) stays a file too, and the pages that are not in a hurry import it from there.
 */

import { build } from "esbuild";
import { readFileSync, readdirSync, rmSync, rmdirSync, writeFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";

import { SCRIPTS } from "../extension/lib/compare-view/export.js";

/** What a reader waits for. These bring all that they need. */
const HURRIED = ["background.js", "popup/popup.js"];

/** Loaded by one of two: the hidden page, or a background that has no such page. */
const SHARED = "lib/room.js";

/** A script of its own, because it goes into pages too. */
const ENGINE = "pkg/ungarble.classic.js";

/** The page whose styles become one file, and that file. */
const STYLED = { page: "popup/popup.html", style: "popup/popup.css" };

/**
 * Classic scripts, and those that each begins with: a page has some work with every script it gets.
 *
 * @type {Record<string, string[]>}
 */
const BEFORE = {
  "content/auto.js": ["lib/gate.js"],
  "content/content.js": ["lib/gate.js", "content/watch.js", "content/fingerprint.js", "content/answer.js"],
  "content/marks.js": ["lib/looks.js", "lib/locate.js", "lib/paint.js", "content/answer.js", "content/card.js"],
  "popup/early.js": ["lib/page-scripts.js"],
};

/** The classic scripts that are made of several. */
export const JOINED = Object.keys(BEFORE);

/**
 * What a classic script is made of, in this order.
 *
 * @param {string} path
 */
export function partsOf(path) {
  return [...(BEFORE[path] ?? []), path];
}

const LINK = /^\s*<link rel="stylesheet" href="([^"]+)">\n/gm;
const LOADED = /<script (type="module" )?src="([^"]+)"/g;

/**
 * The scripts that the pages of an extension load.
 *
 * @param {string} folder
 * @returns {{ modules: string[], classic: string[] }} sorted paths
 */
export function loadedScripts(folder) {
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith(".html"));
  const loaded = pages.flatMap((page) =>
    [...readFileSync(join(folder, page), "utf8").matchAll(LOADED)].map(([, module, name = ""]) => ({ module, path: posix.join(dirname(page), name) })));
  const paths = (/** @type {typeof loaded} */ some) => [...new Set(some.map(({ path }) => path))].sort();
  return { modules: paths(loaded.filter(({ module }) => module)), classic: paths(loaded.filter(({ module }) => !module)) };
}

/**
 * Joins the modules of a built extension, in its folder, and takes those away that nothing asks for any more.
 *
 * @param {string} folder
 */
export async function joinModules(folder) {
  const { modules, classic } = loadedScripts(folder);
  const entries = ["background.js", SHARED, ...modules];
  const read = new Set(JOINED.flatMap((path) => partsOf(path).slice(0, -1)));
  for (const entry of entries) {
    const apart = [ENGINE, SHARED, ...(HURRIED.includes(entry) ? [] : SCRIPTS)].filter((path) => path !== entry);
    const { metafile } = await build({
      entryPoints: [join(folder, entry)],
      outfile: join(folder, entry),
      plugins: [leaving(apart, folder, entry)],
      allowOverwrite: true,
      bundle: true,
      format: "esm",
      target: "esnext",
      charset: "utf8",
      legalComments: "none",
      minifyWhitespace: true,
      metafile: true,
      logLevel: "warning",
    });
    Object.keys(metafile.inputs).forEach((path) => read.add(relative(folder, path).replaceAll("\\", "/")));
  }
  const joined = entries.map((entry) => readFileSync(join(folder, entry), "utf8")).join("\n");
  for (const path of read) {
    const named = joined.includes(`"${path}"`) || joined.includes(`"/${path}"`); // put into pages, or into a saved comparison
    if (!entries.includes(path) && !classic.includes(path) && !named) {
      rmSync(join(folder, path));
    }
  }
  const folders = [...new Set([...read].map((path) => join(folder, dirname(path))))].sort().reverse();
  folders.filter((one) => readdirSync(one).length === 0).forEach((one) => rmdirSync(one));
}

/**
 * Leaves imports of some files as they are, but for the way to them.
 *
 * @param {readonly string[]} apart
 * @param {string} folder
 * @param {string} entry that they are imported from
 * @returns {import("esbuild").Plugin}
 */
function leaving(apart, folder, entry) {
  return {
    name: "leaving",
    setup(building) {
      building.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
        const whole = relative(folder, join(resolveDir, path)).replaceAll("\\", "/");
        if (!apart.includes(whole)) return undefined;
        const way = posix.relative(dirname(entry), whole);
        return { path: way.startsWith(".") ? way : `./${way}`, external: true };
      });
    },
  };
}

/**
 * Puts classic scripts before others that need them.
 *
 * @param {string} folder
 */
export function joinClassic(folder) {
  for (const path of JOINED) {
    writeFileSync(join(folder, path), partsOf(path).map((part) => readFileSync(join(folder, part), "utf8")).join("\n"));
  }
}

/**
 * Joins the styles of the popup.
 *
 * @param {string} folder
 */
export function joinStyles(folder) {
  const page = join(folder, STYLED.page);
  const html = readFileSync(page, "utf8");
  const names = [...html.matchAll(LINK)].map(([, name = ""]) => posix.join(dirname(STYLED.page), name));
  writeFileSync(join(folder, STYLED.style), names.map((name) => readFileSync(join(folder, name), "utf8")).join(""));
  let first = true;
  writeFileSync(page, html.replace(LINK, (link, name) => {
    const kept = first ? link.replace(name, posix.relative(dirname(STYLED.page), STYLED.style)) : "";
    first = false;
    return kept;
  }));
  for (const name of names.filter((one) => dirname(one) === dirname(STYLED.page) && one !== STYLED.style)) {
    rmSync(join(folder, name));
  }
}
