/**
 * The world of one test file: for each browser a fresh profile with the built extension in it, and a site.
 *
 *     eachBrowser((world) => {
 *       test("a click shows the verdict", async () => {
 *         const { browser, site } = world();
 *
 * The extension is the built one in dist/, as readers get it; `./build.sh extension` makes it. `BROWSERS=firefox` in the
 * environment leaves the other browser out, `CHROMIUM` and `FIREFOX` name other executables.
 */

import { existsSync } from "node:fs";
import path from "node:path";
import { after, before, describe } from "node:test";
import { fileURLToPath } from "node:url";

import { launchChromium } from "./chromium.mjs";
import { launchFirefox } from "./firefox.mjs";
import { Site } from "./site.mjs";

/** @import { Driver } from "./driver.mjs" */

/** @typedef {{ browser: Driver, site: Site }} World */

/** The repository. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const KINDS = {
  chromium: { launch: launchChromium, variable: "CHROMIUM", names: ["chromium", "chromium-browser", "google-chrome"] },
  firefox: { launch: launchFirefox, variable: "FIREFOX", names: ["firefox-esr", "firefox"] },
};

/** @typedef {keyof typeof KINDS} Name */

/** The built one; none; or another one, made into a folder for the browser. @typedef {boolean | ((name: Name) => string)} Extension */

/** The browsers that tests run in. */
export const BROWSERS = /** @type {Name[]} */ (Object.keys(KINDS)).filter(
  (name) => process.env["BROWSERS"]?.split(/[ ,]+/).includes(name) ?? true,
);

/** Loading, installing and closing together; a machine under load takes its time. */
const START = { timeout: 180_000 };

/**
 * Defines the same tests for every browser.
 *
 * @param {(world: () => World) => void} define
 * @param {{ extension?: Extension }} [options]
 */
export function eachBrowser(define, options) {
  for (const name of BROWSERS) {
    describe(name, { timeout: 600_000 }, () => {
      /** @type {World | undefined} */
      let world;
      before(async () => {
        world = await start(name, options);
      }, START);
      after(() => world && stop(world), START);
      define(() => {
        if (!world) {
          throw new Error(`${name} did not start`);
        }
        return world;
      });
    });
  }
}

/**
 * @param {Name} name
 * @param {{ extension?: Extension }} [options]
 * @returns {Promise<World>}
 */
export async function start(name, { extension = true } = {}) {
  const site = await Site.start();
  try {
    const folder = typeof extension === "function" ? extension(name) : `dist/${name}`;
    const browser = await KINDS[name].launch({
      executable: executable(name),
      extension: extension ? made(folder, "manifest.json", "./build.sh extension") : null,
      proxy: `127.0.0.1:${site.port}`,
    });
    return { browser, site };
  } catch (error) {
    await site.stop();
    throw error;
  }
}

/** @param {World} world */
export async function stop({ browser, site }) {
  await browser.close();
  await site.stop();
}

/**
 * A folder that the build makes.
 *
 * @param {string} folder in the repository
 * @param {string} file that must be in it
 * @param {string} command that makes it
 */
export function made(folder, file, command) {
  const whole = path.resolve(ROOT, folder);
  if (!existsSync(path.join(whole, file))) {
    throw new Error(`${folder}/${file} is missing: run ${command} first`);
  }
  return whole;
}

/** @param {Name} name */
function executable(name) {
  const { variable, names } = KINDS[name];
  const chosen = process.env[variable];
  if (chosen) {
    return chosen;
  }
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  for (const candidate of names.flatMap((n) => folders.map((folder) => path.join(folder, n)))) {
    if (existsSync(candidate)) {
      return candidate;
    }
  }
  throw new Error(`${name} is not installed: install one of ${names.join(", ")}, or name one in ${variable}`);
}
