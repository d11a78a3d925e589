/**
 * The explanation at a sign: what stands there, what was expected, why, which of how many, and the way to the next.
 *
 * One host element beside the page's body, in the top layer, with a closed shadow root: no style and no script of the page reaches
 * what is in it, and nothing of the page is moved or wrapped. The host covers the window and lets every click through; the card lies
 * in it, next to the words it is about. Nothing it says becomes markup. Fonts by generic names and no custom properties, because those are what a
 * page could set from outside; and the words of the report are drawn without being text that could be searched or selected, because a page may
 * read what is. It takes no decisions: marks.js says what is shown, and where.
 */

// eslint-disable-next-line no-var
var ungarbleCard = (() => {
  /**
   * @typedef {object} Content
   * @property {import("../lib/types.js").Sign} sign
   * @property {number} number of the sign, from one
   * @property {number} count
   *
   * @typedef {object} Actions
   * @property {(by: 1 | -1) => void} step
   * @property {() => void} close
   */

  /** Pixels between the card and the words, and between the card and the window's edge. */
  const GAP = 10;
  const EDGE = 8;
  /** Characters of a sign that are repeated in its card: whole sentences are signs too. */
  const MOST = 180;

  const CSS_TEXT = `
    :host {
      all: initial !important; display: block !important; position: fixed !important; inset: 0 !important;
      inline-size: auto !important; block-size: auto !important; max-inline-size: none !important; max-block-size: none !important;
      margin: 0 !important; padding: 0 !important; border: 0 !important; overflow: clip !important;
      background: transparent !important; pointer-events: none !important; z-index: 2147483647 !important;
    }
    :host::backdrop { display: none !important }
    * { box-sizing: border-box; margin: 0; padding: 0 }
    .card {
      position: absolute; inset-block-start: 0; inset-inline-start: auto; left: 0; display: grid; gap: 8px;
      inline-size: min(380px, 100vw - 16px); max-block-size: calc(100vh - 16px); padding: 10px 14px 14px; overflow: auto;
      border: 1px solid light-dark(#c9c1b2, #4a4e55); border-radius: 12px;
      background: light-dark(#ffffff, #222427); color: light-dark(#1c1a17, #ece8e1); color-scheme: light dark;
      box-shadow: 0 1px 2px rgb(0 0 0 / 0.2), 0 8px 28px rgb(0 0 0 / 0.24);
      font: 14px/1.45 system-ui, sans-serif; text-align: start; overflow-wrap: anywhere;
      pointer-events: auto; user-select: none; -webkit-user-select: none; cursor: default;
    }
    .card[data-away] { visibility: hidden; pointer-events: none }
    .card:focus { outline: none }
    .card:focus-visible, button:focus-visible { outline: 2px solid light-dark(#1f5673, #93c8e3); outline-offset: 1px }
    .head { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px }
    [data-words]::before { content: attr(data-words) }
    s, b { unicode-bidi: plaintext }
    .kind { flex: 1 1 auto; color: light-dark(#5c564c, #b4aea3); font-size: 13px; font-weight: 600 }
    .kind [aria-hidden] { padding-inline: 3px; border-radius: 3px; color: light-dark(#1c1a17, #ece8e1); text-underline-offset: 2px; margin-inline-end: 4px }
    .steps { display: flex; align-items: center; gap: 2px; margin-inline: auto -6px }
    .place { min-inline-size: 4.2em; color: light-dark(#5c564c, #b4aea3); font-size: 13px; font-variant-numeric: tabular-nums; text-align: center }
    button {
      display: grid; place-items: center; inline-size: 30px; block-size: 30px; border: 0; border-radius: 7px;
      background: transparent; color: light-dark(#5c564c, #b4aea3); font: inherit; cursor: pointer;
    }
    button:hover { background: light-dark(#f1ede5, #32353a); color: light-dark(#1c1a17, #ece8e1) }
    svg { inline-size: 18px; block-size: 18px; fill: none; stroke: currentcolor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round }
    .repair { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; font: 600 17px/1.35 serif }
    .repair s { text-decoration: underline wavy light-dark(#a3341f, #ff9e88) 1px; text-underline-offset: 4px; font-weight: 400 }
    .to { display: inline-flex; align-items: center; gap: 8px }
    .repair svg { flex: none; inline-size: 16px; block-size: 16px; color: light-dark(#1f5673, #93c8e3) }
    [dir="rtl"] .turn { scale: -1 1 }
    .body { display: grid; gap: 6px; justify-items: start }
    .why { color: light-dark(#3b3730, #cbc6bc) }
    .keys { display: none; color: light-dark(#5c564c, #b4aea3); font-size: 12px }
    .card:focus-within .keys { display: block }
    .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
    @media (prefers-reduced-motion: no-preference) {
      .card { animation: come 0.12s ease-out }
      @keyframes come { from { opacity: 0 } }
    }
    @media (forced-colors: active) {
      .card { border: 2px solid CanvasText }
      button:hover { outline: 1px solid Highlight }
      .repair svg { color: CanvasText }
    }
    @media print { :host { display: none !important } }`;

  const SVG = "http://www.w3.org/2000/svg";
  const PATHS = {
    previous: "m12.2 5-5 5 5 5",
    next: "m7.8 5 5 5-5 5",
    close: "M5.5 5.5l9 9M14.5 5.5l-9 9",
    arrow: "M3.5 10h12.5M11.5 5.5 16 10l-4.5 4.5",
  };

  const { own, rootOf } = ungarbleLocate;
  const activeOf = own(Document, "activeElement");
  const createElement = Document.prototype.createElement.bind(document);
  const createElementNS = Document.prototype.createElementNS.bind(document);

  /** @param {string} key @param {...(string | number)} params */
  const t = (key, ...params) => chrome.i18n.getMessage(key, params.map(String)) || key;

  /** @type {{ host: HTMLElement, root: ShadowRoot, card: HTMLElement, boxes: () => DOMRect[], before: Element | null } | null} */
  let open = null;

  /**
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {...(Node | string)} children strings become text nodes
   */
  function make(tag, attributes, ...children) {
    const element = createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /** @param {keyof typeof PATHS} name */
  function picture(name) {
    const svg = createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", "turn");
    const path = createElementNS(SVG, "path");
    path.setAttribute("d", PATHS[name]);
    svg.append(path);
    return svg;
  }

  /**
   * @param {"previous" | "next" | "close"} name
   * @param {string} label
   * @param {() => void} run
   */
  function button(name, label, run) {
    const element = make("button", { type: "button", "aria-label": label, title: label, "data-action": name }, picture(name));
    element.addEventListener("click", (event) => event.isTrusted && run());
    return element;
  }

  /**
   * Shows the explanation of a sign beside it. What is open already is filled anew, and keeps its place and the focus.
   *
   * @param {Content} content
   * @param {() => DOMRect[]} boxes where the sign stands now, in the window's coordinates
   * @param {Actions} actions
   * @param {boolean} focus whether the keyboard goes there
   */
  function show(content, boxes, actions, focus) {
    open = open && own(Node, "isConnected")(open.host) ? { ...open, boxes } : build(boxes, actions);
    const { card, root } = open;
    fill(card, content);
    if (focus && !root.activeElement) {
      open.before = focused();
      card.removeAttribute("data-away"); // what is out of sight takes no focus
      card.focus({ preventScroll: true });
    }
    place();
  }

  /**
   * @param {() => DOMRect[]} boxes
   * @param {Actions} actions
   */
  function build(boxes, actions) {
    const host = make("div", { popover: "manual" });
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS_TEXT);
    root.adoptedStyleSheets = [sheet];
    const card = make(
      "div",
      { class: "card", role: "dialog", "aria-labelledby": "kind", tabindex: "-1", lang: t("locale"), dir: t("direction") },
      make(
        "div",
        { class: "head" },
        make("p", { class: "kind", id: "kind" }),
        make(
          "div",
          { class: "steps", role: "group", "aria-label": t("steps_label") },
          button("previous", t("step_previous"), () => actions.step(-1)),
          make("span", { class: "place" }),
          button("next", t("step_next"), () => actions.step(1)),
          button("close", t("card_close"), actions.close),
        ),
      ),
      make("div", { class: "body", role: "status" }),
      make("p", { class: "keys" }, t("card_keys")),
    );
    card.addEventListener("keydown", (event) => onKey(event, actions));
    // What happens in the card is not the page's: its own listeners further down would take it for clicks beside their things.
    for (const name of ["click", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup", "keydown", "keyup", "keypress", "focusin", "focusout", "wheel", "touchstart", "touchend"]) {
      root.addEventListener(name, (event) => event.stopPropagation(), { passive: true });
    }
    root.append(card);
    Node.prototype.appendChild.call(rootOf(document), host);
    try {
      host.showPopover();
    } catch {
      // Without the top layer it lies above the page all the same.
    }
    return { host, root, card, boxes, before: null };
  }

  /**
   * @param {HTMLElement} card
   * @param {Content} content
   */
  function fill(card, { sign, number, count }) {
    const format = new Intl.NumberFormat(t("locale"), { numberingSystem: "latn" });
    const { category, quote, expected, message = "", message_id, params = [] } = sign;
    const sample = make("span", { "aria-hidden": "true" }, "Aa");
    for (const [property, value] of Object.entries(ungarbleLooks.look(category))) {
      sample.style.setProperty(property, value);
    }
    const place = t("step_of", format.format(number), format.format(count));
    /** @type {any} */ (card.querySelector(".kind")).replaceChildren(sample, words("span", {}, t(`checked_${category}`)));
    /** @type {any} */ (card.querySelector(".place")).replaceChildren(words("span", {}, place));
    // As lib/i18n.js does it: quoted words are laid out by themselves in a sentence from right to left.
    const fillings = params.map((param) => (card.dir === "rtl" ? `\u2068${param}\u2069` : param));
    const why = (message_id && chrome.i18n.getMessage(message_id, fillings)) || message;
    const translated = why !== message;
    /** @type {any} */ (card.querySelector(".body")).replaceChildren(
      words("span", { class: "unseen" }, place),
      make(
        "p",
        { class: "repair" },
        make("span", { class: "unseen" }, t("name_written")),
        words("s", { lang: "en", dir: "ltr" }, short(quote.exact)),
        ...(expected
          ? [make("span", { class: "to" }, picture("arrow"), make("span", { class: "unseen" }, t("sign_expected")), words("b", { lang: "en", dir: "ltr" }, short(expected)))]
          : []),
      ),
      words("p", { class: "why", ...(translated ? {} : { lang: "en", dir: "ltr" }) }, why),
    );
  }

  /**
   * An element that shows words of the report without holding them as text: a page can search all text in its window, in closed roots
   * too (Firefox), and read what it finds.
   *
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {string} text
   */
  function words(tag, attributes, text) {
    return make(tag, { ...attributes, "data-words": text });
  }

  /** @param {string} text */
  function short(text) {
    const letters = [...text.slice(0, 2 * MOST)];
    return letters.length > MOST ? `${letters.slice(0, MOST).join("")}…` : letters.join("");
  }

  /**
   * The card below the words, above them where there is no room, and where there is none either, at the edge that leaves the words free. It
   * goes out of sight with them, but never while the reader is in it.
   */
  function place() {
    if (!open) {
      return;
    }
    const { card, root, boxes } = open;
    const [width, height] = [innerWidth, innerHeight];
    const all = boxes();
    const seen = all.filter((box) => box.bottom > 0 && box.top < height && box.right > 0 && box.left < width);
    card.toggleAttribute("data-away", seen.length === 0 && !root.activeElement);
    const first = seen[0] ?? all[0] ?? new DOMRect(width / 2, height / 2, 0, 0);
    const last = seen.at(-1) ?? first;
    const room = { width: card.offsetWidth, height: card.offsetHeight };
    const below = last.bottom + GAP;
    const above = first.top - GAP - room.height;
    const rtl = card.dir === "rtl";
    const left = rtl ? first.right - room.width : first.left;
    const top =
      below + room.height <= height - EDGE ? below : above >= EDGE ? above : first.top > height / 2 ? EDGE : height - room.height - EDGE;
    const within = (/** @type {number} */ value, /** @type {number} */ most) => Math.round(Math.max(EDGE, Math.min(value, most)));
    card.style.transform = `translate(${within(left, width - room.width - EDGE)}px, ${within(top, height - room.height - EDGE)}px)`;
  }

  /** @param {KeyboardEvent} event @param {Actions} actions */
  function onKey(event, actions) {
    if (!event.isTrusted || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const forward = open?.card.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const by = [forward, "ArrowDown"].includes(event.key) ? 1 : /^Arrow(?:Left|Right|Up)$/.test(event.key) ? -1 : null;
    if (by !== null) {
      event.preventDefault();
      actions.step(by);
    }
  }

  /** What has the focus, in open shadow roots too. */
  function focused() {
    let element = activeOf(document);
    for (let inner = element; inner; inner = own(Element, "shadowRoot")(inner)?.activeElement) {
      element = inner;
    }
    return element;
  }

  /** Takes the card away, host element included. The focus goes back where it was. */
  function close() {
    if (!open) {
      return;
    }
    const { host, root, before } = open;
    const inside = root.activeElement !== null;
    open = null;
    Element.prototype.remove.call(host);
    if (inside && before && own(Node, "isConnected")(before) && before instanceof HTMLElement) {
      HTMLElement.prototype.focus.call(before, { preventScroll: true });
    }
  }

  return {
    show,
    place,
    close,
    /** @param {unknown} target */
    owns: (target) => open !== null && target === open.host,
    isOpen: () => open !== null,
    hasFocus: () => open?.root.activeElement != null,
  };
})();
