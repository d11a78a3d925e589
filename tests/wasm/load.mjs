/** Loads the built, optimised module the way extension and demo do. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Engine } from "../../extension/lib/engine.js";
import * as glue from "../../pkg/ungarble.js";

export { glue };

export async function loadEngine() {
  const loaded = await Engine.load(glue, readFileSync(new URL("../../pkg/ungarble_bg.wasm", import.meta.url)));
  assert.ok(loaded.ok, loaded.ok ? "" : loaded.detail);
  return loaded.value;
}
