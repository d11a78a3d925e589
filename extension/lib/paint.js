/**
 * Shows signs in a text by the CSS Custom Highlight API: the document keeps its nodes, only one constructed style sheet
 * is added while signs are painted (to the document, and to shadow roots with signs in them), and `clear` takes it away
 * again. Frames are not painted.
 *
 * A classic script like locate.js, which it needs: the content script and the demo both use it.
 */

// eslint-disable-next-line no-var
var ungarblePaint = (() => {
  /**
   * @typedef {import("./types.js").Sign} Sign
   * @typedef {{ key: string, ranges: (Range | null)[], sheet: CSSStyleSheet, trees: Set<DocumentOrShadowRoot> }} Painted
   */

  const PREFIX = "ungarble-";
  const CURRENT = `${PREFIX}current`;

  /** A tint and an underline of its own for every kind: never colour alone. */
  const LOOKS = {
    name: ["#d0442e", "solid"],
    title: ["#b06a00", "double"],
    phrase: ["#2f6fb3", "wavy"],
    glue: ["#7a4fb0", "dotted"],
    other: ["#4d6b63", "dashed"],
  };

  const CSS_TEXT = `
    ${Object.entries(LOOKS).map(([look, [colour, line]]) => `
      ::highlight(${PREFIX}${look}) {
        background-color: color-mix(in srgb, ${colour} 18%, transparent);
        text-decoration: underline ${line} ${colour} 2px;
      }`).join("")}
    ::highlight(${CURRENT}) {
      background-color: #ffd54a; color: #1a1712; text-decoration: underline solid #1a1712 2px;
    }
    @media (forced-colors: active) {
      ::highlight(${CURRENT}) { background-color: Highlight; color: HighlightText; }
    }`;

  /** @type {Painted | null} */
  let painted = null;
  /** @type {number | null} */
  let current = null;

  /** @param {string} category */
  function lookOf(category) {
    return Object.hasOwn(LOOKS, category) ? category : "other";
  }

  /**
   * Paints the signs that can be found below `root`; what was painted before goes.
   *
   * @param {Element} root
   * @param {readonly Sign[]} signs
   * @returns {boolean[]} which of them were found
   */
  function paint(root, signs) {
    const key = JSON.stringify(signs);
    if (painted?.key !== key || !painted.ranges.every((range) => !range || alive(range))) {
      clear();
      const found = ungarbleLocate.ranges(root, signs.map((sign) => sign.quote));
      painted = { key, ranges: found, sheet: new CSSStyleSheet(), trees: new Set([document]) };
      /** @type {Map<string, Range[]>} */
      const byLook = new Map();
      for (const [index, range] of painted.ranges.entries()) {
        const look = lookOf(signs[index]?.category ?? "other");
        if (range) {
          const tree = range.startContainer.getRootNode();
          if (tree instanceof ShadowRoot) {
            painted.trees.add(tree);
          }
          byLook.set(look, [...(byLook.get(look) ?? []), range]);
        }
      }
      for (const [look, ranges] of byLook) {
        CSS.highlights.set(PREFIX + look, new Highlight(...ranges));
      }
      painted.sheet.replaceSync(CSS_TEXT);
      for (const tree of painted.trees) {
        tree.adoptedStyleSheets.push(painted.sheet);
      }
    }
    return painted.ranges.map((range) => range !== null);
  }

  /**
   * A range whose text was taken out of the page collapses or leaves the document.
   *
   * @param {Range} range
   */
  function alive(range) {
    return range.startContainer.isConnected && !range.collapsed;
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
    const mark = new Highlight(range);
    mark.priority = 1;
    CSS.highlights.set(CURRENT, mark);
    current = index;
    reveal(range);
    return true;
  }

  /**
   * Scrolls everything around a range so that it stands in the middle: boxes at once, the page itself smoothly where
   * the reader likes motion.
   *
   * @param {Range} range
   */
  function reveal(range) {
    const page = document.scrollingElement;
    for (let box = around(range.startContainer); box && box !== page; box = around(box)) {
      const scrolls = /auto|scroll/.test(getComputedStyle(box).overflowY) && box.scrollHeight > box.clientHeight;
      if (scrolls) {
        const frame = box.getBoundingClientRect();
        box.scrollBy({ top: middle(range) - (frame.top + frame.height / 2), behavior: "instant" });
      }
    }
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    page?.scrollBy({ top: middle(range) - innerHeight / 2, behavior: calm ? "instant" : "smooth" });
  }

  /** The element around a node, out of shadow roots too. @param {Node} node */
  function around(node) {
    const parent = node.parentNode;
    return parent instanceof ShadowRoot ? parent.host : node.parentElement;
  }

  /** @param {Range} range */
  function middle(range) {
    const { top, height } = range.getBoundingClientRect();
    return top + height / 2;
  }

  function clear() {
    for (const look of Object.keys(LOOKS)) {
      CSS.highlights.delete(PREFIX + look);
    }
    CSS.highlights.delete(CURRENT);
    if (painted) {
      const { sheet } = painted;
      for (const tree of painted.trees) {
        tree.adoptedStyleSheets = tree.adoptedStyleSheets.filter((one) => one !== sheet);
      }
    }
    painted = null;
    current = null;
  }

  /** What is painted now. */
  function state() {
    return { on: painted !== null, current };
  }

  return { paint, show, clear, state };
})();
