/**
 * Everything the reader chose as one file, and back. A file may come from anywhere: what is in it is read with the same care as
 * what is stored, and it grants nothing; sites it names are asked for again by the browser.
 *
 * Pages marked as fine are not in it: their hashes could tell somebody else who has the file which page was meant.
 */

import { exportFine, importFine, readFine } from "../lib/fine.js";
import { loadSettings, readSettings, saveSettings } from "../lib/settings.js";
import { loadSources, readSources, saveSources } from "../lib/sources.js";

/** @import { Settings, Sources } from "../lib/types.js" */

/**
 * @typedef {object} Choices
 * @property {Settings} settings
 * @property {Sources} sources
 * @property {string[]} names that were called fine
 */

/**
 * A difference between what is chosen and what a file says: of one value, or of a list.
 *
 * @typedef {{ what: keyof Settings | "hours" | "days" | "megabytes", was: string | number | boolean, will: string | number | boolean }} ValueChange
 * @typedef {{ what: "without" | "sites" | "paused" | "feeds" | "names", added: string[], removed: string[] }} ListChange
 */

const FORMAT = "ungarble-settings";
const VERSION = 1;
/** Characters of a file: a list of everything that may be chosen has a tenth of it. */
export const MOST = 1_000_000;

/** @returns {Promise<Choices>} */
export async function loadChoices() {
  const [settings, sources, { names }] = await Promise.all([loadSettings(), loadSources(), exportFine()]);
  return { settings, sources, names };
}

/** @param {Choices} choices */
export function write(choices) {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...choices }, null, 2)}\n`;
}

/**
 * @param {string} text of a file
 * @returns {{ ok: true, choices: Choices } | { ok: false, why: "not_ours" | "newer" }}
 */
export function read(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    return { ok: false, why: "not_ours" };
  }
  if (typeof file !== "object" || file?.format !== FORMAT || typeof file.version !== "number") {
    return { ok: false, why: "not_ours" };
  }
  if (file.version > VERSION) {
    return { ok: false, why: "newer" };
  }
  return { ok: true, choices: { settings: readSettings(file.settings), sources: readSources(file.sources), names: readFine({ names: file.names }).names } };
}

/**
 * @param {Choices} now
 * @param {Choices} then
 * @returns {(ValueChange | ListChange)[]}
 */
export function differences(now, then) {
  const value = (/** @type {ValueChange["what"]} */ what, /** @type {ValueChange["was"]} */ was, /** @type {ValueChange["was"]} */ will) =>
    was === will ? [] : [{ what, was, will }];
  const list = (/** @type {ListChange["what"]} */ what, /** @type {string[]} */ was, /** @type {string[]} */ will) => {
    const added = will.filter((one) => !was.includes(one));
    const removed = was.filter((one) => !will.includes(one));
    return added.length + removed.length === 0 ? [] : [{ what, added, removed }];
  };
  const [a, b] = [now.settings, then.settings];
  const urls = (/** @type {Choices} */ { sources }) => sources.feeds.map(({ url }) => url);
  return [
    ...list("without", a.without, b.without),
    ...value("nursery", a.nursery, b.nursery),
    ...value("sensitivity", a.sensitivity, b.sensitivity),
    ...value("automatic", a.automatic, b.automatic),
    ...list("sites", a.sites, b.sites),
    ...list("paused", a.paused, b.paused),
    ...list("names", now.names, then.names),
    ...list("feeds", urls(now), urls(then)),
    ...value("hours", now.sources.hours, then.sources.hours),
    ...value("days", now.sources.days, then.sources.days),
    ...value("megabytes", now.sources.megabytes, then.sources.megabytes),
    ...value("search", a.search, b.search),
  ];
}

/** @param {Choices} choices */
export async function takeOver({ settings, sources, names }) {
  await saveSettings(settings);
  await saveSources(sources);
  await importFine({ ...(await exportFine()), names });
}
