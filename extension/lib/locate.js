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
  /** White space, controls, soft hyphens, zero-width marks and the byte order mark: on one side or the other they may be missing. */
  const SKIPPED = /[\u0000-\u0020\u007f\s\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]+/gu;

  /** Share of the context that must agree for a place to be believed. */
  const ENOUGH = 0.5;

  /** Places that are looked at for one quotation: a page may repeat a word as often as it likes. */
  const MOST_PLACES = 20_000;

  /**
   * The letters of a run of texts, and where those of each text begin. Not where each letter stands: that is asked for a few of them,
   * and a page may have many millions.
   *
   * @typedef {object} Letters
   * @property {string} text without skipped characters
   * @property {readonly string[]} sources
   * @property {Uint32Array} starts of every source text: where its letters begin in `text`
   */

  /**
   * @param {readonly string[]} sources
   * @returns {Letters}
   */
  function letters(sources) {
    const starts = new Uint32Array(sources.length);
    const parts = [];
    let count = 0;
    for (const [index, source] of sources.entries()) {
      const part = squeeze(source);
      starts[index] = count;
      count += part.length;
      parts.push(part);
    }
    return { text: parts.join(""), sources, starts };
  }

  /** @param {string} text */
  function squeeze(text) {
    return text.replace(SKIPPED, "");
  }

  /**
   * Where a letter stands: the index of its source text, and its place there.
   *
   * @param {Letters} page
   * @param {number} at in `page.text`
   * @returns {{ source: number, offset: number }}
   */
  function where({ sources, starts }, at) {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const source = sources[low] ?? "";
    let left = at - (starts[low] ?? 0);
    let from = 0; // of the run of letters that is looked at
    SKIPPED.lastIndex = 0;
    for (let gap = SKIPPED.exec(source); gap && gap.index - from <= left; gap = SKIPPED.exec(source)) {
      left -= gap.index - from;
      from = SKIPPED.lastIndex;
    }
    return { source: low, offset: from + left };
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
    /** @type {number[]} */
    let best = [];
    const whole = prefix + exact + suffix;
    for (let at = text.indexOf(whole); at >= 0 && best.length < MOST_PLACES; at = text.indexOf(whole, at + 1)) {
      best.push(at + prefix.length);
    }
    if (best.length > 0) {
      return best;
    }
    let most = Math.ceil((prefix.length + suffix.length) * ENOUGH);
    let tries = 0;
    for (let at = text.indexOf(exact); at >= 0 && tries < MOST_PLACES; at = text.indexOf(exact, at + 1)) {
      const agree = agreeBefore(text, at, prefix) + agreeAfter(text, at + exact.length, suffix);
      if (agree > most) {
        most = agree;
        best = [at];
      } else if (agree === most) {
        best.push(at);
      }
      tries += 1;
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
   * A property as the browser has it: a form's fields take the names of its own properties, and elements those of the document's.
   *
   * @param {{ prototype: object }} type
   * @param {string} name
   * @returns {(owner: unknown) => any}
   */
  function own({ prototype }, name) {
    const get = /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
    return (owner) => get.call(owner);
  }

  const kindOf = own(Node, "nodeType");
  const nameOf = own(Node, "nodeName");
  const parentOf = own(Node, "parentNode");
  const lastOf = own(Node, "lastChild");
  const beforeOf = own(Node, "previousSibling");
  const shadowOf = own(Element, "shadowRoot");
  const hostOf = own(ShadowRoot, "host");
  const bodyOf = own(Document, "body");
  const rootOf = own(Document, "documentElement");
  const viewOf = own(Document, "defaultView");

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
      const kind = kindOf(node);
      if (kind === 1) {
        if (!UNREAD.has(nameOf(node))) {
          pushShown(/** @type {Element} */ (node), waiting);
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

  /** @param {Element} element @param {Node[]} waiting */
  function pushShown(element, waiting) {
    const assigned = nameOf(element) === "SLOT" ? HTMLSlotElement.prototype.assignedNodes.call(element) : [];
    if (assigned.length > 0) {
      waiting.push(...assigned.slice(0, 10_000).reverse());
      return;
    }
    for (let child = lastOf(shadowOf(element) ?? element); child; child = beforeOf(child)) {
      waiting.push(child);
    }
  }

  /** The element whose box a text is in, as far as its parents tell. @param {Node} text */
  function holderOf(text) {
    const parent = parentOf(text);
    if (!parent) {
      return null;
    }
    return kindOf(parent) === 11 ? hostOf(parent) : parent;
  }

  /** Frames that are looked into. */
  const MOST_FRAMES = 8;

  /**
   * The bodies of the documents in frames of the same origin, also in frames in frames. Others cannot be looked into.
   *
   * @returns {Element[]}
   */
  function frameRoots() {
    /** @type {Element[]} */
    const found = [];
    const pages = [document];
    for (let page = pages.shift(); page && found.length < MOST_FRAMES; page = pages.shift()) {
      for (const frame of Document.prototype.querySelectorAll.call(page, "iframe, frame")) {
        const inner = documentIn(frame);
        const root = inner && (bodyOf(inner) ?? rootOf(inner));
        if (inner && root && found.length < MOST_FRAMES && Element.prototype.checkVisibility.call(frame)) {
          found.push(root);
          pages.push(inner);
        }
      }
    }
    return found;
  }

  /** @param {Element} frame @returns {Document | null} null where it is of another origin */
  function documentIn(frame) {
    try {
      return own(nameOf(frame) === "FRAME" ? HTMLFrameElement : HTMLIFrameElement, "contentDocument")(frame);
    } catch {
      return null; // an element of another kind that bears the name
    }
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
      const from = where(page, place.start);
      const first = texts[from.source];
      if (!first) {
        return null;
      }
      // A range cannot leave its tree: of a quotation that runs out of a shadow root, the part in it is marked.
      let to = where(page, place.end - 1);
      while (to.source > from.source && texts[to.source]?.getRootNode() !== first.getRootNode()) {
        to = where(page, (page.starts[to.source] ?? 1) - 1);
      }
      const range = new Range();
      range.setStart(first, from.offset);
      range.setEnd(texts[to.source] ?? first, to.offset + 1);
      return range;
    });
  }

  return { letters, where, find, ranges, frameRoots, own, viewOf, rootOf, bodyOf };
})();
