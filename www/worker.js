/**
 * The engine in a worker: gets the module first, then questions, and answers each under its number.
 *
 * A page's policy does not reach its workers, so this one gives up every means to connect before anything is read.
 */

import { timed } from "./judge.js";
import { Engine } from "./lib/engine.js";
import * as glue from "./pkg/ungarble.js";

for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "importScripts", "Worker"]) {
  Object.defineProperty(globalThis, name, { value: undefined, configurable: false, writable: false });
}

/** @type {Engine | null} */
let engine = null;

addEventListener("message", async ({ data }) => {
  if (data instanceof WebAssembly.Module) {
    const loaded = await Engine.load(glue, data);
    engine = loaded.ok ? loaded.value : null;
    postMessage({ started: loaded.ok });
  } else if (engine) {
    postMessage({ id: data.id, answer: timed(engine, data.call, data.args) });
  }
});
