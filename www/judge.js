/**
 * The engine where it keeps nobody waiting: in a worker, so that the page answers to keys while a long text is read. Where
 * there is none to be had, in the page itself; who asks sees no difference but the time.
 *
 * It sends and receives what messages can carry: documents go as {@link pageCopy}. It knows nothing of what is asked.
 */

import { Engine } from "./lib/engine.js";

/** @import { Call, Glue, Outcome } from "./lib/engine.js" */
/** @import { PageCopy } from "./lib/types.js" */

/**
 * @template T
 * @typedef {Outcome<T> & { took: number }} Timed milliseconds of the engine's own
 */

/** Whoever does the work. @typedef {(call: Call, args: unknown[]) => Promise<Timed<any>>} Hand */

export class Judge {
  #hand;

  /** @param {Hand} hand @param {"worker" | "page"} place where the engine is */
  constructor(hand, place) {
    this.#hand = hand;
    this.place = place;
  }

  /**
   * @param {URL} address of the module
   * @returns {Promise<Outcome<Judge>>}
   */
  static async start(address) {
    let module;
    try {
      module = await compiled(address);
    } catch (error) {
      return { ok: false, code: "engine-missing", detail: String(error) };
    }
    const worker = await employ(module);
    if (worker) {
      return { ok: true, value: new Judge(handOf(worker), "worker") };
    }
    try {
      const loaded = await Engine.load(await import("./pkg/ungarble.js"), module);
      return loaded.ok ? { ok: true, value: new Judge(ownHand(loaded.value), "page") } : loaded;
    } catch (error) {
      return { ok: false, code: "engine-missing", detail: String(error) };
    }
  }

  /**
   * Calls a function of the engine.
   *
   * @template {Call} N
   * @param {N} call
   * @param {Parameters<Glue[N]>} args
   * @returns {Promise<Timed<ReturnType<Glue[N]>>>}
   */
  ask(call, ...args) {
    return this.#hand(call, args);
  }
}

/**
 * A parsed document as data. Nothing of it is laid out, so nothing of it is known to be hidden.
 *
 * @param {Document} page
 * @returns {PageCopy}
 */
export function pageCopy(page) {
  const html = page.documentElement?.outerHTML ?? "";
  return { html, elements: page.querySelectorAll("*").length, hosts: [], hidden: [] };
}

/** @param {URL} address */
async function compiled(address) {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`${response.status} ${response.statusText}`);
  }
  // Not while it arrives: a host may not know the type that this takes.
  return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * A worker in which the engine runs; null where there is none: an old browser, a policy, a file that is missing.
 *
 * @param {WebAssembly.Module} module
 * @returns {Promise<Worker | null>}
 */
function employ(module) {
  return new Promise((settle) => {
    try {
      const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
      worker.addEventListener("error", () => settle(null), { once: true });
      worker.addEventListener("message", ({ data }) => settle(data.started ? worker : null), { once: true });
      worker.postMessage(module);
    } catch {
      settle(null);
    }
  });
}

/** @param {Worker} worker @returns {Hand} */
function handOf(worker) {
  /** @type {Map<number, (answer: Timed<any>) => void>} */
  const asked = new Map();
  let count = 0;
  worker.addEventListener("message", ({ data: { id, answer } }) => {
    asked.get(id)?.(answer);
    asked.delete(id);
  });
  worker.addEventListener("error", (event) => {
    for (const give of asked.values()) {
      give({ ok: false, code: "engine-trap", detail: event.message, took: 0 });
    }
    asked.clear();
  });
  return (call, args) => new Promise((give) => {
    count += 1;
    asked.set(count, give);
    worker.postMessage({ id: count, call, args });
  });
}

/** @param {Engine} engine @returns {Hand} */
function ownHand(engine) {
  return async (call, args) => timed(engine, call, args);
}

/**
 * @param {Engine} engine
 * @param {Call} call
 * @param {unknown[]} args
 * @returns {Timed<any>}
 */
export function timed(engine, call, args) {
  const began = performance.now();
  const outcome = engine.call(call, .../** @type {any} */ (args));
  return { ...outcome, took: performance.now() - began };
}
