/**
 * What a person sees of the page, as HTML: for pages whose policy forbids the engine here. Hidden elements, scripts and
 * styles are left out; what the head says of the article (titles, metas, links, JSON-LD) stays.
 *
 * The copy is made in a document without a window: no image of it is loaded, no element of the page's own making is
 * started, and the page itself is not touched. A classic script without state.
 */

// eslint-disable-next-line no-var
var ungarbleSnapshot = (() => {
  /** Nothing to read in them, or nothing that extraction reads. */
  const DROPPED = "style, noscript, template, iframe, object, embed, svg, canvas, video, audio, script:not([type='application/ld+json' i])";

  /**
   * @param {Document} page
   * @returns {string}
   */
  function html(page) {
    const inert = page.implementation.createHTMLDocument("");
    const copy = inert.importNode(page.documentElement, true);
    const hidden = page.body ? unseen(page.body) : new Set();
    const originals = page.documentElement.getElementsByTagName("*");
    for (const [index, element] of [...copy.getElementsByTagName("*")].entries()) {
      if (hidden.has(originals[index])) {
        element.remove();
      }
    }
    for (const element of copy.querySelectorAll(DROPPED)) {
      element.remove();
    }
    return `<!doctype html>${copy.outerHTML}`;
  }

  /**
   * The outermost elements whose text nobody sees. The same rules as in src/article/dom.rs, so that both ways to the
   * engine give the same report: only elements that hold text themselves are asked, and what is around a hidden one is
   * hidden as far as it does not show either.
   *
   * @param {Element} body
   * @returns {Set<Element | undefined>}
   */
  function unseen(body) {
    /** @type {Set<Element | undefined>} */
    const hidden = new Set();
    /** @type {Set<Element>} */
    const seen = new Set();
    /** @type {Element | null} */
    let last = null;
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const holder = text.parentElement;
      if (!holder || seen.has(holder) || last?.contains(holder) || !/\S/.test(text.nodeValue ?? "")) {
        continue;
      }
      const found = outermostHidden(holder, seen);
      if (found) {
        hidden.add(found);
        last = found;
      }
    }
    return hidden;
  }

  /**
   * @param {Element} holder
   * @param {Set<Element>} seen elements known to show; grows
   */
  function outermostHidden(holder, seen) {
    /** @type {Element[]} */
    const chain = [];
    /** @type {Element | null} */
    let up = holder;
    while (up && !seen.has(up) && !shows(up)) {
      chain.push(up);
      up = up.parentElement;
    }
    while (up && !seen.has(up)) {
      seen.add(up);
      up = up.parentElement;
    }
    for (const element of chain.reverse()) {
      // An element without a box of its own still shows what is in it.
      if (getComputedStyle(element).display !== "contents") {
        return element;
      }
      seen.add(element);
    }
    return null;
  }

  /** @param {Element} element */
  function shows(element) {
    // Text for screen readers only is usually clipped to one pixel.
    const dot = element instanceof HTMLElement && element.offsetWidth === 1 && element.offsetHeight === 1;
    return !dot && element.checkVisibility({ visibilityProperty: true });
  }

  return { html };
})();
