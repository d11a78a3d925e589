/**
 * Questions and answers between the parts of the extension.
 *
 * Every question is answered by `{ ok: true, value }` or `{ ok: false, code, detail }`: an asker never hangs on a promise
 * that nobody settles. Each receiver has a map of what it may be asked (types.d.ts); what is not in the map, is meant for
 * another receiver or comes from elsewhere is not answered at all, so that the right one can.
 */

/**
 * @import { Answer, BackgroundMessages, ErrorCode, Handlers, OffscreenMessages } from "./types.js"
 */

/** A failure with a code that the reader gets a sentence for. */
export class Failure extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} [detail]
   */
  constructor(code, detail = "") {
    super(detail || code);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * What went wrong, as an answer.
 *
 * @param {unknown} error
 * @returns {{ ok: false, code: ErrorCode, detail: string }}
 */
export function failed(error) {
  if (error instanceof Failure) return { ok: false, code: error.code, detail: error.detail };
  return { ok: false, code: "internal", detail: error instanceof Error ? error.message : String(error) };
}

/**
 * Answers questions sent to `to`. Call it once, synchronously, while the script first runs: a worker that was killed is
 * started again for a message only if its listener is there at once.
 *
 * @template {{ [K in keyof M]: { ask: object, value: unknown } }} M
 * @param {string} to
 * @param {Handlers<M>} handlers
 */
export function answerAs(to, handlers) {
  chrome.runtime.onMessage.addListener((/** @type {unknown} */ message, sender, respond) => {
    if (!isFor(to, message) || !fromExtension(sender) || !Object.hasOwn(handlers, message.type)) return undefined;
    const handle = handlers[/** @type {keyof M} */ (message.type)];
    Promise.resolve()
      .then(() => handle(/** @type {never} */ (message), sender))
      .then((value) => respond({ ok: true, value }), (error) => respond(failed(error)));
    return true; // the answer comes later
  });
}

/**
 * Hears what content scripts tell of their pages. They share a process with the page, so it is news and no order: the
 * tab it is about is the one the browser says it comes from. Call it once, synchronously, as {@link answerAs}.
 *
 * @param {Record<import("./types.js").PageNews["type"], (tabId: number) => void>} handlers
 */
export function hearPages(handlers) {
  chrome.runtime.onMessage.addListener((/** @type {unknown} */ message, sender) => {
    if (!isFor("background", message) || sender.id !== chrome.runtime.id) return;
    const tabId = sender.tab?.id;
    if (tabId !== undefined && sender.frameId === 0 && !fromExtension(sender) && Object.hasOwn(handlers, message.type)) {
      handlers[/** @type {import("./types.js").PageNews["type"]} */ (message.type)](tabId);
    }
  });
}

/**
 * Answers what the script of automatic mode asks; as news, it comes from a page's process and names no tab. Call it once,
 * synchronously, as {@link answerAs}.
 *
 * @param {(tabId: number) => Promise<import("./types.js").PageAnswer>} handle
 */
export function answerPages(handle) {
  chrome.runtime.onMessage.addListener((/** @type {unknown} */ message, sender, respond) => {
    const tabId = sender.tab?.id;
    if (!isFor("background", message) || message.type !== "article" || sender.id !== chrome.runtime.id) return undefined;
    if (tabId === undefined || sender.frameId !== 0 || fromExtension(sender)) return undefined;
    handle(tabId).then(respond, () => respond("rest"));
    return true;
  });
}

/**
 * Asks the background.
 *
 * @template {keyof BackgroundMessages} T
 * @param {T} type
 * @param {BackgroundMessages[T]["ask"]} ask
 * @returns {Promise<Answer<BackgroundMessages[T]["value"]>>}
 */
export function askBackground(type, ask) {
  return settle(chrome.runtime.sendMessage({ ...ask, to: "background", type }));
}

/**
 * Asks the offscreen document.
 *
 * @template {keyof OffscreenMessages} T
 * @param {T} type
 * @param {OffscreenMessages[T]["ask"]} ask
 * @returns {Promise<Answer<OffscreenMessages[T]["value"]>>}
 */
export function askOffscreen(type, ask) {
  return settle(chrome.runtime.sendMessage({ ...ask, to: "offscreen", type }));
}

/**
 * Asks the content script of a tab. Nobody there is the failure `page-gone`.
 *
 * @template {keyof import("./types.js").ContentMessages} T
 * @param {number} tabId
 * @param {T} type
 * @param {import("./types.js").ContentMessages[T]["ask"]} ask
 * @returns {Promise<Answer<import("./types.js").ContentMessages[T]["value"]>>}
 */
export function askContent(tabId, type, ask) {
  return settle(chrome.tabs.sendMessage(tabId, { ...ask, to: "content", type }, { frameId: 0 }));
}

/**
 * Asks what paints signs on the page of a tab (marking.js). Nobody there is the failure `page-gone`.
 *
 * @template {keyof import("./types.js").MarksMessages} T
 * @param {number} tabId
 * @param {T} type
 * @param {import("./types.js").MarksMessages[T]["ask"]} ask
 * @returns {Promise<Answer<import("./types.js").MarksMessages[T]["value"]>>}
 */
export function askPainter(tabId, type, ask) {
  return settle(chrome.tabs.sendMessage(tabId, { ...ask, to: "marks", type }, { frameId: 0 }));
}

/**
 * Hears what is painted on pages, whenever that changes. News for those who draw it, and nothing is answered.
 *
 * @param {(tabId: number, marked: import("./types.js").Marked) => void} heard
 */
export function hearPainter(heard) {
  chrome.runtime.onMessage.addListener((/** @type {unknown} */ message, sender) => {
    if (!isFor("pages", message) || message.type !== "marked" || sender.id !== chrome.runtime.id || sender.frameId !== 0) return;
    const { on, current, found } = /** @type {Partial<import("./types.js").Marked>} */ (message);
    if (sender.tab?.id !== undefined && typeof on === "boolean" && Array.isArray(found)) {
      heard(sender.tab.id, { on, current: typeof current === "number" ? current : null, found });
    }
  });
}

/**
 * What came of a message, as an answer: nobody there, or nobody who answers, is the failure `page-gone`.
 *
 * @template V
 * @param {Promise<unknown>} sent
 * @returns {Promise<Answer<V>>}
 */
export async function settle(sent) {
  try {
    const answer = await sent;
    if (answer && typeof answer === "object" && "ok" in answer) return /** @type {Answer<V>} */ (answer);
    return { ok: false, code: "page-gone", detail: "no answer" };
  } catch (error) {
    // "Receiving end does not exist" and "message channel closed": the other side is not there, or no longer.
    return { ok: false, code: "page-gone", detail: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * @param {string} to
 * @param {unknown} message
 * @returns {message is { to: string, type: string }}
 */
function isFor(to, message) {
  return typeof message === "object" && message !== null
    && "to" in message && message.to === to
    && "type" in message && typeof message.type === "string";
}

/**
 * Pages and the worker of this extension may ask; its content scripts, which share a process with the page, may not.
 *
 * @param {chrome.runtime.MessageSender} sender
 */
function fromExtension(sender) {
  if (sender.id !== chrome.runtime.id) return false;
  const own = chrome.runtime.getURL("");
  return sender.url === undefined ? sender.tab === undefined : sender.url.startsWith(own);
}
