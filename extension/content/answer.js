/**
 * Answers what the extension's own pages and worker ask a script in the page; nobody else, and nothing else.
 *
 * Answers as lib/messages.js has it: `{ ok: true, value }` or `{ ok: false, code, detail }`, other messages not at all.
 */

// eslint-disable-next-line no-var
var ungarbleAnswer = (() => {
  /**
   * @template {{ [K in keyof M]: { ask: object, value: unknown } }} M
   * @param {string} to
   * @param {import("../lib/types.js").Handlers<M>} handlers
   */
  function answer(to, handlers) {
    chrome.runtime.onMessage.addListener((/** @type {unknown} */ message, sender, respond) => {
      if (typeof message !== "object" || message === null || !("to" in message) || message.to !== to) {
        return undefined;
      }
      // Only our own pages and worker ask; another content script (it has a tab and the page's address) does not.
      const own = sender.url === undefined || sender.url.startsWith(chrome.runtime.getURL(""));
      const type = "type" in message ? String(message.type) : "";
      if (sender.id !== chrome.runtime.id || !own || !Object.hasOwn(handlers, type)) {
        return undefined;
      }
      const handle = handlers[/** @type {keyof M} */ (type)];
      Promise.resolve()
        .then(() => handle(/** @type {never} */ (message), sender))
        .then(
          (value) => respond({ ok: true, value }),
          (/** @type {Error & { code?: import("../lib/types.js").ErrorCode }} */ error) =>
            respond({ ok: false, code: error.code ?? "internal", detail: String(error.message ?? error) }),
        );
      return true;
    });
  }

  return answer;
})();
