/**
 * Draws the icons' PNG files from their SVG sources: `node tools/icons.mjs`. Needed only after a change of those; the PNG
 * files are kept, because browsers want them and builds should not need a browser.
 *
 * At 16 pixels the lines of the large drawing would blur, so that size has a drawing of its own.
 */

import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const FOLDER = "extension/icons";

const browser = await puppeteer.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  const svg = readFileSync(`${FOLDER}/${size === 16 ? "small" : "logo"}.svg`, "utf8");
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>* { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`);
  await page.screenshot({ path: `${FOLDER}/${size}.png`, omitBackground: true });
}
await browser.close();
