/**
 * Shows signs in a text by the CSS Custom Highlight API: the document keeps its nodes. While signs are painted, one constructed
 * style sheet is added to every tree that has some (the document, shadow roots, documents in frames of the same origin), and `clear`
 * takes it away again.
 *
 * Pages go on changing: `refresh` finds the signs again whose text was taken out and put back, and drops those that went. When
 * that is worth doing is not decided here.
 *
 * A classic script, after looks.js and locate.js: the content script and the demo both use it.
 */

// eslint-disable-next-line no-var
var ungarblePaint = (() => {
  /**
   * @typedef {import("./types.js").Sign} Sign
   * @typedef {Document | ShadowRoot} Tree
   * @typedef {Window & typeof globalThis} View
   *
   * @typedef {object} Painted
   * @property {string} key
   * @property {Element} root
   * @property {readonly Sign[]} signs
   * @property {(Range | null)[]} ranges
   * @property {string[]} texts what the ranges held when they were made
   * @property {Map<View, { sheet: CSSStyleSheet, trees: Set<Tree> }>} views
   */

  const { own, viewOf, rootOf, frameRoots } = ungarbleLocate;
  const connectedOf = own(Node, "isConnected");
  const ownerOf = own(Node, "ownerDocument");
  const parentOf = own(Node, "parentNode");
  const kindOf = own(Node, "nodeType");
  const hostOf = own(ShadowRoot, "host");
  const scrollBy = /** @type {(this: Element, to: ScrollToOptions) => void} */ (Element.prototype.scrollBy);
  const scrollerOf = own(Document, "scrollingElement");

  /**
   * Firefox takes no highlight out of the registry of a frame's window again: what is painted there would stay when the reader ends
   * it. So nothing is painted in frames there, and their signs count as not found.
   */
  const FRAMES = !globalThis.chrome?.runtime?.getURL?.("").startsWith("moz-extension:");

  const PREFIX = "ungarble-";
  const CURRENT = `${PREFIX}current`;

  /** @param {string} name */
  const rules = (name) => Object.entries(ungarbleLooks.look(name)).map(([property, value]) => `${property}: ${value}`).join("; ");
  const CSS_TEXT = `
    ${ungarbleLooks.names.map((name) => `::highlight(${PREFIX}${name}) { ${rules(name)} }`).join("\n")}
    ::highlight(${CURRENT}) { background-color: #ffd54a; color: #1a1712; }
    @media (forced-colors: active) {
      ${ungarbleLooks.names.map((name) => `::highlight(${PREFIX}${name})`).join(", ")} { background-color: Mark; color: MarkText; text-decoration-color: MarkText }
      ::highlight(${CURRENT}) { background-color: Highlight; color: HighlightText }
    }`;

  /** @type {Painted | null} */
  let painted = null;
  /** @type {number | null} */
  let current = null;

  /**
   * Paints the signs that can be found below `root` and in frames; what was painted before goes.
   *
   * @param {Element} root
   * @param {readonly Sign[]} signs
   * @returns {boolean[]} which of them were found
   */
  function paint(root, signs) {
    const key = JSON.stringify(signs.map(({ category, quote }) => [category, quote]));
    if (painted?.key === key && painted.root === root) {
      refresh();
    } else {
      clear();
      painted = { key, root, signs, ranges: signs.map(() => null), texts: [], views: new Map() };
      seek(painted);
    }
    return found();
  }

  /** Which of the signs are on the page. */
  function found() {
    return painted ? painted.ranges.map((range) => range !== null) : [];
  }

  /**
   * Looks at the page again: signs whose text has gone are looked for anew.
   *
   * @returns {{ sought: boolean, changed: boolean }} whether the page was searched, and whether another set of signs is painted now
   */
  function refresh() {
    if (!painted || painted.ranges.every((range, at) => range && alive(range, painted?.texts[at]))) {
      return { sought: false, changed: false };
    }
    const before = found().join();
    seek(painted);
    return { sought: true, changed: found().join() !== before };
  }

  /**
   * A range whose text was taken out of the page collapses or leaves the document; one whose text was changed reads otherwise.
   *
   * @param {Range} range
   * @param {string | undefined} text
   */
  function alive(range, text) {
    return !range.collapsed && connectedOf(range.startContainer) && viewOfNode(range.startContainer) !== null && range.toString() === text;
  }

  /** @param {Painted} now */
  function seek(now) {
    const quotes = now.signs.map((sign) => sign.quote);
    now.ranges = ungarbleLocate.ranges(now.root, quotes);
    for (const root of FRAMES && now.ranges.includes(null) ? frameRoots() : []) {
      const more = ungarbleLocate.ranges(root, quotes);
      now.ranges = now.ranges.map((range, at) => range ?? more[at] ?? null);
    }
    now.texts = now.ranges.map((range) => range?.toString() ?? "");
    draw(now);
  }

  /** @param {Painted} now */
  function draw(now) {
    for (const view of now.views.keys()) {
      eraseIn(view);
    }
    /** @type {Map<View, Map<string, Range[]>>} */
    const looks = new Map();
    for (const [index, range] of now.ranges.entries()) {
      const view = range && viewOfNode(range.startContainer);
      if (!view) {
        now.ranges[index] = null;
        continue;
      }
      const look = ungarbleLooks.nameOf(now.signs[index]?.category ?? "other");
      const byLook = looks.get(view) ?? new Map();
      looks.set(view, byLook.set(look, [...(byLook.get(look) ?? []), range]));
      dress(now, view, /** @type {Tree} */ (range.startContainer.getRootNode()));
    }
    for (const [view, byLook] of looks) {
      for (const [look, ranges] of byLook) {
        view.CSS.highlights.set(PREFIX + look, new view.Highlight(...ranges));
      }
    }
    mark(current);
  }

  /**
   * Adds the style sheet to a tree. A sheet belongs to the document that it was made in.
   *
   * @param {Painted} now
   * @param {View} view
   * @param {Tree} tree
   */
  function dress(now, view, tree) {
    let worn = now.views.get(view);
    if (!worn) {
      worn = { sheet: new view.CSSStyleSheet(), trees: new Set() };
      worn.sheet.replaceSync(CSS_TEXT);
      now.views.set(view, worn);
    }
    worn.trees.add(tree);
    const sheets = sheetsOf(tree);
    if (![...sheets].includes(worn.sheet)) {
      sheets.push(worn.sheet); // new, or the page has put others in place of all
    }
  }

  /** @param {Tree} tree @returns {CSSStyleSheet[]} */
  function sheetsOf(tree) {
    return own(kindOf(tree) === 11 ? ShadowRoot : Document, "adoptedStyleSheets")(tree);
  }

  /** The window of a node, null where its frame was closed. @param {Node} node @returns {View | null} */
  function viewOfNode(node) {
    return viewOf(ownerOf(node));
  }

  /** Marks one of the signs as the one that is looked at, or none. @param {number | null} index */
  function mark(index) {
    current = index;
    for (const view of painted?.views.keys() ?? []) {
      view.CSS.highlights.delete(CURRENT);
    }
    const range = index === null ? null : painted?.ranges[index];
    const view = range && viewOfNode(range.startContainer);
    if (range && view) {
      const highlight = new view.Highlight(range);
      highlight.priority = 1;
      view.CSS.highlights.set(CURRENT, highlight);
    }
  }

  /**
   * Paints them all, marks one and brings it into view.
   *
   * @param {Element} root
   * @param {readonly Sign[]} signs
   * @param {number} index
   * @returns {boolean} whether it was found
   */
  function show(root, signs, index) {
    paint(root, signs);
    const range = painted?.ranges[index];
    if (!range) {
      return false;
    }
    mark(index);
    reveal(range);
    return true;
  }

  // ---- places ------------------------------------------------------------------------------------------------------

  /**
   * Scrolls everything around a range so that it stands in the middle: boxes at once, the page itself smoothly where
   * the reader likes motion.
   *
   * @param {Range} range
   */
  function reveal(range) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    for (let view = viewOfNode(range.startContainer); view; view = viewAround(view)) {
      const page = scrollerOf(view.document);
      const inner = view === viewOfNode(range.startContainer) ? range.startContainer : /** @type {Element} */ (frameIn(view, range));
      for (let box = around(inner); box && box !== page; box = around(box)) {
        if (/auto|scroll/.test(view.getComputedStyle(box).overflowY) && own(Element, "scrollHeight")(box) > own(Element, "clientHeight")(box)) {
          const frame = Element.prototype.getBoundingClientRect.call(box);
          const { y } = middle(range, view);
          scrollBy.call(box, { top: y - (frame.top + frame.height / 2), behavior: "instant" });
        }
      }
      const { y } = middle(range, view);
      const smooth = view === window && !calm;
      if (page) scrollBy.call(page, { top: y - view.innerHeight / 2, behavior: smooth ? "smooth" : "instant" });
    }
  }

  /** The element around a node, out of shadow roots too. @param {Node} node @returns {Element | null} */
  function around(node) {
    const parent = parentOf(node);
    const kind = parent && kindOf(parent);
    return kind === 11 ? hostOf(parent) : kind === 1 ? parent : null;
  }

  /** @param {View} view @returns {View | null} */
  function viewAround(view) {
    return view === window || !view.frameElement ? null : viewOfNode(view.frameElement);
  }

  /** The frame in a window through which a range is seen. @param {View} view @param {Range} range */
  function frameIn(view, range) {
    let inner = viewOfNode(range.startContainer);
    while (inner && viewAround(inner) !== view) {
      inner = viewAround(inner);
    }
    return inner?.frameElement ?? null;
  }

  /** @param {Range} range @param {View} view in whose coordinates */
  function middle(range, view) {
    const { left, top, width, height } = range.getBoundingClientRect();
    let point = { x: left + width / 2, y: top + height / 2 };
    for (let inner = viewOfNode(range.startContainer); inner && inner !== view; inner = viewAround(inner)) {
      point = outward(inner, point);
    }
    return point;
  }

  /**
   * A point of a frame in the coordinates of the window around it.
   *
   * @param {View} view
   * @param {{ x: number, y: number }} point
   */
  function outward(view, { x, y }) {
    const frame = /** @type {HTMLElement} */ (view.frameElement);
    const box = frame.getBoundingClientRect();
    const scale = frame.offsetWidth > 0 ? box.width / frame.offsetWidth : 1; // a frame may be drawn larger or smaller
    return { x: box.left + (frame.clientLeft + x) * scale, y: box.top + (frame.clientTop + y) * scale };
  }

  /**
   * The boxes of a sign, in the coordinates of the page's own window; none where it is not to be seen now.
   *
   * @param {number} index
   * @returns {DOMRect[]}
   */
  function boxes(index) {
    const range = painted?.ranges[index];
    if (!range) {
      return [];
    }
    return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0).map((box) => {
      let [from, to] = [{ x: box.left, y: box.top }, { x: box.right, y: box.bottom }];
      for (let view = viewOfNode(range.startContainer); view && view !== window && view.frameElement; view = viewAround(view)) {
        [from, to] = [outward(view, from), outward(view, to)];
      }
      return new DOMRect(from.x, from.y, to.x - from.x, to.y - from.y);
    });
  }

  /**
   * The sign under a point of a window, null where there is none.
   *
   * @param {View} view
   * @param {number} x
   * @param {number} y
   */
  function at(view, x, y) {
    const index = painted?.ranges.findIndex((range) => range && viewOfNode(range.startContainer) === view
      && [...range.getClientRects()].some((box) => x >= box.left && x <= box.right && y >= box.top - 1 && y <= box.bottom + 3)) ?? -1;
    return index < 0 ? null : index;
  }

  // ---- ending ------------------------------------------------------------------------------------------------------

  /** @param {View} view */
  function eraseIn(view) {
    for (const name of [...ungarbleLooks.names.map((look) => PREFIX + look), CURRENT]) {
      view.CSS.highlights.delete(name);
    }
  }

  function clear() {
    for (const [view, { sheet, trees }] of painted?.views ?? []) {
      eraseIn(view);
      for (const tree of trees) {
        const sheets = sheetsOf(tree);
        const index = [...sheets].indexOf(sheet);
        if (index >= 0) sheets.splice(index, 1);
      }
    }
    painted = null;
    current = null;
  }

  /** What is painted now. */
  function state() {
    return { on: painted !== null, current, found: found() };
  }

  /** The trees that have signs in them, and the windows they are seen in. */
  function trees() {
    return [...(painted?.views ?? [])].flatMap(([view, worn]) => [...worn.trees].map((tree) => ({ view, tree })));
  }

  eraseIn(/** @type {View} */ (/** @type {unknown} */ (globalThis))); // what an earlier version of the extension left

  return { paint, refresh, mark, show, boxes, at, trees, rootOf, clear, state };
})();
