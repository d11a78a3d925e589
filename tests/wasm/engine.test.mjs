/** The engine's calls never throw, whatever happens inside. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";
import { Engine } from "../../extension/lib/engine.js";
import { glue, loadEngine, loadTreeEngine } from "./load.mjs";

const engine = await loadEngine();
const text = "The minister said on Monday that the talks would go on for another week in the capital. ".repeat(8);

/** A glue whose functions do as told, to see what the engine makes of it. @param {(() => unknown)[]} answers */
function scripted(answers) {
  const calls = { runs: 0, resets: 0 };
  const fake = { checkText: () => answers[calls.runs++]?.(), __wbg_reset_state: () => void (calls.resets += 1) };
  return { calls, engine: new Engine(/** @type {any} */ (fake)) };
}

const trap = () => {
  throw new WebAssembly.RuntimeError("unreachable");
};

test("a text gets a report", () => {
  const outcome = engine.call("checkText", text, { id: "one" });
  assert.ok(outcome.ok);
  assert.equal(outcome.value.id, "one");
  assert.equal(outcome.value.status, "scored");
});

test("options may be left out", () => {
  for (const options of [undefined, null, {}]) {
    assert.ok(engine.call("checkText", text, /** @type {any} */ (options)).ok);
  }
});

test("odd input is refused in words and breaks nothing", () => {
  const odd = [
    ["checkText", text, { without: 7 }],
    ["checkText", text, "options"],
    ["checkDocument", null],
    ["checkDocument", {}],
    ["extractDocument", 7],
  ];
  for (const [name, ...args] of odd) {
    refuses(engine.call(/** @type {any} */ (name), .../** @type {any} */ (args)), `${name} ${JSON.stringify(args)}`);
  }
  assert.ok(engine.call("checkText", text).ok);
});

test("an odd tree is refused in words and breaks nothing", async () => {
  const trees = await loadTreeEngine();
  for (const odd of [null, { nodes: 5 }, { ...emptyTree(), nodes: [node({ size: 5 })] }]) {
    refuses(trees.call("checkTree", odd), JSON.stringify(odd));
  }
  refuses(trees.call("readTree", "document"), "readTree");
  assert.ok(trees.call("checkTree", emptyTree()).ok);
});

/** @param {import("../../extension/lib/engine.js").Outcome<unknown>} outcome @param {string} what */
function refuses(outcome, what) {
  assert.ok(!outcome.ok, what);
  assert.equal(outcome.code, "engine-error", `${what}: ${outcome.detail}`);
  assert.match(outcome.detail, /^Error: \S+ \S+/);
}

test("a text with half a surrogate pair is judged", () => {
  assert.ok(engine.call("checkText", `\ud800 ${text} \udc00`).ok);
});

test("a trap is followed by a fresh instance and one more try", () => {
  const { calls, engine } = scripted([trap, () => "report"]);
  assert.deepEqual(engine.call("checkText", ""), { ok: true, value: "report" });
  assert.deepEqual(calls, { runs: 2, resets: 1 });
});

test("two traps in a row are an error, and leave a fresh instance", () => {
  const { calls, engine } = scripted([trap, trap]);
  const outcome = engine.call("checkText", "");
  assert.deepEqual(outcome, { ok: false, code: "engine-trap", detail: "RuntimeError: unreachable" });
  assert.deepEqual(calls, { runs: 2, resets: 2 });
});

test("a refusal is not tried again", () => {
  const { calls, engine } = scripted([
    () => {
      throw new Error("the options cannot be read");
    },
  ]);
  const outcome = engine.call("checkText", "");
  assert.equal(outcome.ok || outcome.code, "engine-error");
  assert.deepEqual(calls, { runs: 1, resets: 0 });
});

test("a real trap inside the module is survived", () => {
  // A getter that calls back into the module is the one way from outside to exhaust its stack.
  let depth = 0;
  const hostile = {
    get id() {
      depth += 1;
      glue.checkText("", hostile);
      return "";
    },
  };
  const before = engine.call("checkText", text);
  const outcome = engine.call("checkText", text, /** @type {any} */ (hostile));
  assert.equal(outcome.ok || outcome.code, "engine-trap");
  assert.ok(depth > 10, "the getter was reached");
  assert.deepEqual(engine.call("checkText", text), before);
});

test("the reset gives an instance with fresh memory and the same answers", () => {
  const before = engine.call("checkText", text);
  const large = engine.call("checkText", text.repeat(500));
  assert.ok(large.ok);
  glue.__wbg_reset_state();
  assert.deepEqual(engine.call("checkText", text), before);
});

test("a module that is none is told from one that does not start", async () => {
  const garbage = await Engine.load(glue, new Uint8Array([1, 2, 3]));
  assert.equal(garbage.ok || garbage.code, "engine-missing");
  const absent = await Engine.load(glue, new URL("data:text/plain,no"));
  assert.equal(absent.ok || absent.code, "engine-missing");
});

test("where WebAssembly is forbidden, loading says so", async () => {
  const { Module } = WebAssembly;
  WebAssembly.Module = /** @type {any} */ (
    class {
      constructor() {
        throw new WebAssembly.CompileError("blocked by policy");
      }
    }
  );
  try {
    const loaded = await Engine.load(glue, new Uint8Array());
    assert.equal(loaded.ok || loaded.code, "wasm-forbidden");
  } finally {
    WebAssembly.Module = Module;
  }
});

test("the classic script gives a content script the same engine", async () => {
  const context = vm.createContext({ WebAssembly, TextDecoder, TextEncoder, URL, console });
  vm.runInContext(readFileSync("pkg/ungarble.classic.js", "utf8"), context);
  const { ungarbleEngine } = context;
  const loaded = await ungarbleEngine.Engine.load(ungarbleEngine.glue, readFileSync("pkg/ungarble_bg.wasm"));
  assert.ok(loaded.ok, loaded.detail);
  const outcome = loaded.value.call("checkText", text);
  assert.equal(JSON.stringify(outcome), JSON.stringify(engine.call("checkText", text)));
});

test("every detector describes itself", () => {
  const outcome = engine.call("detectors");
  assert.ok(outcome.ok);
  for (const info of outcome.value) {
    assert.match(info.id, /^[a-z-]+$/);
    assert.ok(info.title && info.what && info.why && info.limits);
    assert.ok(info.examples.some((example) => example.kind === "hit"));
  }
});

test("detectors are told by their ids, in the order of the docs", () => {
  const some = engine.call("detectors", ["glued-words", "no-such", "misspelled-public-figure"]);
  assert.ok(some.ok);
  assert.deepEqual(some.value.map(({ id }) => id), ["misspelled-public-figure", "glued-words"]);
  const none = engine.call("detectors", []);
  assert.ok(none.ok && none.value.length === 0);
});

test("the kinds that are looked for are those that count and were not turned off", () => {
  /** @param {import("../../pkg/ungarble.js").CheckOptions} [options] */
  const kinds = (options) => {
    const outcome = engine.call("kinds", options);
    assert.ok(outcome.ok);
    return outcome.value;
  };
  const all = engine.call("detectors");
  assert.ok(all.ok);
  const counted = all.value.filter(({ stage }) => stage === "stable");
  assert.deepEqual(kinds(), [...new Set(counted.map(({ category }) => category))]);
  assert.deepEqual(kinds({ without: ["name"], nursery: true }), kinds().filter((kind) => kind !== "name"));
  const glued = counted.filter(({ category }) => category === "glue").map(({ id }) => id);
  assert.ok(kinds({ without: glued.slice(1) }).includes("glue"));
  assert.ok(!kinds({ without: glued }).includes("glue"));
});

function emptyTree() {
  const head = { title: null, language: null, html_class: "", metas: [], links: [], json_ld: [] };
  return { url: null, head, nodes: [], truncated: false };
}

/** @param {object} changes */
function node(changes) {
  return { tag: "div", hints: "", text: "", visible: true, size: 0, parent: 0xffffffff, ...changes };
}
