/**
 * The part of the extension that lives in the page: it reads it, has it judged, and shows the signs on it.
 *
 * It is injected by a click, never on its own, into an isolated world: the page sees no global of it, and its document
 * stays as it is. Signs are painted by the CSS Custom Highlight API and one constructed style sheet, both taken
 * away again by `clear` or the Escape key. Injected twice, it does nothing the second time.
 *
 * Answers as lib/messages.js has it: `{ ok: true, value }` or `{ ok: false, code, detail }`, other messages not at all.
 */

(() => {
  /**
   * @typedef {import("../lib/types.js").ContentMessages} ContentMessages
   * @typedef {import("../lib/types.js").ContentOutcome} ContentOutcome
   * @typedef {import("../lib/types.js").Sign} Sign
   * @typedef {import("../lib/types.js").ErrorCode} ErrorCode
   */

  const world = /** @type {{ ungarbleHere?: true }} */ (/** @type {unknown} */ (globalThis));
  if (world.ungarbleHere) {
    return;
  }
  world.ungarbleHere = true;

  const PREFIX = "ungarble-";
  const CURRENT = `${PREFIX}current`;

  // ---- reading -----------------------------------------------------------------------------------------------------

  /** @type {Promise<InstanceType<typeof ungarbleEngine.Engine>> | null} */
  let engine = null;

  function loadEngine() {
    engine ??= ungarbleEngine.Engine.load(ungarbleEngine.glue, chrome.runtime.getURL("pkg/ungarble_bg.wasm")).then((loaded) => {
      if (loaded.ok) {
        return loaded.value;
      }
      engine = null; // a later check tries again
      throw failure("engine", loaded.detail);
    });
    return engine;
  }

  /**
   * @param {ContentMessages["check"]["ask"]} ask
   * @returns {Promise<ContentOutcome>}
   */
  async function check({ options, anyway }) {
    clear();
    const type = document.contentType;
    if (type !== "text/html" && type !== "application/xhtml+xml") {
      return { kind: "unsupported", page: type === "application/pdf" ? "pdf" : "media" };
    }
    const url = location.href;
    if (!ungarbleEngine.wasmAllowed()) {
      return { kind: "html", html: ungarbleSnapshot.html(document), url };
    }
    const checked = ungarbleEngine.checkPage(await loadEngine(), document, { ...options, url, live: true }, anyway);
    if (!checked.ok) {
      throw failure("engine", checked.detail);
    }
    return { kind: "checked", url, ...checked.value };
  }

  // ---- painting ----------------------------------------------------------------------------------------------------

  /** @type {CSSStyleSheet | null} */
  let sheet = null;
  /** What is painted: a key of the signs, and the range of each. @type {{ key: string, ranges: (Range | null)[] } | null} */
  let painted = null;
  /** @type {number | null} */
  let current = null;

  /** A tint and an underline for every kind: never colour alone. The hues keep apart for colour-blind eyes. */
  const LOOKS = {
    name: ["#d0442e", "solid"],
    title: ["#b06a00", "double"],
    phrase: ["#2f6fb3", "wavy"],
    glue: ["#7a4fb0", "dotted"],
    other: ["#4d6b63", "dashed"],
  };

  /** @param {string} category */
  function lookOf(category) {
    return Object.hasOwn(LOOKS, category) ? category : "other";
  }

  function css() {
    const rules = Object.entries(LOOKS).map(([look, [colour, line]]) => `
      ::highlight(${PREFIX}${look}) {
        background-color: color-mix(in srgb, ${colour} 16%, transparent);
        text-decoration: underline ${line} ${colour} 2px;
      }`);
    rules.push(`
      ::highlight(${CURRENT}) {
        background-color: #ffd54a; color: #1a1712; text-decoration: underline solid #1a1712 2px;
      }
      @media (forced-colors: active) {
        ::highlight(${CURRENT}) { background-color: Highlight; color: HighlightText; }
      }`);
    return rules.join("\n");
  }

  /**
   * @param {readonly Sign[]} signs
   * @returns {(Range | null)[]}
   */
  function paint(signs) {
    const key = JSON.stringify(signs);
    if (painted?.key === key && painted.ranges.every((range) => !range || range.startContainer.isConnected)) {
      return painted.ranges;
    }
    clear();
    const ranges = ungarbleLocate.ranges(document.body ?? document.documentElement, signs.map((sign) => sign.quote));
    /** @type {Map<string, Range[]>} */
    const byLook = new Map();
    for (const [index, range] of ranges.entries()) {
      const look = lookOf(signs[index]?.category ?? "other");
      if (range) {
        byLook.set(look, [...(byLook.get(look) ?? []), range]);
      }
    }
    for (const [look, those] of byLook) {
      CSS.highlights.set(PREFIX + look, new Highlight(...those));
    }
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css());
    document.adoptedStyleSheets.push(sheet);
    document.addEventListener("keydown", onKey, true);
    painted = { key, ranges };
    return ranges;
  }

  function clear() {
    for (const name of [...Object.keys(LOOKS), "current"]) {
      CSS.highlights.delete(PREFIX + name);
    }
    if (sheet) {
      const ours = sheet;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== ours);
    }
    document.removeEventListener("keydown", onKey, true);
    sheet = null;
    painted = null;
    current = null;
    return null;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === "Escape") {
      clear();
    }
  }

  /** @param {ContentMessages["highlight"]["ask"]} ask */
  function highlight({ signs }) {
    return { found: paint(signs).map((range) => range !== null) };
  }

  /** @param {ContentMessages["show"]["ask"]} ask */
  function show({ signs, index }) {
    const range = paint(signs)[index];
    if (!range) {
      return { found: false };
    }
    const mark = new Highlight(range);
    mark.priority = 1;
    CSS.highlights.set(CURRENT, mark);
    current = index;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // An element can be scrolled to wherever it is nested; a range cannot.
    const element = range.startContainer.parentElement;
    element?.scrollIntoView({ block: "center", inline: "nearest", behavior: calm ? "auto" : "smooth" });
    return { found: true };
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
    highlight,
    show,
    clear,
    painted: () => ({ on: painted !== null, current }),
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
