/**
 * The fixture pages of tests/pages, found by listing, and the command that reads them natively.
 */

import { execFile, spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

import { ROOT } from "./harness.mjs";

/** @import { Site } from "./site.mjs" */

/**
 * @typedef {object} Fixture
 * @property {string} slug
 * @property {string} file
 * @property {string} html
 * @property {Expected} expected
 *
 * @typedef {object} Expected the parts of expected.json that concern browsers
 * @property {string} status
 * @property {Record<string, string>} [headers] sent with the page
 * @property {string} [verdict]
 * @property {string[]} [evidence_includes] words that are quoted as a sign
 * @property {string[]} [names_include] names that the corrupted ones are traced to
 */

/** @returns {Fixture[]} sorted by name */
export function fixtures() {
  const folder = path.join(ROOT, "tests/pages");
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const file = path.join(folder, name, "page.html");
      return {
        slug: name,
        file,
        html: readFileSync(file, "utf8"),
        expected: JSON.parse(readFileSync(path.join(folder, name, "expected.json"), "utf8")),
      };
    })
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/**
 * What the report of a page is expected to be, in one word: the verdict, or the status that stands in its place.
 *
 * @param {Fixture} fixture
 */
export function kindOf({ expected }) {
  return expected.verdict ?? expected.status;
}

/**
 * The first page of each kind, for tests where the kind matters and the page does not.
 *
 * @returns {Map<string, Fixture>}
 */
export function oneOfEach() {
  return new Map(
    fixtures()
      .reverse()
      .map((page) => [kindOf(page), page]),
  );
}

/**
 * Puts a fixture page up with its headers and gives its address.
 *
 * @param {Site} site
 * @param {Fixture} fixture
 */
export function serve(site, { slug, html, expected }) {
  return site.put(`/pages/${slug}/`, html, expected.headers);
}

/** The built `ungarble` command, the optimised one before the other. */
export function command() {
  const target = process.env["CARGO_TARGET_DIR"] ?? path.join(ROOT, "target");
  for (const profile of ["release", "debug"]) {
    const file = path.join(target, profile, "ungarble");
    if (existsSync(file)) {
      return file;
    }
  }
  throw new Error(`The command is not in ${target}: run ./build.sh command first`);
}

/**
 * Runs the command and reads its JSON.
 *
 * @param {...string} args
 */
export async function ungarble(...args) {
  const { stdout } = await promisify(execFile)(command(), args, { maxBuffer: 1 << 28 });
  return JSON.parse(stdout);
}

/**
 * The status that the command gives each page, by slug.
 *
 * @param {readonly { slug: string, address: string, html: string }[]} pages
 * @returns {Map<string, string>}
 */
export function statuses(pages) {
  const input = pages.map(({ slug, address, html }) => JSON.stringify({ id: slug, url: address, html })).join("\n");
  const { stdout } = spawnSync(command(), ["extract", "--format", "ndjson", "-"], { input, encoding: "utf8", maxBuffer: 1 << 28 });
  return new Map(stdout.trim().split("\n").map((line) => JSON.parse(line)).map(({ id, status }) => [id, status]));
}
