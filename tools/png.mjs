/**
 * A PNG of few colours, as small as it gets: a palette and Zopfli. For icons, whose smooth edges have more shades than anyone
 * can tell apart: where there are more than 256 they are rounded until there are not.
 */

import { crc32 } from "node:zlib";
import zopfli from "@gfx/zopfli";

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const COLOURS = 256;

/** Red, green, blue, alpha. @typedef {[number, number, number, number]} Colour */

/** @type {Colour} */
const NOTHING = [0, 0, 0, 0];

/**
 * @param {Uint8Array | Uint8ClampedArray} pixels red, green, blue and alpha, row by row
 * @param {number} width
 * @returns {Promise<Buffer>}
 */
export async function png(pixels, width) {
  const height = pixels.length / 4 / width;
  const { palette, rows } = indexed(pixels);
  // What is transparent stands first, so that the list of alphas is short.
  const order = palette.map((_, index) => index).sort((a, b) => (palette[a]?.[3] ?? 0) - (palette[b]?.[3] ?? 0));
  const place = new Map(order.map((index, to) => [index, to]));
  const sorted = order.map((index) => palette[index] ?? NOTHING);
  const lines = Buffer.alloc(height * (width + 1));
  for (const [at, index] of rows.entries()) {
    lines[at + Math.floor(at / width) + 1] = place.get(index) ?? 0;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const alphas = sorted.map(([, , , alpha]) => alpha).slice(0, sorted.findLastIndex(([, , , alpha]) => alpha < 255) + 1);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(sorted.flatMap(([red, green, blue]) => [red, green, blue]))),
    ...(alphas.length > 0 ? [chunk("tRNS", Buffer.from(alphas))] : []),
    chunk("IDAT", await zopfli.zlibAsync(lines, { numiterations: 50 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** @param {Uint8Array | Uint8ClampedArray} pixels @returns {{ palette: Colour[], rows: number[] }} */
function indexed(pixels) {
  for (let step = 1; ; step *= 2) {
    const round = (/** @type {number} */ value) => Math.min(255, Math.round(value / step) * step);
    /** @type {Map<number, number>} */
    const known = new Map();
    /** @type {Colour[]} */
    const palette = [];
    /** @type {number[]} */
    const rows = [];
    for (let at = 0; at < pixels.length; at += 4) {
      const alpha = round(pixels[at + 3] ?? 0);
      const [red = 0, green = 0, blue = 0] = alpha === 0 ? [] : [0, 1, 2].map((part) => round(pixels[at + part] ?? 0));
      const key = ((red * 256 + green) * 256 + blue) * 256 + alpha;
      const index = known.get(key) ?? palette.length;
      if (index === palette.length) {
        known.set(key, index);
        palette.push([red, green, blue, alpha]);
      }
      rows.push(index);
    }
    if (palette.length <= COLOURS) {
      return { palette, rows };
    }
  }
}

/** @param {string} type @param {Uint8Array} content */
function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(content.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
