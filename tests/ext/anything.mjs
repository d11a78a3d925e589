/** Values of every kind that a damaged store could hold: the same ones in each run. */

const LEAVES = [
  null, true, false, 0, -1, 1e308, 0.5, "", "a", "x".repeat(5_000), "javascript:alert(1)", "https://a.example/", "*://*/*", "__proto__", "\u0000\ud800", "é",
];

/** A generator with a seed (mulberry32). @param {number} seed */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @param {readonly string[]} keys that the reader of the value knows
 * @param {number} [count]
 */
export function* anything(keys, count = 2_000) {
  const random = generator(7);
  /** @template T @param {readonly T[]} list */
  const one = (list) => list[Math.floor(random() * list.length)];
  /** @param {number} depth @returns {unknown} */
  const value = (depth) => {
    const kind = random();
    if (depth === 0 || kind < 0.4) return one(LEAVES);
    const size = Math.floor(random() * 5);
    if (kind < 0.7) return Array.from({ length: size }, () => value(depth - 1));
    return JSON.parse(`{${Array.from({ length: size }, () => `${JSON.stringify(one([...keys, "length", "__proto__", "toString"]))}:${JSON.stringify(value(depth - 1))}`).join()}}`);
  };
  for (let n = 0; n < count; n += 1) {
    // Every second one has the known keys, with anything under them.
    yield n % 2 === 0 ? value(4) : Object.fromEntries(keys.map((key) => [key, value(3)]));
  }
}
