/**
 * Numbers that stand for the text of a page: two loads of a page that have the same need one check.
 *
 * What counts is every visible run of text that is as long as a line, with the links and names within it, and headlines. A clock, a
 * counter or the label of a button is none. Where the page is too large to be read so, there is no fingerprint, and it is checked again.
 *
 * A classic script. The page is hostile: its elements may bear the names of the document's own properties. It could make two texts
 * have one fingerprint; then it deceives its own reader about its own text.
 */

// eslint-disable-next-line no-var
var ungarbleFingerprint = (() => {
  /** Characters from which on a run of text counts. */
  const LONG = 40;
  /** Text nodes and characters of a page that is read. */
  const MOST_NODES = 50_000;
  const MOST = 2_000_000;
  /** What stands within a line; its text belongs to what is around it. */
  const INLINE = new Set(["a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u"]);
  /** Inline elements within each other; more is no prose. */
  const DEEP = 12;

  /** @param {object} prototype @param {string} name @returns {(this: Node) => any} */
  const getter = (prototype, name) => /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
  const parentOf = getter(Node.prototype, "parentNode");
  const nameOf = getter(Element.prototype, "localName");
  const bodyOf = getter(Document.prototype, "body");

  /** The element that the text flows in. @param {Text} text */
  function blockOf(text) {
    let element = parentOf.call(text);
    for (let depth = 0; depth < DEEP && element instanceof Element && INLINE.has(nameOf.call(element)); depth += 1) {
      element = parentOf.call(element);
    }
    return /** @type {Node} */ (element);
  }

  /** @returns {string | null} */
  function take() {
    const body = bodyOf.call(document);
    if (!body) {
      return null;
    }
    // Two sums, so that two texts do not have the same by accident: of all runs that count, and of these with the one that is read.
    let [one, two] = [0x811c9dc5, 0];
    let [oneNow, twoNow] = [one, two];
    let [nodes, sum, length] = [0, 0, 0];
    /** @type {Node | null} */
    let block = null;
    let shown = false;
    const end = () => {
      if (length >= LONG || (length > 0 && nameOf.call(/** @type {Element} */ (block)) === "h1")) {
        [one, two] = [Math.imul(oneNow ^ length, 0x01000193), twoNow];
      }
      [oneNow, twoNow, length] = [one, two, 0];
    };
    const walker = Document.prototype.createTreeWalker.call(document, body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = /** @type {Text} */ (node);
      const around = blockOf(text);
      if (around !== block) {
        end();
        block = around;
        shown = block instanceof Element && Element.prototype.checkVisibility.call(block);
      }
      nodes += 1;
      sum += shown ? text.length : 0;
      if (nodes > MOST_NODES || sum > MOST) {
        return null;
      }
      const data = shown ? text.substringData(0, text.length) : "";
      for (let at = 0; at < data.length; at += 1) {
        const unit = data.charCodeAt(at);
        oneNow = Math.imul(oneNow ^ unit, 0x01000193);
        twoNow = (Math.imul(twoNow, 31) + unit) | 0;
      }
      length += data.length;
    }
    end();
    return `${one} ${two}`;
  }

  return { take };
})();
