/**
 * The WebAssembly engine behind calls that never throw.
 *
 * A bug in the engine traps and leaves its instance unusable. Then a fresh instance is made (about a millisecond, no
 * new compilation) and the call is made once more; if that traps too, the caller gets an error to show. This module
 * knows nothing of pages, popups or messages: popup, content script, offscreen document and demo all use it.
 *
 *     import * as glue from "../pkg/ungarble.js";
 *     const loaded = await Engine.load(glue, chrome.runtime.getURL("pkg/ungarble_bg.wasm"));
 *     const outcome = loaded.ok ? loaded.value.call("checkDocument", document, { live: true }) : loaded;
 *
 * @typedef {typeof import("../pkg/ungarble.js")} Glue
 * @typedef {"checkDocument" | "checkText" | "extractDocument" | "detectors" | "kinds" | "engine" | "about" | "sensitivities" |
 *   "card" | "buildIndex" | "mergeIndexes" | "indexInfo" | "consult" | "compare"} Call
 * @typedef {"wasm-forbidden" | "engine-missing" | "engine-trap" | "engine-error"} FailureCode
 * @typedef {{ ok: false, code: FailureCode, detail: string }} Failure
 */

/**
 * @template T
 * @typedef {{ ok: true, value: T } | Failure} Outcome
 */

/**
 * Whether WebAssembly may be compiled here. In a Chromium content script the policy of the page decides, and a header
 * of eight bytes is enough to ask.
 */
export function wasmAllowed() {
  try {
    new WebAssembly.Module(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));
    return true;
  } catch {
    return false;
  }
}

export class Engine {
  /** @type {Glue} */
  #glue;

  /** @param {Glue} glue an initialised module; use `Engine.load` */
  constructor(glue) {
    this.#glue = glue;
  }

  /**
   * Compiles and starts the engine.
   *
   * @param {Glue} glue
   * @param {string | URL | BufferSource | WebAssembly.Module} source where the module lies, or the module
   * @returns {Promise<Outcome<Engine>>}
   */
  static async load(glue, source) {
    if (!wasmAllowed()) {
      return failure("wasm-forbidden", "WebAssembly may not be compiled here.");
    }
    let module;
    try {
      module = await compiled(source);
    } catch (error) {
      return failure("engine-missing", error);
    }
    try {
      glue.initSync({ module });
      return { ok: true, value: new Engine(glue) };
    } catch (error) {
      return failure(wasmError(error) ? "engine-missing" : "engine-trap", error);
    }
  }

  /**
   * Calls a function of the engine.
   *
   * @template {Call} N
   * @param {N} name
   * @param {Parameters<Glue[N]>} args
   * @returns {Outcome<ReturnType<Glue[N]>>}
   */
  call(name, ...args) {
    /** @type {(...args: any[]) => any} */
    const run = this.#glue[name];
    let cause;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        return { ok: true, value: run(...args) };
      } catch (error) {
        if (refused(error)) {
          return failure("engine-error", error);
        }
        cause = error;
      }
      try {
        this.#glue.__wbg_reset_state();
      } catch (error) {
        return failure("engine-trap", error);
      }
    }
    return failure("engine-trap", cause);
  }
}

/**
 * The engine refuses an input by a plain `Error`. Whatever else is thrown (a trap, a stack overflow, an exception of
 * the page's DOM that crossed the engine's frames) leaves the instance in an unknown state.
 *
 * @param {unknown} error
 */
function refused(error) {
  return error instanceof Error && error.name === "Error";
}

/** @param {unknown} error */
function wasmError(error) {
  return error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError;
}

/** @param {string | URL | BufferSource | WebAssembly.Module} source */
async function compiled(source) {
  if (source instanceof WebAssembly.Module) {
    return source;
  }
  if (typeof source !== "string" && !(source instanceof URL)) {
    return WebAssembly.compile(source);
  }
  const response = await fetch(source); // a file of our own
  if (!response.ok) {
    throw new Error(`${response.status} ${response.statusText}`);
  }
  // While it arrives, where the browser says that it is what it is.
  const named = response.headers.get("content-type") === "application/wasm";
  return named ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/**
 * @param {FailureCode} code
 * @param {unknown} detail
 * @returns {Failure}
 */
function failure(code, detail) {
  return { ok: false, code, detail: detail instanceof Error ? `${detail.name}: ${detail.message}` : String(detail) };
}
