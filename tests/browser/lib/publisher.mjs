/**
 * A publisher on a host of its own: an article, feeds in every format, and what a careless or hostile server sends. The article
 * is the original of the fixture page `garbled-japanese-names`; both were written for these tests.
 */

export const TITLE = "European leaders agree on shared power grid in Gdansk";

/**
 * A path as articles have them, which a link to a candidate must have.
 *
 * @param {string} name
 */
export const story = (name) => `/2026/02/17/the-${name}-story-of-the-power-grid`;

/** Where the article is. */
export const ARTICLE = story("whole");

/** The garbled copy of it, in tests/pages. */
export const COPY = "garbled-japanese-names";

export const PARAGRAPHS = [
  "European Commission President Ursula von der Leyen and Polish Prime Minister Donald Tusk said on Tuesday that the countries around the Baltic Sea would build their new power lines together, after a meeting in Gdansk that lasted into the evening.",
  "“No one can pay for this alone, and no one has to,” Tusk told reporters at the shipyard where the talks were held. He said the first cable would be laid before the winter of 2028.",
  "German Chancellor Friedrich Merz and Italian Prime Minister Giorgia Meloni joined the second half of the meeting by video. Merz called the offer fair. Meloni asked that the cables of the south should get the same share of common money.",
  "Roberta Metsola, president of the European Parliament, said members would look at the costs in May. “We will read every page,” she said. Metsola added that people had seen too many plans without prices.",
  "Christine Lagarde, president of the European Central Bank, had warned last week that the price of copper could make the plan a fifth more expensive. Von der Leyen said on Tuesday that this had been counted in.",
  "The leaders did not say which port would get the first converter station. Officials in Tusk's office said three towns had offered land and that the choice would be made once the soil had been drilled.",
  "United Nations Secretary-General Antonio Guterres welcomed the agreement in a short statement. Guterres said that sharing power lines was “one of the cheapest forms of trust”.",
  "The next meeting is planned for June in Tallinn.",
];

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The article's page. */
export function articlePage() {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${TITLE} | Baltic Courier</title>
<meta property="og:site_name" content="Baltic Courier"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>${TITLE}</h1><p class="byline">By Anna Kowal</p>
${PARAGRAPHS.map((text) => `<p>${escaped(text)}</p>`).join("\n")}
</article><footer>© Baltic Courier</footer></body></html>`;
}

/**
 * An item of a feed about something else.
 *
 * @param {number} n
 */
function other(n) {
  return {
    link: story(String(n)),
    title: `Harbour report number ${n}`,
    paragraphs: [
      `The harbour master counted ${n} ships in the outer basin on Monday and said that the ice had left the river two weeks early.`,
      `Fishermen from berth ${n} mended their nets in the rain while the council argued about the price of diesel and the length of the new pier.`,
    ],
  };
}

/**
 * Items of the feed: the article and some about other things.
 *
 * @param {number} [others]
 */
export function items(others = 3) {
  return [{ link: ARTICLE, title: TITLE, paragraphs: PARAGRAPHS }, ...Array.from({ length: others }, (_, n) => other(n + 1))];
}

/**
 * @param {{ link: string, title: string, paragraphs: string[] }[]} [list]
 * @param {string} [base]
 */
export function rss(list = items(), base = "http://courier.example") {
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Baltic Courier</title><link>${base}/</link>
${list.map(({ link, title, paragraphs }) => `<item><title>${escaped(title)}</title><link>${base}${link}</link><guid isPermaLink="false">${base}${link}</guid>
<pubDate>Tue, 17 Feb 2026 10:00:00 GMT</pubDate><description>${escaped(paragraphs[0] ?? "")}</description>
<content:encoded><![CDATA[${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join("")}]]></content:encoded></item>`).join("\n")}
</channel></rss>`;
}

/** Nine levels of entities, each ten of the one below: a thousand million of the last. */
export const ENTITY_BOMB = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "grow">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join("")}]>
<rss version="2.0"><channel><title>&a9;</title><item><title>&a9;</title><link>http://courier.example/</link></item></channel></rss>`;

/** Elements in elements. */
export const NESTING_BOMB = `<rss version="2.0"><channel>${"<a>".repeat(200_000)}${"</a>".repeat(200_000)}</channel></rss>`;
