/**
 * The part of the extension that lives in the page: it reads it, has it judged, and shows the signs on it.
 *
 * It is injected by a click, never on its own, into an isolated world: the page sees no global of it, and its document
 * stays as it is. Signs are painted by the CSS Custom Highlight API and one constructed style sheet, both taken away again
 * by `clear` or the Escape key. Once the page was checked, it tells the background when the page has become another
 * (watch.js). Injected twice, it does nothing the second time.
 *
 * Answers as lib/messages.js has it: `{ ok: true, value }` or `{ ok: false, code, detail }`, other messages not at all.
 */

(() => {
  /**
   * @typedef {import("../lib/types.js").ContentMessages} ContentMessages
   * @typedef {import("../lib/types.js").ContentOutcome} ContentOutcome
   * @typedef {import("../lib/types.js").ErrorCode} ErrorCode
   */

  const world = /** @type {{ ungarbleHere?: true }} */ (/** @type {unknown} */ (globalThis));
  if (world.ungarbleHere) {
    return;
  }
  world.ungarbleHere = true;

  /** Characters that may be sent: browsers end a message past 64 MB, and with it the answer. */
  const MAX_COPY = 16_000_000;

  // ---- reading -----------------------------------------------------------------------------------------------------

  /** @type {Promise<InstanceType<typeof ungarbleEngine.Engine> | null> | null} */
  let loading = null;

  /** The engine, loaded once; null where it cannot be loaded here, and then an extension page has to. */
  function loadEngine() {
    loading ??= ungarbleEngine.Engine.load(ungarbleEngine.glue, chrome.runtime.getURL("pkg/ungarble_bg.wasm")).then(
      (loaded) => (loaded.ok ? loaded.value : null),
      () => null,
    );
    return loading;
  }

  /**
   * @param {ContentMessages["check"]["ask"]} ask
   * @returns {Promise<ContentOutcome>}
   */
  async function check({ options, anyway, again, card }) {
    if (!again) clear(); // what is painted stays until the new signs come
    if (!isHtml()) {
      return { kind: "unsupported", page: document.contentType === "application/pdf" ? "pdf" : "media" };
    }
    const engine = ungarbleEngine.wasmAllowed() ? await loadEngine() : null;
    const url = location.href;
    ungarbleWatch.start({ moved, changed, same: () => tell({ type: "same" }), left: () => tell({ type: "left" }) });
    if (!engine) {
      return { kind: "copied", page: pageCopy(), url };
    }
    const checked = ungarbleEngine.checkPage(engine, document, { ...options, url, live: true }, anyway, card);
    if (!checked.ok) {
      throw failure("engine", checked.detail);
    }
    return { kind: "checked", url, ...checked.value };
  }

  function isHtml() {
    return document.contentType === "text/html" || document.contentType === "application/xhtml+xml";
  }

  function pageCopy() {
    const page = { ...ungarbleEngine.copyPage(document), frames: ungarbleEngine.copyFrames(document) };
    const size = [page, ...page.frames].reduce((sum, { html }) => sum + html.length, 0);
    if (size > MAX_COPY) {
      throw failure("too-large", `${size} characters`);
    }
    return page;
  }

  /** The page as it stands now, to be compared with another. Nothing of it is kept here. */
  function copy() {
    return isHtml() ? { page: pageCopy(), url: location.href, title: document.title.slice(0, 300) } : null;
  }

  // ---- telling -----------------------------------------------------------------------------------------------------

  function moved() {
    clear(); // signs of another page's text
    tell({ type: "moved" });
  }

  /** @param {boolean} elsewhere under another address than was checked, where there may be no article at all */
  function changed(elsewhere) {
    if (!elsewhere || ungarbleGate.look(document, location.href).article) {
      tell({ type: "changed" });
    }
  }

  /** @param {import("../lib/types.js").PageNews} news */
  function tell(news) {
    try {
      chrome.runtime.sendMessage({ to: "background", ...news }).catch(() => {});
    } catch {
      ungarbleWatch.stop(); // the extension was replaced or taken away
    }
  }

  // ---- showing -----------------------------------------------------------------------------------------------------

  function root() {
    return document.body ?? document.documentElement;
  }

  /** @param {ContentMessages["highlight"]["ask"]} ask */
  function highlight({ signs }) {
    listen();
    return { found: ungarblePaint.paint(root(), signs) };
  }

  /** @param {ContentMessages["show"]["ask"]} ask */
  function show({ signs, index }) {
    listen();
    return { found: ungarblePaint.show(root(), signs, index) };
  }

  function clear() {
    ungarblePaint.clear();
    removeEventListener("keydown", onKey, true);
    return null;
  }

  function listen() {
    addEventListener("keydown", onKey, true);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === "Escape" && event.isTrusted) {
      clear();
    }
  }

  // ---- answering ---------------------------------------------------------------------------------------------------

  /**
   * @param {ErrorCode} code
   * @param {string} detail
   */
  function failure(code, detail) {
    return Object.assign(new Error(detail), { code });
  }

  /** @type {import("../lib/types.js").Handlers<ContentMessages>} */
  const handlers = {
    check,
    copy,
    highlight,
    show,
    clear,
    painted: ungarblePaint.state,
  };

  chrome.runtime.onMessage.addListener((/** @type {unknown} */ message, sender, respond) => {
    if (typeof message !== "object" || message === null || !("to" in message) || message.to !== "content") {
      return undefined;
    }
    // Only our own pages and worker ask; another content script (it has a tab and the page's address) does not.
    const own = sender.url === undefined || sender.url.startsWith(chrome.runtime.getURL(""));
    const type = "type" in message ? String(message.type) : "";
    if (sender.id !== chrome.runtime.id || !own || !Object.hasOwn(handlers, type)) {
      return undefined;
    }
    const handle = handlers[/** @type {keyof ContentMessages} */ (type)];
    Promise.resolve()
      .then(() => handle(/** @type {never} */ (message), sender))
      .then(
        (value) => respond({ ok: true, value }),
        (/** @type {Error & { code?: ErrorCode }} */ error) =>
          respond({ ok: false, code: error.code ?? "internal", detail: String(error.message ?? error) }),
      );
    return true;
  });
})();
