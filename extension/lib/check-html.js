/**
 * The engine in a page of the extension, on the HTML of a page whose policy forbids it there. Parsed into a document
 * that runs no script and loads nothing.
 */

import { Engine } from "./engine.js";
import { checkPage } from "./check-page.js";
import { Failure } from "./messages.js";
import * as glue from "../pkg/ungarble.js";

/** @import { Checked, OffscreenMessages } from "./types.js" */

/** @type {Promise<Engine> | null} */
let engine = null;

/** The engine, loaded once in this context. */
export function loadEngine() {
  engine ??= Engine.load(glue, chrome.runtime.getURL("pkg/ungarble_bg.wasm")).then((loaded) => {
    if (loaded.ok) {
      return loaded.value;
    }
    engine = null; // a later call tries again
    throw new Failure("engine", loaded.detail);
  });
  return engine;
}

/**
 * @param {OffscreenMessages["check-html"]["ask"]} ask
 * @returns {Promise<Checked>}
 */
export async function checkHtmlHere({ html, options, anyway }) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const checked = checkPage(await loadEngine(), page, { ...options, live: false }, anyway);
  if (!checked.ok) {
    throw new Failure("engine", checked.detail);
  }
  return checked.value;
}
