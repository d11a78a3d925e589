/** Loads the built, optimised module the way extension and demo do. */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { Engine } from "../../extension/lib/engine.js";
import * as glue from "../../pkg/ungarble.js";

export { glue };

/** The build with the feature `tree`: it takes and gives what is read of a page as plain values. */
export async function loadTreeEngine() {
  const folder = new URL("../../pkg/tree/", import.meta.url);
  const file = new URL("ungarble_bg.wasm", folder);
  assert.ok(existsSync(file), "pkg/tree is missing: ./build.sh test makes it");
  const loaded = await Engine.load(await import(new URL("ungarble.js", folder).href), readFileSync(file));
  assert.ok(loaded.ok, loaded.ok ? "" : loaded.detail);
  /** @type {(name: string, ...args: unknown[]) => import("../../extension/lib/engine.js").Outcome<any>} */
  const call = (name, ...args) => loaded.value.call(/** @type {any} */ (name), .../** @type {any} */ (args));
  return { call };
}

export async function loadEngine() {
  const loaded = await Engine.load(glue, readFileSync(new URL("../../pkg/ungarble_bg.wasm", import.meta.url)));
  assert.ok(loaded.ok, loaded.ok ? "" : loaded.detail);
  return loaded.value;
}
