/**
 * Finds a quotation on the page again: W3C TextQuoteSelector to DOM range.
 *
 * The report's text and the page's text nodes agree in letters, not in white space: the engine squeezes it, adds it between
 * blocks and has none where two elements touch, and a word glued from two elements lies in two nodes. So letters alone are
 * compared, and white space and invisible characters are skipped on both sides. What surrounds a quotation decides
 * between several places that read the same.
 *
 * A classic script (content scripts are), free of state and of the extension's interfaces; tests run it in node.
 */

// `var`, so that a second injection of this file is no error.
// eslint-disable-next-line no-var
var ungarbleLocate = (() => {
  /** White space, soft hyphens, zero-width marks and the byte order mark: on one side or the other they may be missing. */
  const SKIPPED = /[\s\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]/u;

  /** Share of the context that must agree for a place to be believed. */
  const ENOUGH = 0.5;

  /**
   * The letters of a run of texts, and where each of them stands.
   *
   * @typedef {object} Letters
   * @property {string} text without skipped characters
   * @property {Uint32Array} node of every UTF-16 unit of `text`: the index of its source text
   * @property {Uint32Array} offset of every UTF-16 unit of `text`: its place there
   */

  /**
   * @param {readonly string[]} texts
   * @returns {Letters}
   */
  function letters(texts) {
    const size = texts.reduce((sum, text) => sum + text.length, 0);
    const node = new Uint32Array(size);
    const offset = new Uint32Array(size);
    const parts = [];
    let count = 0;
    for (const [index, text] of texts.entries()) {
      let from = 0;
      for (let at = 0; at <= text.length; at += 1) {
        if (at < text.length && !isSkipped(text.charCodeAt(at))) {
          node[count] = index;
          offset[count] = at;
          count += 1;
        } else {
          if (at > from) {
            parts.push(text.slice(from, at));
          }
          from = at + 1;
        }
      }
    }
    return { text: parts.join(""), node: node.subarray(0, count), offset: offset.subarray(0, count) };
  }

  /** @param {number} unit */
  function isSkipped(unit) {
    if (unit > 0x20 && unit < 0xa0) {
      return unit === 0x7f;
    }
    return unit <= 0x20 || SKIPPED.test(String.fromCharCode(unit));
  }

  /** @param {string} text */
  function squeeze(text) {
    return letters([text]).text;
  }

  /**
   * Finds every quotation, in their order. Two that read alike, context included, get different places as long as there
   * are any.
   *
   * @param {Letters} page
   * @param {readonly { prefix: string, exact: string, suffix: string }[]} quotes
   * @returns {({ start: number, end: number } | null)[]} places in `page.text`; null where the page does not have it
   */
  function find(page, quotes) {
    /** @type {Map<string, number>} */
    const used = new Map();
    return quotes.map((quote) => {
      const exact = squeeze(quote.exact);
      const prefix = squeeze(quote.prefix);
      const suffix = squeeze(quote.suffix);
      if (exact === "") {
        return null;
      }
      const best = places(page.text, exact, prefix, suffix);
      const key = `${prefix}\n${exact}\n${suffix}`;
      const turn = used.get(key) ?? 0;
      used.set(key, turn + 1);
      const start = best[Math.min(turn, best.length - 1)];
      return start === undefined ? null : { start, end: start + exact.length };
    });
  }

  /**
   * The places whose context agrees best, in the order of the page.
   *
   * @param {string} text
   * @param {string} exact
   * @param {string} prefix
   * @param {string} suffix
   */
  function places(text, exact, prefix, suffix) {
    const context = prefix.length + suffix.length;
    let most = Math.ceil(context * ENOUGH);
    /** @type {number[]} */
    let best = [];
    for (let at = text.indexOf(exact); at >= 0; at = text.indexOf(exact, at + 1)) {
      const agree = agreeBefore(text, at, prefix) + agreeAfter(text, at + exact.length, suffix);
      if (agree > most) {
        most = agree;
        best = [at];
      } else if (agree === most) {
        best.push(at);
      }
    }
    return best;
  }

  /**
   * @param {string} text
   * @param {number} at
   * @param {string} prefix
   */
  function agreeBefore(text, at, prefix) {
    let n = 0;
    while (n < prefix.length && n < at && text[at - 1 - n] === prefix[prefix.length - 1 - n]) {
      n += 1;
    }
    return n;
  }

  /**
   * @param {string} text
   * @param {number} at
   * @param {string} suffix
   */
  function agreeAfter(text, at, suffix) {
    let n = 0;
    while (n < suffix.length && text[at + n] === suffix[n] && at + n < text.length) {
      n += 1;
    }
    return n;
  }

  /**
   * A property as the browser has it: a form's fields take the names of its own properties.
   *
   * @param {"childNodes" | "nodeType" | "nodeName" | "shadowRoot"} name
   * @param {Node} node
   * @returns {any}
   */
  function own(name, node) {
    const prototype = name === "shadowRoot" ? Element.prototype : Node.prototype;
    return Object.getOwnPropertyDescriptor(prototype, name)?.get?.call(node);
  }

  const UNREAD = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "TEXTAREA", "SELECT", "OPTION", "IFRAME", "OBJECT"]);

  /**
   * The text nodes a person can see, in the order in which they show: a shadow root stands in its host's place, and the
   * host's children stand in its slots.
   *
   * @param {Node} root
   * @returns {Text[]}
   */
  function visibleTexts(root) {
    /** @type {Text[]} */
    const found = [];
    /** @type {WeakMap<Element, boolean>} */
    const visible = new WeakMap();
    /** @type {Node[]} what is still to be visited, the next last */
    const waiting = [root];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      const kind = own("nodeType", node);
      if (kind === 1) {
        const element = /** @type {Element} */ (node);
        if (!UNREAD.has(own("nodeName", element))) {
          waiting.push(...[...shownChildren(element)].reverse());
        }
        continue;
      }
      const holder = kind === 3 ? holderOf(node) : null;
      if (!holder) {
        continue;
      }
      let seen = visible.get(holder);
      if (seen === undefined) {
        seen = Element.prototype.checkVisibility.call(holder, { visibilityProperty: true });
        visible.set(holder, seen);
      }
      if (seen) {
        found.push(/** @type {Text} */ (node));
      }
    }
    return found;
  }

  /** @param {Element} element */
  function shownChildren(element) {
    const shadow = own("shadowRoot", element);
    if (shadow) {
      return own("childNodes", shadow);
    }
    const assigned = own("nodeName", element) === "SLOT" ? /** @type {HTMLSlotElement} */ (element).assignedNodes?.() : [];
    return assigned?.length ? assigned : own("childNodes", element);
  }

  /** The element whose box a text is in, as far as its parents tell. @param {Node} text */
  function holderOf(text) {
    return text.parentElement ?? (text.parentNode instanceof ShadowRoot ? text.parentNode.host : null);
  }

  /**
   * The ranges of the quotations in what a person sees below `root`.
   *
   * @param {Node} root
   * @param {readonly { prefix: string, exact: string, suffix: string }[]} quotes
   * @returns {(Range | null)[]}
   */
  function ranges(root, quotes) {
    const texts = visibleTexts(root);
    const page = letters(texts.map((text) => text.data));
    return find(page, quotes).map((place) => {
      if (!place) {
        return null;
      }
      const first = texts[page.node[place.start] ?? -1];
      if (!first) {
        return null;
      }
      // A range cannot leave its tree: of a quotation that runs out of a shadow root, the part in it is marked.
      let end = place.end - 1;
      while (end > place.start && texts[page.node[end] ?? -1]?.getRootNode() !== first.getRootNode()) {
        end -= 1;
      }
      const range = new Range();
      range.setStart(first, page.offset[place.start] ?? 0);
      range.setEnd(texts[page.node[end] ?? -1] ?? first, (page.offset[end] ?? 0) + 1);
      return range;
    });
  }

  return { letters, find, ranges };
})();
