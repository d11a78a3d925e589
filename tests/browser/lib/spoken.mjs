/**
 * The built extension in one language only, one of `_locales` or one that nobody speaks (tests/ext/catalogues.mjs).
 *
 * Which language a browser speaks hangs on packages that a machine may not have. A build without English, whose default is the
 * other language, goes the same way: the browser reads that catalogue, and the extension knows of nothing else.
 */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";

import { catalogueOf } from "../../ext/catalogues.mjs";
import { made } from "./harness.mjs";

/** Folders that tests made go with the tests. @type {string[]} */
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/**
 * For {@link import("./harness.mjs").eachBrowser}: makes the folder for a browser.
 *
 * @param {string} name of a catalogue
 * @returns {(browser: string) => string}
 */
export function spoken(name) {
  return (browser) => {
    const folder = mkdtempSync(path.join(tmpdir(), `ungarble-${browser}-${name}-`));
    folders.push(folder);
    cpSync(made(`dist/${browser}`, "manifest.json", "./build.sh extension"), folder, { recursive: true });
    rmSync(path.join(folder, "_locales"), { recursive: true });
    const messages = catalogueOf(name);
    // The browsers take a folder only under the name of a language that they know.
    const locale = messages["locale"]?.message ?? "en";
    mkdirSync(path.join(folder, "_locales", locale), { recursive: true });
    writeFileSync(path.join(folder, "_locales", locale, "messages.json"), JSON.stringify(messages));
    const manifest = JSON.parse(readFileSync(path.join(folder, "manifest.json"), "utf8"));
    writeFileSync(path.join(folder, "manifest.json"), JSON.stringify({ ...manifest, default_locale: locale }));
    return folder;
  };
}
