/**
 * As much of the browser's interfaces as the background needs, in memory, with a log of what was asked of it.
 */

/** Browsers have them, Node not yet. */
const held = new Map();
const locks = {
  /** @param {string} name @param {() => Promise<unknown>} work */
  request(name, work) {
    const done = (held.get(name) ?? Promise.resolve()).then(work);
    held.set(name, done.catch(() => {}));
    return done;
  },
};
Object.defineProperty(globalThis, "navigator", { value: { locks }, configurable: true });

/**
 * @param {object} page the tab's page
 * @param {string} page.url
 * @param {(message: any) => any} [page.script] answers as a content script that is there from the start
 * @param {(message: any) => any} [page.injected] answers once the scripts are injected
 * @param {string} [page.refusal] what the browser says instead of injecting
 * @param {(message: any) => any} [page.offscreen] answers as the offscreen document
 * @param {boolean} [page.asks] what the reader answers when the browser asks her for a permission
 */
export function fakeBrowser({ url, script, injected, refusal, offscreen, asks = true }) {
  /** @type {string[]} */
  const log = [];
  /** @type {Record<string, unknown>} */
  const session = {};
  let content = script;
  let hidden = false;
  const nobody = () => Promise.reject(new Error("Could not establish connection. Receiving end does not exist."));
  /** Tabs that are seen. */
  const shown = [1];
  const label = { text: "", title: "" };
  const area = (/** @type {Record<string, unknown>} */ data) => ({
    get: async (/** @type {string | null} */ key) => structuredClone(key === null ? data : key in data ? { [key]: data[key] } : {}),
    set: async (/** @type {object} */ values) => void Object.assign(data, structuredClone(values)),
    remove: async (/** @type {string} */ key) => void delete data[key],
  });
  /** @type {((message: unknown, sender: unknown, respond: (answer: unknown) => void) => unknown)[]} */
  const listeners = [];
  /** @type {Set<string>} */
  const origins = new Set();
  /** Registered content scripts. @type {any[]} */
  const scripts = [];
  /** @type {Map<string, number>} */
  const alarms = new Map();
  /** @type {Record<string, unknown>} */
  const local = {};
  const chrome = {
    permissions: {
      contains: async (/** @type {{ origins: string[] }} */ asked) => asked.origins.every((origin) => origins.has(origin)),
      getAll: async () => ({ origins: [...origins] }),
      request: async (/** @type {{ origins: string[] }} */ asked) => {
        if (asks) asked.origins.forEach((origin) => origins.add(origin));
        return asks;
      },
      remove: async (/** @type {{ origins: string[] }} */ asked) => {
        log.push(`gives back ${asked.origins}`);
        return asked.origins.map((origin) => origins.delete(origin)).every(Boolean);
      },
    },
    alarms: {
      create: async (/** @type {string} */ name, /** @type {{ when: number }} */ { when }) => void alarms.set(name, when),
      clear: async (/** @type {string} */ name) => alarms.delete(name),
    },
    runtime: {
      id: "own",
      getURL: (/** @type {string} */ path) => `chrome-extension://own/${path}`,
      onMessage: { addListener: (/** @type {any} */ listener) => listeners.push(listener) },
      sendMessage: async (/** @type {any} */ message) => {
        log.push(`${message.to}: ${message.type}`);
        return hidden && offscreen ? offscreen(message) : nobody();
      },
    },
    i18n: { getMessage: (/** @type {string} */ key, /** @type {string[]} */ params = []) => (key === "locale" ? "en" : [key, ...params].join(" ")) },
    tabs: {
      get: async (/** @type {number} */ id) => ({ id, url, incognito: false }),
      query: async (/** @type {{ active?: boolean }} */ { active }) => (active ? shown.map((id) => ({ id })) : []),
      sendMessage: async (/** @type {number} */ _tab, /** @type {any} */ message) => {
        log.push(`content: ${message.type}`);
        return content ? content(message) : nobody();
      },
    },
    scripting: {
      getRegisteredContentScripts: async () => structuredClone(scripts),
      registerContentScripts: async (/** @type {object[]} */ added) => void scripts.push(...structuredClone(added)),
      unregisterContentScripts: async () => void scripts.splice(0),
      executeScript: async () => {
        log.push("inject");
        if (refusal) {
          throw new Error(refusal);
        }
        content = injected;
        return [];
      },
    },
    offscreen: {
      Reason: { DOM_PARSER: "DOM_PARSER" },
      hasDocument: async () => hidden,
      createDocument: async () => {
        log.push("offscreen opens");
        hidden = true;
      },
      closeDocument: async () => {
        log.push("offscreen closes");
        hidden = false;
      },
    },
    action: {
      setBadgeText: async (/** @type {{ text: string }} */ { text }) => void (label.text = text),
      setTitle: async (/** @type {{ title: string }} */ { title }) => void (label.title = title),
      setBadgeBackgroundColor: async () => {},
      setBadgeTextColor: async () => {},
    },
    storage: { session: area(session), local: area(local) },
  };
  return { chrome, log, session, local, label, listeners, origins, alarms, scripts, shown };
}
