/**
 * The engine in a page of the extension, on the copy of a page whose policy forbids it there. The copy is a string and a few
 * numbers; nothing of it becomes a document here.
 */

import { Failure } from "./messages.js";
import "../pkg/ungarble.classic.js";

/** @import { Engine } from "./engine.js" */
/** @import { Checked, OffscreenMessages } from "./types.js" */

// The file that content scripts have, for the global it sets: the engine's glue is shipped once.
const { checkPage, checkText, glue } = ungarbleEngine;

/** @type {Promise<Engine> | null} */
let engine = null;

/** The engine, loaded once in this context. */
export function loadEngine() {
  engine ??= ungarbleEngine.Engine.load(glue, chrome.runtime.getURL("pkg/ungarble_bg.wasm")).then((loaded) => {
    if (loaded.ok) {
      return loaded.value;
    }
    engine = null; // a later call tries again
    throw new Failure("engine", loaded.detail);
  });
  return engine;
}

/**
 * @param {OffscreenMessages["check-copy"]["ask"]} ask
 * @returns {Promise<Checked>}
 */
export async function checkCopyHere({ page, options, anyway, card }) {
  const checked = checkPage(await loadEngine(), page, options, anyway, card);
  if (!checked.ok) {
    throw new Failure("engine", checked.detail);
  }
  return checked.value;
}

/**
 * @param {OffscreenMessages["check-text"]["ask"]} ask
 * @returns {Promise<Checked>}
 */
export async function checkTextHere({ text, options }) {
  const checked = checkText(await loadEngine(), text, options);
  if (!checked.ok) {
    throw new Failure("engine", checked.detail);
  }
  return checked.value;
}
