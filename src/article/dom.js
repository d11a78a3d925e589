/**
 * A copy of what the live page shows: its markup in one piece, and which of its elements nobody sees.
 *
 * The half of `dom.rs` that has to be JavaScript: questions to the document cost least here, and where a page's policy
 * keeps the engine out, the copy is all that leaves the page. It is plain data and survives being sent as a message.
 * The page is only asked, never changed; all questions together make the browser lay it out once, if it has not.
 *
 * What a reader sees:
 *
 * - Not seen: what has no box or is `visibility: hidden`; the content of `content-visibility: hidden` and of closed
 *   `<details>`; boxes of one pixel that cut off the rest (text for screen readers).
 * - Not seen: what begins below the edge of a box that cuts it off and does not scroll: a story folded to its first lines.
 *   What begins above the edge counts whole, also where it fades out under a gradient. A box about as high as the
 *   window cuts nothing off: that is a page whose scrolling is locked by an overlay or done by a script.
 * - Not seen: what is blurred beyond reading, unless the headline is blurred with it: that is the page behind an overlay.
 * - Seen: what is transparent (most of it fades in as one scrolls), below the window's edge, or skipped until scrolled to
 *   (`content-visibility: auto`).
 *
 * Open shadow roots are part of the copy, closed ones are not. What covers text from above is not looked for, nor text
 * in one element that is cut in two by `<br>`: it is seen if its element is.
 */

/** @import { PageCopy } from "../../pkg/ungarble.js" */

/**
 * A property as the browser has it. The fields of a form take the names of the form's own properties, and named elements those of
 * the document's: what is read of an element that could be one, or of the document, is read by the getters.
 *
 * Where there is no document (a worker) this file is loaded too, and nothing of it is called.
 *
 * @param {"Node" | "Element" | "HTMLElement" | "Document"} type
 * @param {string} name
 * @returns {(this: unknown) => any}
 */
const getter = (type, name) => /** @type {() => any} */ (Object.getOwnPropertyDescriptor(globalThis[type]?.prototype ?? {}, name)?.get);
const kindOf = getter("Node", "nodeType");
const parentOf = getter("Node", "parentNode");
const childrenOf = getter("Node", "childNodes");
const textOf = getter("Node", "textContent");
const elementsOf = getter("Element", "children");
const nameOf = getter("Element", "localName");
const attributesOf = getter("Element", "attributes");
const shadowOf = getter("Element", "shadowRoot");
const markupIn = getter("Element", "outerHTML");
const rootOf = getter("Document", "documentElement");
const bodyOf = getter("Document", "body");
const viewOf = getter("Document", "defaultView");
const { checkVisibility, getAttribute, getBoundingClientRect, getHTML, querySelector } = globalThis.Element?.prototype ?? {};
const { createTreeWalker, querySelectorAll } = globalThis.Document?.prototype ?? {};
/** Of boxes, a handful in a page. @type {(name: string, element: Element) => number} */
const sizeOf = (name, element) => getter(name.startsWith("offset") ? "HTMLElement" : "Element", name).call(element);

/** Characters that are copied; the engine reads as many bytes and tells that there was more. */
const MAX_MARKUP = 32_000_001;

/** Frames that are looked into, and how much they must hold to be worth it. */
const MAX_FRAMES = 8;
const MIN_FRAME_TEXT = 400;

/** Share of the window's height from which on a box counts as the page itself. */
const SHELL = 0.75;

/** Pixels by which a box must cut off its content to be a fold. */
const MIN_CUT = 24;

/** Pixels of blur that leave letters unreadable. */
const MIN_BLUR = 2;

/** Elements that are not asked for the styles of boxes: usually they have none of their own. */
const INLINE = new Set(["a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u"]);

/** Not written down where they are children of head or body, unless they hold JSON-LD: often most of a page's bytes. */
const LEFT_OUT = new Set(["noscript", "script", "style"]);

/** Letters from which on a text is worth looking at the styles of all boxes around it; below, only at its own. */
const LONG = 40;

/** What is known of an open element: nothing; it has a box and is visible; its own styles do not hide it either. */
const UNKNOWN = 0;
const RENDERED = 1;
const SHOWS = 2;
/** Nobody sees it. */
const HIDDEN = 3;
/** It is not in the copy. */
const OUT = 4;

/** The position of what is no element of the copy. */
const NOWHERE = -1;

/** Options of `checkVisibility`. */
const RENDERED_AND_VISIBLE = { visibilityProperty: true };
const LAID_OUT = { contentVisibilityAuto: true };

/**
 * Copies a page that is on the screen.
 *
 * @param {Document} page
 * @returns {PageCopy}
 */
export function copyPage(page) {
  const root = rootOf.call(page);
  if (!root) {
    return { html: "", elements: 0, hosts: [], hidden: [] };
  }
  const reading = new Reading(page);
  reading.run(root);
  const { elements, hosts, hidden, roots } = reading;
  return { html: markupOf(root, roots).slice(0, MAX_MARKUP), elements, hosts, hidden };
}

/**
 * Copies the documents in frames of the same origin, also in frames in frames, that take up most of the window. Frames
 * of other origins are left alone.
 *
 * @param {Document} page
 * @returns {PageCopy[]}
 */
export function copyFrames(page) {
  /** @type {Document[]} */
  const found = [];
  const documents = [page];
  for (let at = 0; at < documents.length && found.length < MAX_FRAMES; at += 1) {
    for (const frame of querySelectorAll.call(/** @type {Document} */ (documents[at]), "iframe, frame")) {
      const inner = found.length < MAX_FRAMES ? documentIn(/** @type {HTMLIFrameElement} */ (frame)) : null;
      if (inner) {
        found.push(inner);
        documents.push(inner);
      }
    }
  }
  return found.filter((inner) => (textOf.call(rootOf.call(inner) ?? inner) ?? "").length >= MIN_FRAME_TEXT).map(copyPage);
}

/** @param {HTMLIFrameElement | HTMLFrameElement} frame */
function documentIn(frame) {
  const window = viewOf.call(frame.ownerDocument);
  const inner = frame.contentDocument; // null for another origin
  if (!window || !inner || !frame.checkVisibility({ visibilityProperty: true })) {
    return null;
  }
  return frame.offsetWidth * 2 >= window.innerWidth && frame.offsetHeight * 2 >= window.innerHeight ? inner : null;
}

/**
 * @param {Element} root
 * @param {ShadowRoot[]} shadowRoots
 */
function markupOf(root, shadowRoots) {
  /** @param {Element} element */
  const whole = (element) =>
    shadowRoots.length === 0 || (childrenOf.call(element).length === 0 && !shadowOf.call(element))
      ? markupIn.call(element)
      : startTag(element) + getHTML.call(element, { shadowRoots }) + endTag(element);
  let html = startTag(root);
  for (const part of elementsOf.call(root)) {
    if (!isPart(part)) {
      html += whole(part);
      continue;
    }
    html += startTag(part);
    for (const child of childrenOf.call(part)) {
      const kind = kindOf.call(child);
      if (kind === 3) {
        html += escaped(/** @type {Text} */ (child).data);
      } else if (kind === 1 && !isLeftOut(/** @type {Element} */ (child))) {
        html += whole(/** @type {Element} */ (child));
      }
    }
    html += endTag(part);
  }
  return html + endTag(root);
}

/**
 * Head or body: written down child by child. The one that is a shadow host is written in one piece.
 *
 * @param {Element} element a child of the root
 */
function isPart(element) {
  const name = nameOf.call(element);
  return (name === "head" || name === "body") && !shadowOf.call(element);
}

/** @param {Element} element a child of head or body */
function isLeftOut(element) {
  return LEFT_OUT.has(nameOf.call(element)) && !/\bld\+json\b/i.test(getAttribute.call(element, "type") ?? "");
}

/** A clone would do too, but a clone of a body sets the window's handlers again. @param {Element} element */
function startTag(element) {
  let tag = `<${nameOf.call(element)}`;
  for (const { name, value } of attributesOf.call(element)) {
    tag += ` ${name}="${escaped(value).replaceAll('"', "&quot;")}"`;
  }
  return `${tag}>`;
}

/** @param {Element} element */
function endTag(element) {
  return `</${nameOf.call(element)}>`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** One walk through a document and its open shadow roots, in the order of the markup. */
class Reading {
  elements = 0;
  /** @type {number[]} */
  hosts = [];
  /** @type {number[]} */
  hidden = [];
  /** @type {ShadowRoot[]} */
  roots = [];
  #page;
  #window;
  /** Whether shadow roots can be written down here. */
  #deep;

  // The open elements around the current node, from the outside in, and what is known of each: a shadow root stands
  // between its host and its own elements. What lies beyond `#top` is left over from before.
  #top = -1;
  /** @type {Node[]} */
  #path = [];
  /** @type {number[]} */
  #positions = [];
  /** @type {number[]} */
  #states = [];
  /** Lowest edge below which a box around cuts off; infinite without such a box. @type {number[]} */
  #edges = [];

  /** @param {Document} page */
  constructor(page) {
    this.#page = page;
    this.#window = viewOf.call(page);
    this.#deep = "getHTML" in Element.prototype;
  }

  /** @param {Element} root */
  run(root) {
    this.#push(root, this.elements++);
    const walkers = [this.#walker(root)];
    for (let walker = walkers[0]; walker; walker = walkers[walkers.length - 1]) {
      const node = walker.nextNode();
      if (!node) {
        walkers.pop();
        continue;
      }
      this.#climb(parentOf.call(node));
      const around = this.#states[this.#top];
      if (kindOf.call(node) === 3) {
        if (around === UNKNOWN || around === RENDERED) {
          this.#text(/** @type {Text} */ (node).data);
        }
        continue;
      }
      const element = /** @type {Element} */ (node);
      if (around === OUT || (this.#top === 1 && isLeftOut(element) && isPart(/** @type {Element} */ (this.#path[1])))) {
        this.#push(element, NOWHERE);
        this.#states[this.#top] = OUT;
        continue;
      }
      this.#push(element, this.elements++);
      const shadow = this.#deep ? shadowOf.call(element) : null;
      if (shadow) {
        this.hosts.push(this.elements - 1);
        this.roots.push(shadow);
        this.#push(shadow, NOWHERE);
        walkers.push(this.#walker(shadow));
      }
    }
  }

  /** @param {Node} root */
  #walker(root) {
    return createTreeWalker.call(this.#page, root, 5); // elements and texts
  }

  /**
   * @param {Node} node
   * @param {number} position
   */
  #push(node, position) {
    const around = this.#top;
    this.#top += 1;
    this.#path[this.#top] = node;
    this.#positions[this.#top] = position;
    this.#states[this.#top] = this.#states[around] === HIDDEN ? HIDDEN : UNKNOWN;
    this.#edges[this.#top] = this.#edges[around] ?? Infinity;
  }

  /** Leaves the elements that have ended. @param {Node | null} parent */
  #climb(parent) {
    while (this.#top > 0 && this.#path[this.#top] !== parent) {
      this.#top -= 1;
    }
  }

  /**
   * A text of the innermost open element, of which not all is known.
   *
   * @param {string} text
   */
  #text(text) {
    if (!/\S/.test(text)) {
      return;
    }
    const long = text.length >= LONG;
    // The holder of a text right below a shadow root is the host.
    const at = this.#positions[this.#top] === NOWHERE ? this.#top - 1 : this.#top;
    if (this.#states[at] === UNKNOWN) {
      if (!this.#isRendered(at)) {
        return;
      }
      if (!long && this.#isWithheld(/** @type {HTMLElement} */ (this.#path[at]), at)) {
        this.#hide(at);
        return;
      }
    }
    if (long && this.#states[at] === RENDERED) {
      this.#settle(at);
    }
  }

  /**
   * Whether the element has a box and is visible; if not, the outermost around it that has none is noted.
   *
   * @param {number} at
   */
  #isRendered(at) {
    let unseen = -1;
    let up = at;
    for (; up >= 0 && this.#states[up] === UNKNOWN; up -= 1) {
      if (this.#positions[up] === NOWHERE) {
        continue;
      }
      const element = /** @type {Element} */ (this.#path[up]);
      if (checkVisibility.call(element, RENDERED_AND_VISIBLE)) {
        break;
      }
      // An element without a box of its own still shows what is in it.
      if (this.#style(element)?.display !== "contents") {
        unseen = up;
      }
    }
    if (unseen >= 0) {
      this.#hide(unseen);
      return false;
    }
    // What is around an element with a box has one too.
    for (up = at; up >= 0 && this.#states[up] === UNKNOWN; up -= 1) {
      this.#states[up] = RENDERED;
    }
    return true;
  }

  /**
   * Looks at the styles of what is open around a text, from the outside in, at each element once.
   *
   * @param {number} at
   */
  #settle(at) {
    let from = at;
    while (from > 0 && this.#states[from - 1] === RENDERED) {
      from -= 1;
    }
    for (let up = from; up <= at; up += 1) {
      this.#states[up] = SHOWS;
      this.#edges[up] = this.#edges[up - 1] ?? Infinity;
      if (this.#positions[up] !== NOWHERE && this.#isWithheld(/** @type {HTMLElement} */ (this.#path[up]), up)) {
        this.#hide(up);
        return;
      }
    }
  }

  /**
   * Whether an element that has a box and is visible cannot be read all the same.
   *
   * @param {HTMLElement} element
   * @param {number} at
   */
  #isWithheld(element, at) {
    const style = this.#style(element);
    if (!style || element === bodyOf.call(this.#page)) {
      return false;
    }
    const edge = this.#edges[at] ?? Infinity;
    const overflow = style.overflowY;
    const cuts = overflow === "hidden" || overflow === "clip";
    // To ask where a box is that is skipped until it is scrolled to makes the browser lay it out, one after another.
    const laidOut = (cuts || edge !== Infinity) && checkVisibility.call(element, LAID_OUT);
    if (laidOut) {
      if (cuts && sizeOf("offsetHeight", element) === 1 && sizeOf("offsetWidth", element) === 1) {
        return true;
      }
      if (edge !== Infinity && getBoundingClientRect.call(element).top >= edge) {
        return true;
      }
    } else if (cuts && style.position === "absolute" && (style.clip !== "auto" || style.clipPath !== "none")) {
      return true;
    }
    if (INLINE.has(nameOf.call(element))) {
      return false;
    }
    if (style.contentVisibility === "hidden" && !/^(?:inline|contents|table-|ruby)/.test(style.display)) {
      return true;
    }
    const { filter } = style;
    if (filter !== "none" && blurOf(filter) >= MIN_BLUR && !querySelector.call(element, "h1")) {
      return true;
    }
    if (cuts && laidOut) {
      this.#edges[at] = Math.min(edge, this.#edgeOf(element));
    }
    return false;
  }

  /**
   * Where a box that cuts off ends, in the window's coordinates; infinite if it cuts off nothing worth speaking of.
   *
   * @param {HTMLElement} element
   */
  #edgeOf(element) {
    const height = sizeOf("clientHeight", element);
    if (sizeOf("scrollHeight", element) < height + MIN_CUT || height >= SHELL * (this.#window?.innerHeight ?? 0)) {
      return Infinity;
    }
    return getBoundingClientRect.call(element).top + sizeOf("clientTop", element) + height;
  }

  /** @param {number} at */
  #hide(at) {
    this.hidden.push(this.#positions[at] ?? 0);
    this.#states.fill(HIDDEN, at, this.#top + 1);
  }

  /** @param {Element} element */
  #style(element) {
    return this.#window?.getComputedStyle(element);
  }
}

/** @param {string} filter */
function blurOf(filter) {
  return Number(/\bblur\(([\d.]+)px\)/.exec(filter)?.[1] ?? 0);
}
