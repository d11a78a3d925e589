/**
 * Notices when a page that was checked is no longer the page that was checked: an application that puts another article
 * under another address, text that comes late, "read on" that unfolds.
 *
 * It starts with the first check and ends with the document. Nothing is polled: the browser tells of new addresses, of
 * nodes put in and of a page that grew. What it tells is only counted; once that is enough, the observers rest, and when
 * the page has come to rest too, the prose on it is compared with what was there at the check. A page that changes all
 * the time is looked at ever more rarely, one that nobody sees not at all. Small changes (a clock, an advertisement, a
 * counter) never count, and nothing is judged here.
 *
 * A classic script. The page is hostile: its elements may bear the names of the document's own properties.
 */

// eslint-disable-next-line no-var
var ungarbleWatch = (() => {
  /** Characters of new text that are worth a look, and of changed prose that are worth a check. */
  const WORTH = 300;
  /** Pixels by which a page grows or shrinks that shows or hides some paragraphs. */
  const GROWTH = 150;
  /** A text node from here on is prose, not a label. */
  const LONG = 40;
  /** Prose nodes that are compared, and characters of each. */
  const MOST = 4_000;
  const PEEK = 1_000;
  /** Milliseconds: for a page to come to rest, and between two looks, from and to. */
  const REST = 600;
  const PAUSE = 1_500;
  const LONGEST_PAUSE = 60_000;

  /** @param {object} prototype @param {string} name @returns {(this: Node) => any} */
  const getter = (prototype, name) => /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
  const parentOf = getter(Node.prototype, "parentNode");
  const textOf = getter(Node.prototype, "textContent");
  const bodyOf = getter(Document.prototype, "body");
  const rootOf = getter(Document.prototype, "documentElement");
  const hiddenOf = getter(Document.prototype, "hidden");

  /**
   * @typedef {object} Heard
   * @property {() => void} moved the page has another address: what was found belongs to the one before
   * @property {() => void} same it has another address, and its prose is still the one that was checked
   * @property {(moved: boolean) => void} changed its prose is another, and at rest
   * @property {() => void} left the reader has gone elsewhere
   */

  /** @type {Heard | null} */
  let heard = null;
  let address = "";
  /** Addresses changed since the last check. */
  let moved = false;
  /** @type {Map<number, number>} */
  let prose = new Map();
  let added = 0;
  let pause = PAUSE;
  let earliest = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let height = 0;

  const nodes = new MutationObserver((records) => {
    for (const { addedNodes, target, type } of records) {
      if (type === "characterData") {
        added += textOf.call(target).length;
      }
      for (const node of addedNodes) {
        added += textOf.call(node).length;
        if (added >= WORTH) break;
      }
      if (added >= WORTH) {
        soon();
        return;
      }
    }
  });

  const size = new ResizeObserver((entries) => {
    const now = entries.at(-1)?.contentRect.height ?? 0;
    if (Math.abs(now - height) >= GROWTH) {
      if (height > 0) soon();
      height = now;
    }
  });

  /** Observers are of no use until the look that is due, and cost nothing meanwhile. */
  function rest() {
    nodes.disconnect();
    size.disconnect();
  }

  function observe() {
    const root = rootOf.call(document);
    const body = bodyOf.call(document);
    added = 0;
    if (root && !hiddenOf.call(document)) {
      nodes.observe(root, { childList: true, characterData: true, subtree: true });
      if (body) size.observe(body);
    }
  }

  /** A look is due, when the page has come to rest. */
  function soon() {
    rest();
    if (performance.now() - earliest > pause) {
      pause = PAUSE; // it was quiet for a while
    }
    timer ??= setTimeout(() => requestIdleCallback(look, { timeout: 2_000 }), Math.max(REST, earliest - performance.now()));
  }

  function look() {
    timer = undefined;
    if (!heard || hiddenOf.call(document)) {
      return; // `seen` comes back to it
    }
    noticeAddress();
    if (difference(prose, read()) >= WORTH) {
      heard.changed(moved);
    } else if (moved) {
      moved = false;
      heard.same();
    }
    earliest = performance.now() + pause;
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    observe();
  }

  /** The prose that can be seen: a number for each piece, with its length. */
  function read() {
    /** @type {Map<number, number>} */
    const pieces = new Map();
    const root = bodyOf.call(document) ?? rootOf.call(document);
    if (!root) {
      return pieces;
    }
    const walker = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && pieces.size < MOST; node = walker.nextNode()) {
      const text = /** @type {Text} */ (node);
      if (text.length >= LONG) {
        const data = text.substringData(0, PEEK).trim();
        if (data.length >= LONG && Element.prototype.checkVisibility.call(parentOf.call(text))) {
          pieces.set(hash(data), text.length);
        }
      }
    }
    return pieces;
  }

  /** @param {string} data */
  function hash(data) {
    let sum = 0x811c9dc5;
    for (let at = 0; at < data.length; at += 1) {
      sum = Math.imul(sum ^ data.charCodeAt(at), 0x01000193);
    }
    return sum;
  }

  /** Characters in one and not in the other. @param {Map<number, number>} before @param {Map<number, number>} now */
  function difference(before, now) {
    let sum = 0;
    for (const [piece, length] of now) if (!before.has(piece)) sum += length;
    for (const [piece, length] of before) if (!now.has(piece)) sum += length;
    return sum;
  }

  /** Without the fragment, which names a place in the same page. */
  const addressNow = () => location.href.replace(/#.*/, "");

  function noticeAddress() {
    const now = addressNow();
    if (now !== address) {
      address = now;
      moved = true;
      pause = PAUSE;
      earliest = Math.min(earliest, performance.now() + PAUSE);
      heard?.moved();
    }
  }

  function navigated() {
    const before = address;
    noticeAddress();
    if (address !== before) soon();
  }

  /** The page is shown again, or no longer. */
  function seen() {
    if (hiddenOf.call(document)) rest();
    else soon();
  }

  /** @param {(name: string, heard: () => void) => void} each */
  function events(each) {
    each("popstate", navigated);
    each("hashchange", navigated);
    each("visibilitychange", seen);
    each("pagehide", leave);
  }

  function leave() {
    heard?.left();
    stop();
  }

  function stop() {
    heard = null;
    clearTimeout(timer);
    timer = undefined;
    rest();
    events((name, listener) => removeEventListener(name, listener, true));
    navigationOf()?.removeEventListener("currententrychange", navigated);
  }

  /** Tells of `pushState` too, which has no event of its own; older Firefox lacks it, and there the new text tells. */
  function navigationOf() {
    return /** @type {EventTarget | undefined} */ (/** @type {any} */ (globalThis).navigation);
  }

  /**
   * The page was just read: what stands there now is what the result is about.
   *
   * @param {Heard} listener
   */
  function start(listener) {
    if (!heard) {
      pause = PAUSE;
      events((name, one) => addEventListener(name, one, true));
      navigationOf()?.addEventListener("currententrychange", navigated);
    }
    heard = listener;
    address = addressNow();
    moved = false;
    prose = read();
    observe();
  }

  return {
    start,
    stop,
    running: () => heard !== null,
    /** Is the prose still the one that was read at the start? */
    same: () => difference(prose, read()) === 0,
  };
})();
