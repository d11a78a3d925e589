/**
 * Put into a page after content.js where somebody waits for the answer: the engine begins to load before the background asks for a
 * check. A message would have to wait until the popup, which is busy becoming a window, hears that the scripts are there.
 */

if (Object.hasOwn(globalThis, "ungarblePrepare")) {
  /** @type {{ ungarblePrepare: () => void }} */ (/** @type {unknown} */ (globalThis)).ungarblePrepare();
}
