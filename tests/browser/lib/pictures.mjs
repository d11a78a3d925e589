/**
 * Two screenshots, compared pixel by pixel. Reads the PNGs that browsers write (8 bits, RGB or RGBA, not interlaced)
 * and no others.
 */

import { inflateSync } from "node:zlib";

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

/**
 * @param {Buffer} before
 * @param {Buffer} after
 * @param {Box[]} boxes where a difference is expected, in pixels
 * @param {number} halo pixels around a box that belong to neither side
 * @returns {{ inside: (number | null)[], outside: number }} the changed share of each box, null for one that is
 *   not wholly in the picture; and the changed pixels elsewhere
 */
export function differences(before, after, boxes, halo) {
  const [a, b] = [decode(before), decode(after)];
  if (a.width !== b.width || a.height !== b.height) {
    throw new Error(`The pictures differ in size: ${a.width}x${a.height} and ${b.width}x${b.height}`);
  }
  const { width, height } = a;
  const changed = new Uint8Array(width * height);
  for (let at = 0; at < changed.length; at += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      if (a.pixels[at * a.depth + channel] !== b.pixels[at * b.depth + channel]) {
        changed[at] = 1;
      }
    }
  }
  /** @param {Box} box @param {(at: number) => void} visit */
  const each = (box, visit) => {
    for (let y = Math.max(0, Math.floor(box.top)); y < Math.min(height, Math.ceil(box.bottom)); y += 1) {
      for (let x = Math.max(0, Math.floor(box.left)); x < Math.min(width, Math.ceil(box.right)); x += 1) {
        visit(y * width + x);
      }
    }
  };
  const inside = boxes.map((box) => {
    if (box.left < 0 || box.top < 0 || box.right > width || box.bottom > height || box.right - box.left < 1) {
      return null;
    }
    let [all, different] = [0, 0];
    each(box, (at) => {
      all += 1;
      different += changed[at] ?? 0;
    });
    return different / all;
  });
  for (const { left, top, right, bottom } of boxes) {
    each({ left: left - halo, top: top - halo, right: right + halo, bottom: bottom + halo }, (at) => {
      changed[at] = 0;
    });
  }
  return { inside, outside: changed.reduce((sum, one) => sum + one, 0) };
}

/** @param {Buffer} png */
function decode(png) {
  if (png.readUInt32BE(0) !== 0x89504e47) {
    throw new Error("Not a PNG");
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [bits, colour, interlaced] = [png[24], png[25], png[28]];
  const depth = colour === 6 ? 4 : 3;
  if (bits !== 8 || (colour !== 2 && colour !== 6) || interlaced) {
    throw new Error(`A PNG of ${bits} bits, colour type ${colour}, interlacing ${interlaced}: no screenshot`);
  }
  /** @type {Buffer[]} */
  const data = [];
  for (let at = 8; at < png.length;) {
    const size = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") {
      data.push(png.subarray(at + 8, at + 8 + size));
    }
    at += 12 + size;
  }
  return { width, height, depth, pixels: unfilter(inflateSync(Buffer.concat(data)), width * depth, height, depth) };
}

/**
 * @param {Buffer} raw a filter byte before each line
 * @param {number} stride bytes of a line
 * @param {number} height
 * @param {number} depth bytes of a pixel
 */
function unfilter(raw, stride, height, depth) {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const here = y * stride + x;
      const left = x >= depth ? (out[here - depth] ?? 0) : 0;
      const up = y > 0 ? (out[here - stride] ?? 0) : 0;
      const corner = x >= depth && y > 0 ? (out[here - stride - depth] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[here] = (raw[here + y + 1] ?? 0) + guess;
    }
  }
  return out;
}

/**
 * @param {number} left
 * @param {number} up
 * @param {number} corner
 */
function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) {
    return left;
  }
  return b <= c ? up : corner;
}
