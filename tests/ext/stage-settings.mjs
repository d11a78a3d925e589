/** What the settings and the first run page look like: scenes for pictures, on the stage of stage.mjs. */

/** What a reader may have chosen after a while. */
const chosen = {
  settings: { without: ["style", "glued-words"], nursery: true, search: "mojeek", sensitivity: "balanced", automatic: "sites", sites: ["courier.example", "daily-mirrorings.example", "held.example"], paused: ["daily-mirrorings.example"] },
  sources: { feeds: [{ url: "https://courier.example/feed.xml", name: "Baltic Courier" }, { url: "https://held.example/news/rss", name: "" }], hours: 6, days: 14, megabytes: 20 },
  fine: { salt: "AAAAAAAAAAAAAAAA", pages: ["AAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAC"], names: ["Karasu", "Jean-Baptiste Émile Überfeld-Östergaard"] },
};
const silent = ["activeTab", "alarms", "contextMenus", "offscreen", "scripting", "sidePanel", "storage"];
const after = { stored: chosen, granted: { origins: ["*://courier.example/*", "*://daily-mirrorings.example/*", "*://lent.example/*"], permissions: silent } };

/** Sections of the settings: what is stored, what the browser granted, what is unfolded. @type {Record<string, { section: string, stored?: object, granted?: object, find?: string, open?: string, dark?: boolean, width?: number, locale?: string, features?: { name: string, value: string }[] }>} */
export const SETTINGS = Object.fromEntries(
  ["signs", "sensitivity", "sites", "fine", "originals", "permissions", "data", "about"].flatMap((section) => [
    [section, { section, ...after }],
    [`${section}-dark`, { section, ...after, dark: true }],
    [`${section}-narrow`, { section, ...after, width: 320 }],
    [`${section}-rtl`, { section, ...after, locale: "ar" }],
    [`${section}-long`, { section, ...after, locale: "long" }],
    [`${section}-first`, { section, granted: { origins: [], permissions: silent } }],
  ]),
);
SETTINGS["signs-open"] = { section: "detector-misspelled-public-figure", ...after, open: ".entry details" };
SETTINGS["signs-found"] = { section: "signs", ...after, find: "apostrophe" };
SETTINGS["permissions-forced"] = { section: "permissions", ...after, features: [{ name: "forced-colors", value: "active" }] };
SETTINGS["data-reset"] = { section: "data", ...after, open: "#reset" };
SETTINGS["data-reset-narrow-dark"] = { section: "data", ...after, open: "#reset", width: 320, dark: true };

/** The first run page. @type {Record<string, { width?: number, height?: number, dark?: boolean, locale?: string, features?: { name: string, value: string }[] }>} */
export const WELCOMES = {
  wide: {},
  dark: { dark: true },
  narrow: { width: 320 },
  rtl: { locale: "ar" },
  long: { locale: "long" },
  zoomed: { width: 640 },
  forced: { features: [{ name: "forced-colors", value: "active" }] },
};
