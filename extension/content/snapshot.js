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
    const originals = page.documentElement.getElementsByTagName("*");
    const copies = [...copy.getElementsByTagName("*")];
    const hidden = [];
    for (const [index, element] of copies.entries()) {
      const original = originals[index];
      if (original && inBody(page, original) && !isVisible(original)) {
        hidden.push(element);
      }
    }
    for (const element of hidden) {
      element.remove();
    }
    for (const element of copy.querySelectorAll(DROPPED)) {
      element.remove();
    }
    return `<!doctype html>${copy.outerHTML}`;
  }

  /**
   * @param {Document} page
   * @param {Element} element
   */
  function inBody(page, element) {
    return element !== page.body && page.body?.contains(element) === true && element.localName !== "script";
  }

  /** @param {Element} element */
  function isVisible(element) {
    return element.checkVisibility({ visibilityProperty: true });
  }

  return { html };
})();
