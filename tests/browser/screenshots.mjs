/**
 * Pictures of what readers see, for looking at: `node tests/browser/screenshots.mjs [FOLDER]`. One for each state of the
 * popup, browser and colour scheme. Compares nothing.
 */

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { oneOfEach, serve } from "./lib/fixtures.mjs";
import { BROWSERS, ROOT, start, stop } from "./lib/harness.mjs";
import { check } from "./lib/popup.mjs";

const folder = process.argv[2] ?? path.join(ROOT, "tests/browser/screenshots");
const pages = oneOfEach();

await mkdir(folder, { recursive: true });
for (const name of BROWSERS) {
  const world = await start(name);
  try {
    const { browser, site } = world;
    for (const [kind, page] of pages) {
      await picture(`${name}-${kind}`, await browser.open(serve(site, page)));
    }
    await picture(`${name}-unsupported-page`, await browser.openInternal());

    /**
     * @param {string} title
     * @param {import("./lib/driver.mjs").Tab} tab
     */
    async function picture(title, tab) {
      const { popup } = await check(browser, tab);
      for (const scheme of /** @type {const} */ (["light", "dark"])) {
        await popup.prefer(scheme);
        await writeFile(path.join(folder, `${title}-${scheme}.png`), await popup.screenshot());
      }
      await popup.prefer("light");
      await popup.close();
      await tab.close();
    }
  } finally {
    await stop(world);
  }
}
console.log(`Pictures are in ${folder}`);
