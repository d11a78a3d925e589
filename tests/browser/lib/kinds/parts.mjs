/**
 * What made-up pages are made of: sentences, headlines, menus, cards. Everything is invented, nothing is random: the same
 * call gives the same markup, and a start far along gives other words.
 */

/** @typedef {{ slug: string, address: string, html: string }} Page */

const SENTENCES = [
  "The council met for the third time this week and again went home without a decision.",
  "Nobody in the harbour remembers a winter in which the ice came this early.",
  "“We asked for a bridge and were given a study about bridges,” said Ilse Varga, who runs the ferry kiosk.",
  "The new line will cost forty million crowns, a third more than was planned two years ago.",
  "Engineers had warned of the cracks since the spring, but the money was meant for another road.",
  "On Tuesday evening the hall was so full that the fire brigade asked people to stand in the yard.",
  "The company did not answer questions about the delay.",
  "Farmers on the east bank have begun to sell their cattle, because hay has become too dear.",
  "A spokesman for the ministry said that the figures would be published before the summer.",
  "In the old quarter, where most houses have no cellar, the water rose to the window sills.",
  "The teachers' union calls the plan a step back and wants to go to court.",
  "Since the bakery closed, the nearest loaf of bread is eleven kilometres away.",
  "Researchers counted the birds for six years and found fewer of them every spring.",
  "The trial is expected to last until March, and forty witnesses will be heard.",
  "He had worked in the mine for thirty years before the gates were closed for good.",
  "Two of the three candidates want to lower the fee; the third would rather abolish it.",
  "The vote was closer than anyone had thought, and it was counted twice.",
  "What happens to the theatre after the fire is still open, its director said on Friday.",
  "Trains on the coastal line will run every hour again from the first of May.",
  "The bank raised its forecast, while shops in the capital report a quiet season.",
  "Volunteers carried sandbags through the night, and by morning the dam had held.",
  "The judge asked for patience and for another chair.",
  "Most of the apples are still on the trees, because there is nobody to pick them.",
  "The mayor, who has been in office for twelve years, will not stand again.",
  "Both sides spoke of progress, and neither would say what it consisted of.",
  "Experts think that the river will need ten years to recover from the spill.",
  "The police found the lorry in a quarry, without its load and without its wheels.",
  "For the islanders the winter begins when the last boat with oranges has gone.",
];

const HEADLINES = [
  "Ferry strike enters its second week",
  "Old mill to become a school for carpenters",
  "Why the swifts have not come back this year",
  "Council buys the railway station it sold in 1998",
  "Eleven rescued from a flooded camp site",
  "Orchestra plays on in an unheated hall",
  "Prices of firewood double before the winter",
  "A bridge too narrow for its own opening",
  "Court stops the felling of the beech avenue",
  "The last lamplighter hands over his ladder",
  "Ice hockey: three goals in the final minutes",
  "Harvest of plums is the best in twenty years",
  "New tram depot will be built on the hill",
  "Opinion: leave the clock tower alone",
  "Voters turn down the tunnel for the third time",
  "Salt works open their gates to visitors",
];

const TOPICS = ["World", "Politics", "Business", "Culture", "Sport", "Science", "Travel", "Opinion", "Weather", "Local"];

/** @template T @param {readonly T[]} list @param {number} at */
const pick = (list, at) => /** @type {T} */ (list[at % list.length]);

/** @param {number} at */
export const sentence = (at) => pick(SENTENCES, at * 5);

/** @param {number} at */
export const headline = (at) => pick(HEADLINES, at);

/** @param {number} at @param {number} [count] of sentences */
export const text = (at, count = 3) => many(count, (i) => sentence(at + i), " ");

/** @param {number} count @param {(at: number) => string} one @param {string} [between] */
export const many = (count, one, between = "\n") => Array.from({ length: count }, (_, at) => one(at)).join(between);

/** Paragraphs. @param {number} count @param {{ from?: number, tag?: string, sentences?: number }} [how] */
export const prose = (count, { from = 0, tag = "p", sentences = 3 } = {}) =>
  many(count, (at) => `<${tag}>${text(from + at * sentences, sentences)}</${tag}>`);

/** @param {number} at */
export const path = (at) => `/news/${headline(at).toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;

/** A headline that links, with or without a sentence or two under it. @param {number} at @param {number} [sentences] */
export const card = (at, sentences = 0) =>
  `<div class="card"><a href="${path(at)}"><img src="/i/${at}.jpg" alt=""></a><h3><a href="${path(at)}">${headline(at)}</a></h3>` +
  `${sentences ? `<p>${text(at * 3, sentences)}</p>` : ""}<time>${(at % 23) + 1} h ago</time></div>`;

/** @param {number} count @param {number} [sentences] */
export const cards = (count, sentences = 0) => `<div class="list">${many(count, (at) => card(at, sentences))}</div>`;

/** A menu of links, the larger the more of a portal. @param {number} [rows] */
export const menu = (rows = 1) =>
  `<div class="top"><a href="/" class="logo">The Ferry Post</a><ul>${many(rows, (row) =>
    TOPICS.map((topic) => `<li><a href="/${topic.toLowerCase()}/${row}">${topic}${row ? ` ${row}` : ""}</a></li>`).join("\n"),
  )}</ul></div>`;

export const foot =
  `<div class="foot"><ul><li><a href="/about">About us</a></li><li><a href="/contact">Contact</a></li>` +
  `<li><a href="/privacy">Privacy</a></li></ul><p>© The Ferry Post. All rights reserved.</p></div>`;

/** @param {unknown} data */
export const ld = (data) => `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", ...(/** @type {object} */ (data)) })}</script>`;

/** Metas by property. @param {Record<string, string>} properties */
export const metas = (properties) =>
  Object.entries(properties)
    .map(([name, content]) => `<meta ${name.includes(":") ? "property" : "name"}="${name}" content="${content}">`)
    .join("");

/** @param {string} title @param {string} head @param {string} body @param {string} [attributes] of the body */
export const html = (title, head, body, attributes = "") =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body ${attributes}>${body}</body></html>`;
