/**
 * The part of the extension that lives in the page: it reads it and has it judged. What shows the signs on it (marks.js) comes
 * later, and only where the reader asks for that.
 *
 * It is injected by a click, never on its own, into an isolated world: the page sees no global of it, and its document
 * stays as it is. Once the page was checked, it tells the background when the page has become another (watch.js).
 * Injected twice, it does nothing the second time.
 */

(() => {
  /**
   * @typedef {import("../lib/types.js").ContentMessages} ContentMessages
   * @typedef {import("../lib/types.js").ContentOutcome} ContentOutcome
   * @typedef {import("../lib/types.js").ErrorCode} ErrorCode
   */

  // An element of the page can look like a global of that name, but not like one's own.
  const world = /** @type {{ ungarblePrepare?: () => void }} */ (/** @type {unknown} */ (globalThis));
  if (Object.hasOwn(world, "ungarblePrepare")) {
    return;
  }
  world.ungarblePrepare = prepare;

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

  /** A check will be asked for, and somebody waits. */
  function prepare() {
    if (isHtml()) loadEngine();
  }

  /**
   * What came of the last check, and what it was asked: a page that comes back as it was left is not read again.
   *
   * @type {{ asked: string, fingerprint: string | null, outcome: ContentOutcome | null } | null}
   */
  let last = null;

  /** @param {ContentMessages["keep"]["ask"]} ask */
  function keep({ checked }) {
    if (last) last.outcome ??= { kind: "checked", url: location.href, fingerprint: last.fingerprint, checked };
    return null;
  }

  /**
   * @param {ContentMessages["check"]["ask"]} ask
   * @returns {Promise<ContentOutcome>}
   */
  async function check({ options, anyway, again, card, elsewhere, known }) {
    if (!again) unpaint(); // what is painted stays until the new signs come
    if (!isHtml()) {
      return { kind: "unsupported", page: document.contentType === "application/pdf" ? "pdf" : "media" };
    }
    const asked = JSON.stringify([location.href, options, anyway, card]);
    const before = last?.asked === asked && ungarbleWatch.same() ? last.outcome : null;
    const isKnown = !before && known !== null && ungarbleFingerprint.take() === known;
    const engine = !before && !isKnown && !elsewhere && ungarbleEngine.wasmAllowed() ? await loadEngine() : null;
    const url = location.href;
    ungarbleWatch.start({ moved, changed, same: () => tell({ type: "same" }), left: () => tell({ type: "left" }) });
    if (before) {
      return before;
    }
    const fingerprint = isKnown ? known : ungarbleFingerprint.take();
    last = { asked, fingerprint, outcome: null };
    if (isKnown) {
      return { kind: "known", url };
    }
    if (!engine) {
      return { kind: "copied", page: pageCopy(), url, fingerprint };
    }
    const checked = ungarbleEngine.checkPage(engine, document, { ...options, url, live: true }, anyway, card);
    if (!checked.ok) {
      throw failure("engine", checked.detail);
    }
    last.outcome = { kind: "checked", url, fingerprint, checked: checked.value };
    return last.outcome;
  }

  /** Takes painted signs away, where what paints them is here at all. */
  function unpaint() {
    if (Object.hasOwn(globalThis, "ungarbleMarks")) ungarbleMarks.clear();
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
    unpaint(); // signs of another page's text
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
    keep,
    copy,
    here: () => null,
  };

  ungarbleAnswer("content", handlers);
})();
