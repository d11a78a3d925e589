/**
 * Puts the parts together: `extension` makes dist/chromium, dist/firefox and their zips, `www` makes dist/www.
 *
 * Files are copied without their comments and white space (comments.mjs), and the modules of each page of the extension joined into
 * one script (bundle.mjs). Of the manifest each browser gets only the keys it knows. The demo takes of the extension what it uses
 * (demo.mjs). Past the size budget the build fails.
 */

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SCRIPTS, STYLES } from "../extension/lib/compare-view/export.js";
import { joinClassic, joinModules, joinStyles } from "./bundle.mjs";
import { styleWithoutIndentation, withoutComments, withoutSpace } from "./comments.mjs";
import { languages, reached, releaseOf } from "./demo.mjs";
import { zip } from "./zip.mjs";

const ZIP_BUDGET = 1_000_000;

/** The Apache text would be 4 KB of every download; who wants that licence has it in the source. */
const LICENSE = "LICENSE-MIT";
const OTHER_LICENSE = "\nUngarble is also available under the Apache License 2.0; its text is in the source.\n";

const ENGINE = ["ungarble.classic.js", "ungarble_bg.wasm", "THIRD-PARTY.txt"];
/** Parts of the classic script already. */
const INSIDE = new Set(["extension/lib/engine.js", "extension/lib/check-page.js"]);

/** Every file under a folder, as sorted paths with forward slashes. @param {string} folder @returns {string[]} */
function filesOf(folder, prefix = "") {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .flatMap((entry) => {
      const path = prefix + entry.name;
      return entry.isDirectory() ? filesOf(folder, `${path}/`) : [path];
    })
    .sort();
}

/** Types are for the checker and stay at home. @param {string} path */
const shipped = (path) => !path.endsWith(".d.ts");

/**
 * A script without its comments and white space, a style without its comments and indentation. What a saved comparison is made of keeps the
 * latter, as in those that the command writes: the two are the same to the byte.
 *
 * @param {string} path
 * @param {string} text
 */
function slimmed(path, text) {
  if ([...SCRIPTS, ...STYLES].some((part) => path.endsWith(`/${part}`))) {
    return withoutComments(text);
  }
  return path.endsWith(".css") ? styleWithoutIndentation(withoutComments(text)) : withoutSpace(text);
}

/** Sentences that only the demo says. */
const DEMO_ONLY = /^(?:demo|sample|catalogue)_/;

/** Comments and notes to translators stay at home too. @param {string} folder @param {RegExp} [unused] messages that are not said there */
function slim(folder, unused = /^$/) {
  for (const path of filesOf(folder).map((name) => join(folder, name))) {
    if (/\.(?:js|css)$/.test(path)) {
      writeFileSync(path, slimmed(path, readFileSync(path, "utf8")));
    } else if (path.endsWith("messages.json")) {
      const messages = Object.entries(JSON.parse(readFileSync(path, "utf8"))).flatMap(([key, { message }]) => (unused.test(key) ? [] : [`${JSON.stringify(key)}:${JSON.stringify({ message })}`]));
      writeFileSync(path, `{\n${messages.join(",\n")}\n}\n`);
    }
  }
}

/** @param {string} to */
function copy(to) {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  cpSync("extension", to, { recursive: true, filter: (path) => shipped(path) && !INSIDE.has(path) });
  mkdirSync(join(to, "pkg"));
  for (const name of ENGINE) {
    cpSync(join("pkg", name), join(to, "pkg", name));
  }
  license(to);
}

/** @param {string} to */
function license(to) {
  writeFileSync(join(to, LICENSE), readFileSync(LICENSE, "utf8") + OTHER_LICENSE);
}

/**
 * The manifest for one browser: the keys and permissions that only the other knows would be warnings there.
 *
 * @param {any} manifest
 * @param {string} browser
 */
export function manifestFor(manifest, browser) {
  const out = structuredClone(manifest);
  if (browser === "chromium") {
    delete out.browser_specific_settings;
    delete out.sidebar_action;
    delete out.background?.scripts;
    delete out.commands?._execute_sidebar_action;
  } else {
    delete out.minimum_chrome_version;
    delete out.side_panel;
    delete out.commands?.["open-panel"];
    delete out.background?.service_worker;
    const chromiumOnly = new Set(["offscreen", "sidePanel"]);
    out.permissions = out.permissions?.filter((/** @type {string} */ permission) => !chromiumOnly.has(permission));
    for (const entry of out.web_accessible_resources ?? []) {
      delete entry.use_dynamic_url;
    }
  }
  return out;
}

async function extension() {
  const manifest = JSON.parse(readFileSync("extension/manifest.json", "utf8"));
  let past = 0;
  for (const browser of ["chromium", "firefox"]) {
    const folder = `dist/${browser}`;
    copy(folder);
    slim(folder, DEMO_ONLY);
    joinStyles(folder);
    joinClassic(folder);
    await joinModules(folder);
    writeFileSync(`${folder}/manifest.json`, `${JSON.stringify(manifestFor(manifest, browser), null, 2)}\n`);
    const contents = new Map(filesOf(folder).map((path) => [path, readFileSync(join(folder, path))]));
    const packed = await zip(contents);
    const name = `dist/ungarble-${browser}-${manifest.version}.zip`;
    writeFileSync(name, packed);
    const share = Math.round((100 * packed.length) / ZIP_BUDGET);
    console.log(`${name}: ${packed.length} bytes, ${share} % of the budget`);
    console.log(`${createHash("sha256").update(packed).digest("hex")}  ${name}`);
    past += packed.length > ZIP_BUDGET ? 1 : 0;
  }
  if (past > 0) {
    console.error(`The extension is larger than ${ZIP_BUDGET} bytes: make it smaller, or decide on another budget.`);
    process.exitCode = 1;
  }
}

/** The demo shares its renderer, messages and engine with the extension, and takes what it uses of it. */
function www() {
  const out = "dist/www";
  rmSync(out, { recursive: true, force: true });
  cpSync("www", out, { recursive: true, filter: shipped });
  cpSync("extension/_locales", `${out}/_locales`, { recursive: true });
  const source = (/** @type {string} */ path) =>
    [join("www", path), path.startsWith("pkg/") ? path : join("extension", path)].find((one) => existsSync(one)) ?? null;
  const read = (/** @type {string} */ path) => {
    const from = source(path);
    return from && (/\.(?:js|html|css|webmanifest)$/.test(path) ? readFileSync(from, "utf8") : "");
  };
  for (const path of [...reached(["index.html", "site.webmanifest", "pkg/THIRD-PARTY.txt"], read)].sort()) {
    cpSync(source(path) ?? path, join(out, path));
  }
  license(out);
  slim(out);
  writeFileSync(`${out}/_locales/languages.json`, `${JSON.stringify(languages(readdirSync("extension/_locales")), null, 1)}\n`);
  const release = releaseOf(new Map(filesOf(out).filter((path) => path !== "offline.js").map((path) => [path, readFileSync(join(out, path))])));
  const worker = readFileSync(`${out}/offline.js`, "utf8");
  writeFileSync(`${out}/offline.js`, `const RELEASE = ${JSON.stringify(release, null, 1)};\n${worker}`);
  console.log(`${out}: release ${release.name}, ${Object.keys(release.files).length} files`);
}

const parts = new Map([["extension", extension], ["www", www]]);
for (const name of process.argv.slice(2)) {
  await parts.get(name)?.();
}
