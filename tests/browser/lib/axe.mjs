/** Has a page examined by axe-core: names, roles, headings, contrast. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** @import { Popup, Tab } from "./driver.mjs" */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe-core has to say against the page as it is now, in light and in dark colours.
 *
 * @param {Popup | Tab} page
 * @returns {Promise<string[]>} empty if nothing
 */
export async function flaws(page) {
  await page.inject(AXE);
  const found = [];
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    await page.prefer(scheme);
    found.push(...(await page.evaluate(examine)).map((flaw) => `${scheme}: ${flaw}`));
  }
  await page.prefer("light");
  return found;
}

/**
 * Sent to the page as its source; axe-core is there by then.
 *
 * @returns {Promise<string[]>}
 */
async function examine() {
  const { axe } = /** @type {any} */ (globalThis);
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap((/** @type {any} */ { id, nodes }) =>
    nodes.map((/** @type {any} */ { html, failureSummary }) => `${id}: ${html}: ${failureSummary}`),
  );
}
