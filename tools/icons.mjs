/**
 * Draws the icons' PNG files from their SVG sources: `node tools/icons.mjs [FOLDER [SIZE…]]`. Needed only after a change of
 * those; the PNG files are kept, because browsers want them and builds should not need a browser. The package has the four
 * sizes that browsers show; stores want others, which tools/store.mjs draws.
 *
 * At 16 pixels the lines of the large drawing would blur, so that size has a drawing of its own. Both bring their own ground,
 * so that one picture does on light and dark toolbars.
 */

import { readFileSync, writeFileSync } from "node:fs";
import puppeteer from "puppeteer-core";
import { png } from "./png.mjs";

const SOURCES = "extension/icons";
const [folder = SOURCES, ...sizes] = process.argv.slice(2);

const browser = await puppeteer.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const page = await browser.newPage();
for (const size of sizes.length > 0 ? sizes.map(Number) : [16, 32, 48, 128]) {
  const svg = readFileSync(`${SOURCES}/${size === 16 ? "small" : "logo"}.svg`, "utf8").replace("<svg ", `<svg width="${size}" height="${size}" `);
  const pixels = await page.evaluate(async (source, side) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
    await image.decode();
    const canvas = new OffscreenCanvas(side, side);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.drawImage(image, 0, 0, side, side);
    return [...context.getImageData(0, 0, side, side).data];
  }, svg, size);
  const drawn = await png(Uint8Array.from(pixels), size);
  writeFileSync(`${folder}/${size}.png`, drawn);
  console.log(`${folder}/${size}.png: ${drawn.length} bytes`);
}
await browser.close();
