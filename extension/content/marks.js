/**
 * The signs on the page: painted, gone through one by one, explained where they stand.
 *
 * It is put into the page when the reader asks for it, and waits for what popup, side panel and commands ask (lib/marking.js).
 * While signs are painted it listens: a click on a sign, or the pointer resting on it, opens its explanation; Escape takes everything
 * away. No other key is taken from the page: arrows step only while the explanation has the focus. It never keeps an event from the
 * page. What changes is told to the extension's open pages, so that they show what the page shows.
 *
 * The page goes on living: when it puts other nodes in the place of those with signs, as applications do all the time, what still
 * stands is painted again and what went is dropped. A page that changes all the time is looked at ever more rarely.
 */

/** @type {{ clear(): void }} */
// eslint-disable-next-line no-var
var ungarbleMarks = (() => {
  const before = Reflect.get(globalThis, "ungarbleMarks");
  if (before) {
    return before; // injected twice
  }

  /**
   * @typedef {import("../lib/types.js").Sign} Sign
   * @typedef {import("../lib/types.js").MarksMessages} MarksMessages
   * @typedef {Window & typeof globalThis} View
   */

  /** Milliseconds that the pointer rests before something opens or closes. */
  const RESTS = 350;
  /** Milliseconds between two looks at a page that changes, from and to; and how many times as long as a search took. */
  const PAUSE = 100;
  const LONGEST_PAUSE = 10_000;
  const SHARE = 20;

  const paint = ungarblePaint;
  const card = ungarbleCard;
  const { own, bodyOf, rootOf } = ungarbleLocate;
  const hiddenOf = own(Document, "hidden");

  /** @type {readonly Sign[]} */
  let signs = [];
  /** The sign whose explanation is open. @type {number | null} */
  let explained = null;
  /** It was opened by the pointer, and goes with it. */
  let passing = false;
  let told = "";

  // ---- what is asked -----------------------------------------------------------------------------------------------

  /** @param {readonly Sign[]} now */
  function highlight(now) {
    const before = paint.state().current;
    const kept = before === null ? undefined : JSON.stringify(signs[before]);
    signs = now;
    paint.paint(bodyOf(document) ?? rootOf(document), signs);
    const { on, found } = paint.state();
    if (explained !== null && (kept === undefined || JSON.stringify(signs[explained]) !== kept || !found[explained])) {
      fold();
    }
    if (on) {
      listen();
    }
  }

  /**
   * @param {number} index
   * @param {boolean} focus
   */
  function show(index, focus) {
    if (paint.show(bodyOf(document) ?? rootOf(document), signs, index)) {
      explain(index, focus, false);
    }
  }

  /** @param {1 | -1} by @param {boolean} focus */
  function step(by, focus) {
    const { current, found } = paint.state();
    const count = signs.length;
    let index = passing && explained !== null ? explained : (current ?? (by > 0 ? -1 : count));
    for (let tries = 0; tries < count; tries += 1) {
      index = (index + by + count) % count;
      if (found[index] && paint.boxes(index).length > 0) {
        show(index, focus);
        break;
      }
    }
    tell();
  }

  function clear() {
    card.close();
    paint.clear();
    rest();
    signs = [];
    explained = null;
    tell();
  }

  // ---- the explanation ---------------------------------------------------------------------------------------------

  /**
   * @param {number} index
   * @param {boolean} focus
   * @param {boolean} hovered
   */
  function explain(index, focus, hovered) {
    const sign = signs[index];
    if (sign) {
      explained = index;
      passing = hovered;
      const actions = { step: (/** @type {1 | -1} */ by) => step(by, true), close: () => (fold(), tell()) };
      card.show({ sign, number: index + 1, count: signs.length }, () => paint.boxes(index), actions, focus);
    }
  }

  function fold() {
    explained = null;
    passing = false;
    card.close();
    paint.mark(null);
  }

  // ---- telling -----------------------------------------------------------------------------------------------------

  /** Tells the extension's open pages what is painted, if that is news. */
  function tell() {
    const state = paint.state();
    const now = JSON.stringify(state);
    if (now !== told) {
      told = now;
      try {
        chrome.runtime.sendMessage({ to: "pages", type: "marked", ...state }).catch(() => {});
      } catch {
        clear(); // the extension was replaced or taken away, and nobody is left to end this
      }
    }
    return state;
  }

  // ---- listening ---------------------------------------------------------------------------------------------------

  /** Windows that are listened to: the page's own and those of frames with signs. @type {Map<View, () => void>} */
  const heard = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  /** @type {{ view: View, x: number, y: number, inCard: boolean } | null} */
  let pointer = null;
  let placing = false;

  function listen() {
    const views = new Set([/** @type {View} */ (window), ...paint.trees().map(({ view }) => view)]);
    for (const view of views) {
      if (!heard.has(view)) {
        heard.set(view, listenTo(view));
      }
    }
    observe();
  }

  /** @param {View} view @returns {() => void} what ends it */
  function listenTo(view) {
    const end = new AbortController();
    const options = { capture: true, passive: true, signal: end.signal };
    view.addEventListener("keydown", onKey, options);
    view.addEventListener("click", (event) => onClick(view, event), options);
    view.addEventListener("pointermove", (event) => onPointer(view, event), options);
    view.addEventListener("scroll", follow, options);
    view.addEventListener("resize", follow, options);
    view.addEventListener("visibilitychange", changed, options);
    return () => end.abort();
  }

  function rest() {
    for (const end of heard.values()) {
      end();
    }
    heard.clear();
    changes.disconnect();
    sizes.disconnect();
    clearTimeout(resting);
    clearTimeout(due);
    due = undefined;
    pointer = null;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === "Escape" && event.isTrusted) {
      clear();
    }
  }

  /** The explanation follows its sign, once for each picture that the browser draws. */
  function follow() {
    if (card.isOpen() && !placing) {
      placing = true;
      requestAnimationFrame(() => {
        placing = false;
        card.place();
      });
    }
  }

  /** @param {View} view @param {MouseEvent} event */
  function onClick(view, event) {
    if (!event.isTrusted || event.button !== 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || card.owns(event.target)) {
      return;
    }
    // A click that does something on the page, or that ends a selection, is not meant for the sign.
    const selects = view.getSelection()?.isCollapsed === false;
    const index = selects || doesSomething(event) ? null : paint.at(view, event.clientX, event.clientY);
    if (index !== null) {
      paint.mark(index);
      explain(index, true, false);
      tell();
    } else if (explained !== null && !passing && !card.hasFocus()) {
      fold(); // beside it
      tell();
    }
  }

  const BUSY = new Set(["A", "BUTTON", "INPUT", "SELECT", "TEXTAREA", "LABEL", "SUMMARY", "VIDEO", "AUDIO"]);

  /** @param {Event} event */
  function doesSomething(event) {
    return event.composedPath().some((one) => {
      const kind = one instanceof Node ? own(Node, "nodeType")(one) : 0;
      return kind === 1 && (BUSY.has(own(Node, "nodeName")(one)) || own(HTMLElement, "isContentEditable")(one));
    });
  }

  /** @param {View} view @param {PointerEvent} event */
  function onPointer(view, event) {
    if (event.isTrusted && event.pointerType !== "touch" && event.buttons === 0) {
      pointer = { view, x: event.clientX, y: event.clientY, inCard: card.owns(event.target) };
      clearTimeout(resting);
      resting = setTimeout(pointerRests, RESTS);
    }
  }

  function pointerRests() {
    if (!pointer || pointer.inCard || (explained !== null && !passing)) {
      return;
    }
    const index = paint.at(pointer.view, pointer.x, pointer.y);
    if (index !== null && index !== explained) {
      explain(index, false, true);
    } else if (index === null && passing && !card.hasFocus()) {
      explained = null;
      passing = false;
      card.close();
    }
  }

  // ---- the page changes --------------------------------------------------------------------------------------------

  const changes = new MutationObserver(changed);
  const sizes = new ResizeObserver(follow);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;
  let pause = PAUSE;
  let earliest = 0;

  function observe() {
    for (const { tree } of [{ tree: document }, ...paint.trees()]) {
      changes.observe(tree, { childList: true, characterData: true, subtree: true });
    }
    const body = bodyOf(document);
    if (body) sizes.observe(body);
  }

  /** A look is due. Until then the observer is of no use, and costs nothing. */
  function changed() {
    changes.disconnect();
    due ??= setTimeout(look, Math.max(PAUSE, earliest - performance.now()));
  }

  function look() {
    due = undefined;
    if (!paint.state().on || hiddenOf(document)) {
      return; // when it is seen again, `visibilitychange` comes back to it
    }
    const began = performance.now();
    const { sought, changed: other } = paint.refresh();
    pause = sought && !other ? Math.min(pause * 2, LONGEST_PAUSE) : PAUSE;
    earliest = performance.now() + Math.max(pause, SHARE * (performance.now() - began));
    if (explained !== null && !paint.state().found[explained]) {
      fold();
    }
    card.place();
    listen();
    tell();
  }

  // ---- answering ---------------------------------------------------------------------------------------------------

  /** @type {import("../lib/types.js").Handlers<MarksMessages>} */
  const handlers = {
    highlight: (ask) => (highlight(ask.signs), tell()),
    show: (ask) => (highlight(ask.signs), show(ask.index, false), tell()),
    step: (ask) => (highlight(ask.signs), step(ask.by, true), tell()),
    clear: () => (clear(), paint.state()),
    painted: () => paint.state(),
  };
  ungarbleAnswer("marks", handlers);

  return { clear };
})();
