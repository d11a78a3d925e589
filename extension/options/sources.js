/**
 * Trusted sources: which publishers' feeds are read, how often, and how that went.
 *
 * A click on "Add" is the reader's word that this host may be asked, and the browser asks her too. Removing a source throws away
 * what came of it and gives the host back.
 */

import { PUBLISHERS } from "../data/publishers.js";
import { INTERVALS, mustWait, UNREAD } from "../lib/feeds/schedule.js";
import { allStates, forgetFeed, segments, startAfresh } from "../lib/feeds/store.js";
import { hostsInUse } from "../lib/automatic.js";
import { el } from "../lib/el.js";
import { moment, number, plural, t } from "../lib/i18n.js";
import { giveBack, mayAsk, patternOf, webHost } from "../lib/hosts.js";
import { askBackground } from "../lib/messages.js";
import { putWish } from "../lib/pairing.js";
import { DAYS, loadSources, MAX_FEEDS, MEGABYTES, NEWS, saveSources } from "../lib/sources.js";
import { byId, numbers, tell, tellSaved } from "./page.js";

/** @import { FeedState, Source, Sources } from "../lib/types.js" */

const picker = /** @type {HTMLSelectElement} */ (byId("publisher"));
const address = /** @type {HTMLInputElement} */ (byId("feed"));
const list = byId("feeds");
const problem = byId("feed-problem");

/** @type {Sources} */
let sources = await loadSources();
/** Feeds that are being read because the reader asked. @type {Set<string>} */
const reading = new Set();

const showHours = numbers("hours", INTERVALS, (n) => plural("every_hours", n), (hours) => change({ ...sources, hours }));
const showDays = numbers("days", DAYS, (n) => plural("for_days", n), (days) => change({ ...sources, days }));
const showMegabytes = numbers("megabytes", MEGABYTES, (n) => t("megabytes", n), (megabytes) => change({ ...sources, megabytes }));

const country = new Intl.DisplayNames([t("locale")], { type: "region" });
picker.append(new Option(t("feed_choose"), ""));
const countries = [...new Set(PUBLISHERS.map(([code]) => code))];
for (const code of countries) {
  const rows = PUBLISHERS.filter(([of]) => of === code);
  picker.append(el("optgroup", { label: country.of(code) ?? code }, rows.map(([, name, , feed]) => new Option(name, feed))));
}

byId("add-publisher").addEventListener("submit", (event) => {
  event.preventDefault();
  const row = PUBLISHERS.find(([, , , feed]) => feed === picker.value);
  if (row) {
    add({ url: row[3], name: row[1] });
  } else {
    picker.focus();
  }
});
byId("add-feed").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = address.value.trim();
  // "example.org/feed" is what people have in their heads.
  add({ url: /^[a-z]+:/i.test(text) ? text : `https://${text}`, name: "" });
});
address.addEventListener("input", () => complain(""));

chrome.storage.session.onChanged.addListener((changes) => {
  if (NEWS in changes) draw();
});
chrome.permissions.onAdded.addListener(() => draw());
chrome.permissions.onRemoved.addListener(() => draw());

/** Draws the section anew; also after a reset. */
export async function drawSources() {
  sources = await loadSources();
  await draw();
}

/**
 * Must start with the request: the browser asks the reader only right after her click.
 *
 * @param {Source} source
 */
function add(source) {
  const pattern = patternOf(source.url);
  if (!pattern) {
    complain(t("feed_no_address"));
    return;
  }
  const url = new URL(source.url).href;
  if (sources.feeds.some((feed) => feed.url === url)) {
    complain(t("feed_known"));
    return;
  }
  if (sources.feeds.length >= MAX_FEEDS) {
    complain(t("feed_too_many", MAX_FEEDS));
    return;
  }
  complain("");
  putWish(null); // the question that comes is about the feed
  chrome.permissions
    .request({ origins: [pattern] })
    .then(async (granted) => {
      if (!granted) {
        complain(t("feed_refused", webHost(url) ?? ""));
        return;
      }
      await saveSources({ ...sources, feeds: [...sources.feeds, { ...source, url }] });
      address.value = "";
      picker.value = "";
      sources = await loadSources();
      await readNow(url);
    })
    .catch(() => complain(t("options_not_saved")));
}

/** @param {string} url */
async function readNow(url) {
  reading.add(url);
  await draw();
  await askBackground("read-feeds", { urls: [url] });
  reading.delete(url);
  await draw();
  const row = list.querySelector(`[data-feed="${CSS.escape(url)}"] .state`);
  tell(row?.textContent ?? "");
}

/** @param {Source} source */
async function remove({ url }) {
  const left = { ...sources, feeds: sources.feeds.filter((feed) => feed.url !== url) };
  try {
    await saveSources(left);
    sources = left;
    await forgetFeed(url).catch(() => {}); // a damaged store has its own line
    const host = webHost(url);
    if (host && !(await hostsInUse()).includes(host)) {
      await giveBack(host);
    }
    await askBackground("sources-changed", {});
    tell(t("feed_removed"));
  } catch {
    tell(t("options_not_saved"));
  }
  await draw();
  byId("sources-heading").focus(); // the button that had the focus is gone
}

/** @param {Source} source */
function allowAgain({ url }) {
  const pattern = patternOf(url);
  if (pattern) {
    putWish(null);
    chrome.permissions.request({ origins: [pattern] }).then((granted) => (granted ? readNow(url) : undefined), () => {});
  }
}

/** @param {Sources} changed */
function change(changed) {
  sources = changed;
  tellSaved(saveSources(changed).then(() => askBackground("sources-changed", {})));
}

async function draw() {
  showHours(sources.hours);
  showDays(sources.days);
  showMegabytes(sources.megabytes);
  byId("reading").hidden = sources.feeds.length === 0;
  try {
    const [states, kept] = await Promise.all([allStates(), segments()]);
    const allowed = await Promise.all(sources.feeds.map(({ url }) => mayAsk(url)));
    list.replaceChildren(...sources.feeds.map((feed, index) => drawFeed(feed, states.get(feed.url) ?? UNREAD, allowed[index] === true)));
    const size = kept.reduce((sum, segment) => sum + segment.size, 0);
    const articles = kept.reduce((sum, segment) => sum + segment.articles, 0);
    byId("kept").textContent = plural("kept", articles, number(Math.ceil(size / 100_000) / 10));
  } catch {
    list.replaceChildren(drawDamage(), ...sources.feeds.map((feed) => drawFeed(feed, UNREAD, true)));
    byId("kept").textContent = "";
  }
}

/** What lies on the disk cannot be read; what the reader chose can. */
function drawDamage() {
  const again = el("button", { class: "button", type: "button", id: "afresh" }, t("store_afresh"));
  again.addEventListener("click", () => {
    startAfresh().then(draw, () => tell(t("options_not_saved")));
  });
  return el("div", { class: "row problem", role: "alert" }, el("p", {}, t("store_damaged")), again);
}

/**
 * @param {Source} source
 * @param {FeedState} state
 * @param {boolean} allowed
 */
function drawFeed(source, state, allowed) {
  const host = webHost(source.url) ?? "";
  const name = source.name || state.title || host;
  const id = `feed-${sources.feeds.indexOf(source)}`;
  const busy = reading.has(source.url);
  const button = (/** @type {string} */ label, /** @type {string} */ action, /** @type {() => void} */ run, off = false) =>
    el("button", { class: "quiet", type: "button", disabled: off, "data-action": action, "aria-describedby": id, onclick: run }, label);
  return el(
    "article",
    { class: "entry source-row", "data-feed": source.url, "aria-labelledby": id },
    el(
      "header",
      {},
      el("h4", { id, dir: "auto" }, name),
      allowed
        ? button(t("feed_read"), "read", () => readNow(source.url).catch(() => {}), busy || mustWait(state, Date.now()))
        : button(t("feed_allow"), "allow", () => allowAgain(source)),
      button(t("feed_remove"), "remove", () => remove(source).catch(() => {}), busy),
    ),
    el("p", { class: "address" }, el("bdi", {}, source.url)),
    el("p", { class: "state", "data-state": stateName(state, allowed, busy) }, stateWords(state, allowed, busy)),
  );
}

/**
 * @param {FeedState} state
 * @param {boolean} allowed
 * @param {boolean} busy
 */
function stateName({ read, error }, allowed, busy) {
  if (busy) {
    return "reading";
  }
  return allowed ? (error?.code ?? (read === null ? "unread" : "ok")) : "not-allowed";
}

/**
 * How it is with a feed, in a sentence or two.
 *
 * @param {FeedState} state
 * @param {boolean} allowed
 * @param {boolean} busy
 */
function stateWords(state, allowed, busy) {
  if (busy) {
    return t("feed_reading");
  }
  const known = state.read === null ? t("feed_unread") : plural("feed_known_articles", state.articles, moment(state.read));
  if (!allowed) {
    return state.read === null ? t("feed_not_allowed") : `${t("feed_not_allowed")} ${known}`;
  }
  if (state.error) {
    const next = state.error.code === "gone" ? "" : ` ${t("feed_again", moment(state.next))}`;
    return `${t(`feed_error_${state.error.code.replaceAll("-", "_")}`)}${next}${state.read === null ? "" : ` ${known}`}`;
  }
  return state.read === null ? known : `${known} ${t("feed_next", moment(state.next))}`;
}

/** @param {string} text */
function complain(text) {
  problem.textContent = text;
  address.setAttribute("aria-invalid", String(text !== ""));
}
