/**
 * The cheap gate: is this page worth waking the engine for? A page that holds no article (a front page, a list, a shop, a
 * mailbox, an application) should cost the reader nothing, so this is plain JavaScript that loads nothing, lays out
 * nothing, and looks at a bounded part of the page however large the page is.
 *
 * Three witnesses give points: what the head claims, what the address looks like, and the first running text that is met
 * on a walk through the page. None decides alone, because heads lie in both directions and cheap copies claim nothing. A
 * page let in wrongly costs one look of the engine, which has the last word; an article kept out wrongly is lost. So
 * doubt lets in. What it deliberately does not do: read computed styles, judge the language, or know any site.
 *
 * A classic script without state. The page is hostile: elements may bear the names of the document's own properties, so
 * every property is read by the browser's own getter.
 */

// eslint-disable-next-line no-var
var ungarbleGate = (() => {
  /**
   * @typedef {object} Look
   * @property {boolean} article
   * @property {number} points
   * @property {string[]} why
   * @property {number} steps nodes looked at
   * @property {boolean} bare all of the page was seen, and there is hardly any text: an application may not have fetched it yet
   *
   * @typedef {(points: number, why: string) => void} Count
   */

  /** Nodes that are looked at, in the head and in the body: about a millisecond in a script that runs for the first time. */
  const HEAD_STEPS = 300;
  const STEPS = 600;
  /** Characters of one JSON-LD block that are searched for its types. */
  const DATA_PEEK = 16_384;
  /** Points from which on a page is let in. */
  const ENOUGH = 2;
  /** Points of head and address alone that no text takes away, and such that none makes good. */
  const SURE = 5;
  const HOPELESS = -4;
  /** Characters of running text that need no more to be sure of. */
  const PLENTY = 1_500;
  /** Characters of running text that count at all. */
  const SOME = 250;
  /** Characters without which a block of text is no prose. */
  const BLOCK = 60;
  /** Blocks below this, standing alone under a headline that links, are teasers. */
  const LONE = 400;
  /** Items of a list without any prose, after which the rest of it is passed over. */
  const ITEMS = 24;

  // ---- the browser's own getters -----------------------------------------------------------------------------------

  /** @param {object} prototype @param {string} name @returns {(this: Node) => any} */
  const getter = (prototype, name) => /** @type {() => any} */ (Object.getOwnPropertyDescriptor(prototype, name)?.get);
  const rootOf = getter(Document.prototype, "documentElement");
  const headOf = getter(Document.prototype, "head");
  const bodyOf = getter(Document.prototype, "body");
  const parentOf = getter(Node.prototype, "parentNode");
  const firstOf = getter(Node.prototype, "firstChild");
  const previousOf = getter(Node.prototype, "previousSibling");
  const nextOf = getter(Node.prototype, "nextSibling");
  const textOf = getter(Node.prototype, "textContent");
  /** In capitals for elements of HTML; one question tells text from elements and one element from another. */
  const nameOf = getter(Node.prototype, "nodeName");
  const lengthOf = getter(CharacterData.prototype, "length");
  const firstElementOf = getter(Element.prototype, "firstElementChild");
  const lastElementOf = getter(Element.prototype, "lastElementChild");
  /** @param {Element} element @param {string} name @returns {string} */
  const attribute = (element, name) => Element.prototype.getAttribute.call(element, name) ?? "";
  /** @param {Element} element @param {string} name @returns {boolean} */
  const hasAttribute = (element, name) => Element.prototype.hasAttribute.call(element, name);
  /** @param {Node} text @param {number} count @returns {string} its first characters */
  const startOf = (text, count) => CharacterData.prototype.substringData.call(text, 0, count);
  /** @param {Document} page @param {Node} root @param {number} shown @returns {TreeWalker} */
  const createTreeWalker = (page, root, shown) => Document.prototype.createTreeWalker.call(page, root, shown);

  const TEXT = "#text";

  // ---- the head ----------------------------------------------------------------------------------------------------

  /** @param {string} words */
  const set = (words) => new Set(words.split(" "));

  const LIST_TYPES = set("SearchResultsPage CollectionPage ItemList");
  const OTHER_TYPES = set(
    "AboutPage CheckoutPage ContactPage Course Dataset DefinedTerm DiscussionForumPosting Event FAQPage ImageGallery " +
    "JobPosting MediaGallery Movie MusicAlbum MusicPlaylist PodcastEpisode PodcastSeries Product ProductGroup ProfilePage " +
    "QAPage RealEstateListing Recipe SoftwareApplication SoftwareSourceCode TVSeries VideoGallery VideoObject WebApplication",
  );
  const ARTICLE_TYPE = /Article$|^(?:Live)?BlogPosting$|^Re(?:port|view)$/;
  const DATE_NAME = /publish|pub-?date|date_?(?:created|issued)|^(?:dc|dcterms)\.date|^date$/i;

  /** What the page says of itself to other machines. */
  class Claims {
    article = false;
    list = false;
    /** A list of things, of which each may be an article: front pages say so, and articles of what they recommend. */
    things = false;
    other = false;
    dated = false;
    hidden = false;
    kind = "";

    /** @param {Element} meta */
    meta(meta) {
      const name = attribute(meta, "property") || attribute(meta, "name") || attribute(meta, "itemprop");
      if (name === "og:type") {
        this.kind = attribute(meta, "content").toLowerCase();
      } else if (name === "robots") {
        this.hidden ||= attribute(meta, "content").includes("noindex");
      } else if (!this.dated && DATE_NAME.test(name)) {
        this.dated = /\d{4}/.test(attribute(meta, "content"));
      }
    }

    /** @param {Element} script */
    script(script) {
      if (!/ld\+json/i.test(attribute(script, "type"))) {
        return;
      }
      const node = firstOf.call(script);
      const start = node && nameOf.call(node) === TEXT ? startOf(node, DATA_PEEK) : "";
      for (const [, names] of start.matchAll(/"@type"\s*:\s*(\[[^\]]{0,200}|"[^"]{0,60})/g)) {
        for (const name of names?.match(/\w+/g) ?? []) {
          this.article ||= ARTICLE_TYPE.test(name);
          this.list ||= LIST_TYPES.has(name);
          this.things ||= name === "ItemList";
          this.other ||= OTHER_TYPES.has(name);
        }
      }
    }

    /** @param {Count} count */
    weigh(count) {
      const { article, list, things, kind } = this;
      const calls = kind === "article" && !list;
      if (article && !things) count(3, "data of an article");
      if (list && !(article && things)) count(-3, "data of a list");
      if (this.other && !article) count(calls ? -2 : -4, "data of another kind of page");
      if (this.dated) count(2, "a date of publication");
      if (calls) count(2, "calls itself an article");
      if (!article && /^(?:product|video|music|profile|book|object)/.test(kind)) count(-4, "calls itself something else");
      if (this.hidden) count(-1, "not to be indexed");
    }
  }

  // ---- the address -------------------------------------------------------------------------------------------------

  const FRONT = /^\/?(?:(?:index|default|home)(?:\.\w+)?|[a-z]{2}(?:[-_][a-z]{2})?)?\/?$/i;
  const LIST_PATHS = set("tag tags topic topics category categories section sections author authors search archive archives latest page");
  const OTHER_PATHS = set(
    "account api basket cart checkout consent dashboard docs documentation event events faq forum forums game games help job " +
    "jobs log-in login manual newsletter newsletters product products question questions recipe recipes reference register " +
    "settings shop sign-in signin subscribe support thread threads to-let user users viewtopic.php watch weather wiki",
  );
  const HOUSE_PATH = /^(?:privacy|terms|about|contact|imprint|legal|cookies?|careers|advertise)(?:$|[-_.])/;
  const OTHER_HOSTS = set("accounts calendar chat dev developer developers docs forum forums help jobs mail maps search shop store support translate webmail wiki");

  /** @param {string} address @param {Count} count */
  function weighAddress(address, count) {
    if (!URL.canParse(address)) {
      return;
    }
    const { hostname, pathname, searchParams } = new URL(address);
    const parts = pathname.toLowerCase().split("/").filter(Boolean);
    const last = parts.at(-1) ?? "";
    if (["q", "s", "query", "search"].some((name) => /\D/.test(searchParams.get(name) ?? ""))) {
      count(-4, "address of a search");
    }
    if (FRONT.test(pathname)) {
      if (searchParams.size === 0) count(-4, "address of a front page");
    } else if (OTHER_HOSTS.has(hostname.split(".")[0] ?? "") || parts.some((part) => OTHER_PATHS.has(part))) {
      count(-2, "address of another kind of page");
    } else if (HOUSE_PATH.test(last)) {
      count(-4, "address of the house's own pages");
    } else if (parts.some((part) => LIST_PATHS.has(part))) {
      count(-1, "address of a list");
    }
    if (last.split(/[-_]/).length > 3 || /\d{4}/.test(pathname)) {
      count(1, "address of an article");
    }
  }

  // ---- the text ----------------------------------------------------------------------------------------------------

  /** Part of a sentence rather than a block of its own. */
  const INLINE = set("A ABBR ACRONYM B BDI BDO BIG CITE CODE EM FONT I INS KBD MARK Q S SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR");
  /** Never the text of an article, or not as far as the gate looks. */
  const PASSED = set(
    "ASIDE AUDIO BUTTON CANVAS DIALOG EMBED FOOTER IFRAME INPUT LABEL MAP MENU NAV NOSCRIPT OBJECT OPTION PICTURE SCRIPT " +
    "SELECT STYLE TEMPLATE TEXTAREA VIDEO math svg",
  );
  const HEADING = set("H1 H2 H3 H4 H5 H6");
  /** Characters of a link that is long enough for a headline. */
  const HEADLINE = 15;
  const BUY = /\b(?:add to (?:cart|basket|bag)|buy now|check ?out)\b/i;
  const SENTENCE = /[.!?…。！？؟।]/;
  /** Scripts that say in one character what others say in two or three. */
  const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

  /**
   * @typedef {object} Group blocks under one parent
   * @property {number} blocks
   * @property {number} size in characters
   * @property {boolean} teased a headline that links stood between the block before and the first of these
   */

  class Prose {
    /** @type {Map<Node, Group>} */
    groups = new Map();
    /** @type {Node | null} the block that is being read */
    block = null;
    size = 0;
    sentences = false;
    teased = false;
    largest = 0;

    /** @param {Node} text @returns {boolean} whether a block of prose ended before it */
    add(text) {
      const length = lengthOf.call(text);
      if (length < 12) {
        return false; // spaces between elements, most of the time
      }
      const known = this.groups.size;
      const data = startOf(text, PLENTY).trim();
      let block = parentOf.call(text);
      while (INLINE.has(nameOf.call(block))) {
        block = parentOf.call(block);
      }
      if (block !== this.block) {
        this.close();
        this.block = block;
      }
      this.size += DENSE.test(data.slice(0, 4)) ? data.length * 2.5 : data.length;
      this.sentences ||= SENTENCE.test(data);
      return this.groups.size > known;
    }

    close() {
      const { block, size, sentences } = this;
      this.block = null;
      this.size = 0;
      this.sentences = false;
      if (!block || size < BLOCK || !sentences) {
        return;
      }
      // A box around one paragraph says nothing; what stands beside the box does.
      let inner = block;
      let parent = parentOf.call(inner);
      while (nameOf.call(parent) !== "#document" && firstElementOf.call(parent) === lastElementOf.call(parent) && nameOf.call(parent) !== "BODY") {
        inner = parent;
        parent = parentOf.call(inner);
      }
      const known = this.groups.get(parent);
      const group = known ?? { blocks: 0, size: 0, teased: this.teased };
      group.blocks += 1;
      group.size += size;
      this.largest = Math.max(this.largest, group.size);
      this.groups.set(parent, group);
      this.teased = false;
    }

    /** Running text, and text that only leads to other pages. */
    sums() {
      let running = 0;
      let teasers = 0;
      for (const { blocks, size, teased } of this.groups.values()) {
        if (blocks > 1 || size >= LONE) running += size;
        else if (teased) teasers += size;
        else running += size / 2; // an entry of a live blog, or a comment
      }
      return { running, teasers };
    }
  }

  /** @param {Node} anchor a link that stands alone, and is a headline by its length or its place */
  function isHeadline(anchor) {
    const first = firstOf.call(anchor);
    const name = first && nameOf.call(first);
    if (name === TEXT ? lengthOf.call(first) < HEADLINE : !HEADING.has(name)) {
      return HEADING.has(nameOf.call(parentOf.call(anchor)));
    }
    return !isWords(previousOf.call(anchor)) && !isWords(nextOf.call(anchor));
  }

  /** @param {Node | null} node */
  const isWords = (node) => node !== null && nameOf.call(node) === TEXT && /\S/.test(startOf(node, 40));

  /** A walk through the body, until what it finds is enough or it has gone far enough. */
  class Walk {
    prose = new Prose();
    steps = 0;
    /** The page ended before the walk did. */
    whole = false;
    code = 0;
    shop = false;
    #items = 0;
    #claims;

    /** @param {Claims} claims grows by what stands in the body */
    constructor(claims) {
      this.#claims = claims;
    }

    /** @param {Document} page @param {Element} body */
    go(page, body) {
      const walker = createTreeWalker(page, body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      let node = walker.nextNode();
      while (node && this.steps < STEPS && this.prose.largest < PLENTY) {
        this.steps += 1;
        const name = nameOf.call(node);
        if (name === TEXT) {
          if (this.prose.add(node)) this.#items = 0;
          node = walker.nextNode();
        } else if (this.#enters(/** @type {Element} */ (node), name)) {
          node = walker.nextNode();
        } else {
          node = this.#items > ITEMS ? leaveList(walker) : passOver(walker);
          this.#items %= ITEMS + 1;
        }
      }
      this.prose.close();
      this.whole = !node;
    }

    /** @param {Element} element @param {string} name @returns {boolean} whether what is in it is looked at */
    #enters(element, name) {
      switch (name) {
        case "A":
          if (!hasAttribute(element, "href")) return true;
          this.prose.teased ||= isHeadline(element);
          return false;
        case "META":
          this.#claims.meta(element);
          return false;
        case "SCRIPT":
          this.#claims.script(element);
          return false;
        case "BUTTON":
          this.shop ||= BUY.test(textOf.call(element).slice(0, 80));
          return false;
        case "PRE":
          this.code += 1;
          return true;
        case "LI":
          this.#items += 1;
          return this.#items <= ITEMS;
        default:
          return !PASSED.has(name);
      }
    }

    /** @param {Count} count */
    weigh(count) {
      const { running, teasers } = this.prose.sums();
      if (running >= 1_200) count(3, "much running text");
      else if (running >= 600) count(2, "running text");
      else if (running >= SOME) count(1, "some running text");
      else if (this.whole) count(-2, "hardly any running text");
      else if (teasers <= running) count(1, "not seen to its end");
      if (teasers > running) count(-2, "more teasers than text");
      if (this.code > 2) count(-2, "code");
      if (this.shop) count(-3, "things to buy");
    }
  }

  /** The next node outside the current one. @param {TreeWalker} walker */
  function passOver(walker) {
    for (;;) {
      const next = walker.nextSibling();
      if (next) return next;
      if (!walker.parentNode()) return null;
    }
  }

  /** The next node after the outermost of the lists around the current one. @param {TreeWalker} walker */
  function leaveList(walker) {
    for (let up = walker.currentNode; /^(?:LI|UL|OL)$/.test(nameOf.call(up)); up = parentOf.call(up)) {
      walker.currentNode = up;
    }
    return passOver(walker);
  }

  /**
   * @param {Document} page
   * @param {string} address
   * @returns {Look}
   */
  function look(page, address) {
    const head = headOf.call(page) ?? rootOf.call(page);
    const body = bodyOf.call(page);
    const claims = new Claims();
    let steps = 0;
    if (head) {
      const walker = createTreeWalker(page, head, NodeFilter.SHOW_ELEMENT);
      for (let node = walker.firstChild(); node && steps < HEAD_STEPS; node = walker.nextSibling()) {
        steps += 1;
        const name = nameOf.call(node);
        if (name === "META") claims.meta(/** @type {Element} */ (node));
        else if (name === "SCRIPT") claims.script(/** @type {Element} */ (node));
      }
    }
    const claimed = weighed((count) => {
      claims.weigh(count);
      weighAddress(address, count);
    });
    // No text could change these.
    if (!body || claimed.points >= SURE || claimed.points <= HOPELESS) {
      return { ...claimed, article: claimed.points >= ENOUGH, steps, bare: !body };
    }
    const walk = new Walk(claims);
    walk.go(page, body);
    const all = weighed((count) => {
      claims.weigh(count);
      weighAddress(address, count);
      walk.weigh(count);
    });
    return { ...all, article: all.points >= ENOUGH, steps: steps + walk.steps, bare: walk.whole && walk.prose.sums().running < SOME };
  }

  /** Characters of all texts of a page, scripts included: as long as it stays the same, nothing has come. @param {Document} page */
  function sizeOf(page) {
    const body = bodyOf.call(page);
    return body ? textOf.call(body).length : 0;
  }

  /** @param {(count: Count) => void} weigh */
  function weighed(weigh) {
    let points = 0;
    /** @type {string[]} */
    const why = [];
    weigh((more, reason) => {
      points += more;
      why.push(`${more > 0 ? "+" : ""}${more} ${reason}`);
    });
    return { points, why };
  }

  return { look, sizeOf };
})();
