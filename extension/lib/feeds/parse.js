/**
 * What a feed says: its title and its items, from RSS 2.0 and its elders, RSS 1.0 (RDF), Atom or JSON Feed.
 *
 * A feed is hostile until it has been read: the browser's own XML parser reads it, after a look that refuses what makes
 * parsers suffer (entities that expand, elements nested without end); every text is cut to a length, every list to a number;
 * an address is kept only if it is one of the web. HTML in a feed stays a string here.
 *
 * Needs a document's DOMParser. It fetches nothing, and whether a text is an article is not its question.
 */

/**
 * @typedef {object} FeedItem
 * @property {string} id as the feed calls it, or its address
 * @property {string} url
 * @property {string} title
 * @property {string | null} published ISO 8601
 * @property {string} summary HTML
 * @property {string} content HTML; empty where the feed has only summaries
 *
 * @typedef {object} Feed
 * @property {string} title
 * @property {FeedItem[]} items in the feed's order
 */

/** Items of one feed; the newest come first everywhere. */
export const MAX_ITEMS = 200;
const MAX_TITLE = 500;
const MAX_ADDRESS = 2_000;
const MAX_TEXT = 300_000;
/** Real feeds nest to about ten, and an XHTML entry some more. */
const MAX_DEPTH = 200;

/** Why a text is no feed. */
export class FeedError extends Error {
  /** @param {"not-a-feed" | "bad-xml" | "bomb"} code */
  constructor(code, detail = "") {
    super(detail || code);
    this.code = code;
  }
}

/**
 * @param {string} text
 * @param {string} base the address it came from
 * @returns {Feed}
 */
export function parseFeed(text, base) {
  const trimmed = text.replace(/^[\s\uFEFF]+/, "");
  return trimmed.startsWith("{") ? fromJson(trimmed, base) : fromXml(trimmed, base);
}

// ---- XML ---------------------------------------------------------------------------------------------------------

/**
 * @param {string} text
 * @param {string} base
 */
function fromXml(text, base) {
  if (!text.startsWith("<")) {
    throw new FeedError("not-a-feed");
  }
  if (text.includes("<!ENTITY") || depth(text) > MAX_DEPTH) {
    throw new FeedError("bomb");
  }
  const document = parsed(text) ?? parsed(mended(text));
  if (!document) {
    throw new FeedError(/^<(?:!doctype html|html)\b/i.test(text) ? "not-a-feed" : "bad-xml");
  }
  const root = document.documentElement;
  const channel = child(root, "channel");
  if (root.localName === "feed") {
    return { title: title(root), items: items(root, "entry", (entry) => atomItem(entry, base)) };
  }
  if (root.localName === "rss" && channel) {
    return { title: title(channel), items: items(channel, "item", (item) => rssItem(item, base)) };
  }
  if (root.localName === "RDF") {
    return { title: channel ? title(channel) : "", items: items(root, "item", (item) => rssItem(item, base)) };
  }
  throw new FeedError("not-a-feed", root.localName.slice(0, 40));
}

/** @param {string} text @returns {Document | null} */
function parsed(text) {
  const document = new DOMParser().parseFromString(text, "application/xml");
  return document.getElementsByTagName("parsererror").length > 0 ? null : document;
}

/**
 * The same with the two mistakes mended that feeds make most: characters that XML does not have, and an ampersand that is
 * none, or names a letter as HTML does.
 *
 * @param {string} text
 */
function mended(text) {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "")
    .replace(/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/gi, "&amp;");
}

/**
 * How deep elements are nested, in one pass from `<` to `<`; what closes more than was opened counts as nothing.
 *
 * @param {string} text
 */
function depth(text) {
  let [open, deepest] = [0, 0];
  for (let at = text.indexOf("<"); at >= 0 && deepest <= MAX_DEPTH; at = text.indexOf("<", at + 1)) {
    const skip = text.startsWith("<![CDATA[", at) ? "]]>" : text.startsWith("<!--", at) ? "-->" : null;
    const end = text.indexOf(skip ?? ">", at);
    if (end < 0) {
      break;
    }
    const next = text.charCodeAt(at + 1);
    if (skip === null && next !== 0x21 && next !== 0x3f) {
      open = next === 0x2f ? Math.max(0, open - 1) : open + (text.charCodeAt(end - 1) === 0x2f ? 0 : 1);
      deepest = Math.max(deepest, open);
    }
    at = end;
  }
  return deepest;
}

/**
 * @param {Element} parent
 * @param {string} name
 * @param {(item: Element) => FeedItem | null} read
 */
function items(parent, name, read) {
  /** @type {FeedItem[]} */
  const found = [];
  for (const element of parent.children) {
    const item = element.localName === name ? read(element) : null;
    if (item) found.push(item);
    if (found.length >= MAX_ITEMS) break;
  }
  return found;
}

/**
 * @param {Element} item
 * @param {string} base
 * @returns {FeedItem | null}
 */
function rssItem(item, base) {
  const guid = child(item, "guid");
  const permanent = guid && guid.getAttribute("isPermaLink") !== "false" ? textOf(guid) : "";
  // An RSS link is a text; an Atom link that stands in RSS has an attribute and may come before it.
  const link = [...item.children].find((element) => element.localName === "link" && textOf(element));
  const url = address(link ? textOf(link) : permanent, base) ?? address(permanent, base);
  return url === null ? null : made({
    id: guid ? textOf(guid) : url,
    url,
    title: title(item),
    published: date(textOf(child(item, "pubDate") ?? child(item, "date"))),
    summary: textOf(child(item, "description")),
    content: textOf(child(item, "encoded")),
  });
}

/**
 * @param {Element} entry
 * @param {string} base
 * @returns {FeedItem | null}
 */
function atomItem(entry, base) {
  const links = [...entry.children].filter((element) => element.localName === "link");
  const link = links.find((element) => ["alternate", null].includes(element.getAttribute("rel")));
  const url = address(link?.getAttribute("href"), entry.getAttribute("xml:base") ?? base);
  return url === null ? null : made({
    id: textOf(child(entry, "id")) || url,
    url,
    title: title(entry),
    published: date(textOf(child(entry, "published") ?? child(entry, "updated"))),
    summary: html(child(entry, "summary")),
    content: html(child(entry, "content")),
  });
}

/**
 * A text construct of Atom as HTML.
 *
 * @param {Element | null} element
 */
function html(element) {
  const type = element?.getAttribute("type");
  if (!element || type === "xhtml") {
    return element ? [...element.children].map((inside) => new XMLSerializer().serializeToString(inside)).join("") : "";
  }
  // In plain text, what looks like markup is none.
  return type === "html" || type === "text/html" ? textOf(element) : textOf(element).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** @param {Element} parent */
function title(parent) {
  return plain(textOf(child(parent, "title")));
}

/**
 * @param {Element} parent
 * @param {string} name
 * @returns {Element | null} the first child of that name, of any namespace
 */
function child(parent, name) {
  // Podcasts and pictures bring elements of the same names: those of the feed's own namespace come first.
  const all = [...parent.children].filter((element) => element.localName === name);
  return all.find((element) => element.namespaceURI === parent.namespaceURI) ?? all[0] ?? null;
}

/** @param {Element | null} element */
function textOf(element) {
  return (element?.textContent ?? "").trim();
}

// ---- JSON --------------------------------------------------------------------------------------------------------

/**
 * @param {string} text
 * @param {string} base
 * @returns {Feed}
 */
function fromJson(text, base) {
  let feed;
  try {
    feed = JSON.parse(text);
  } catch {
    throw new FeedError("not-a-feed");
  }
  if (typeof feed?.version !== "string" || !feed.version.includes("jsonfeed.org") || !Array.isArray(feed.items)) {
    throw new FeedError("not-a-feed");
  }
  const string = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");
  const escaped = (/** @type {unknown} */ value) => string(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return {
    title: plain(string(feed.title)),
    items: feed.items.slice(0, MAX_ITEMS).flatMap((/** @type {Record<string, unknown> | null} */ item) => {
      const url = address(string(item?.["url"]), base);
      return url && item
        ? made({
            id: string(item["id"]) || url,
            url,
            title: plain(string(item["title"])),
            published: date(string(item["date_published"])),
            summary: escaped(item["summary"]),
            content: string(item["content_html"]) || escaped(item["content_text"]),
          })
        : [];
    }),
  };
}

// ---- both --------------------------------------------------------------------------------------------------------

/** @param {FeedItem} item @returns {FeedItem} */
function made({ id, url, title, published, summary, content }) {
  return { id: id.slice(0, MAX_ADDRESS), url, title, published, summary: summary.slice(0, MAX_TEXT), content: content.slice(0, MAX_TEXT) };
}

/**
 * A title without the markup that some feeds put into it.
 *
 * @param {string} text
 */
function plain(text) {
  const short = text.slice(0, 4 * MAX_TITLE);
  const read = /[<&]/.test(short) ? (new DOMParser().parseFromString(short, "text/html").body?.textContent ?? "") : short;
  return read.replace(/\s+/g, " ").trim().slice(0, MAX_TITLE);
}

/**
 * @param {string | null | undefined} text
 * @param {string} base
 */
function address(text, base) {
  const trimmed = text?.trim();
  if (!trimmed || trimmed.length > MAX_ADDRESS || !URL.canParse(trimmed, base)) {
    return null;
  }
  const url = new URL(trimmed, base);
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
}

/** @param {string} text */
function date(text) {
  const time = text.length < 80 ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
