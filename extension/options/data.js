/**
 * The reader's data: how much room it takes, taken along as a file, taken over from one after a look at what that changes, and
 * thrown away.
 */

import { el } from "../lib/el.js";
import { forgetFeed, imports, segments, startAfresh } from "../lib/feeds/store.js";
import { forgetFine } from "../lib/fine.js";
import { forgetEverywhere } from "../lib/automatic.js";
import { allowedHosts, giveBack } from "../lib/hosts.js";
import { listed, plural, room, t } from "../lib/i18n.js";
import { askBackground } from "../lib/messages.js";
import { addressOf, ENGINES } from "../lib/search-engines.js";
import { DEFAULTS } from "../lib/settings.js";
import { DEFAULTS as NO_SOURCES } from "../lib/sources.js";
import { ask, byId, pair, tell } from "./page.js";
import { differences, loadChoices, MOST, read, takeOver, write } from "./transfer.js";

/** @import { DetectorInfo } from "../lib/types.js" */
/** @import { Choices, ListChange, ValueChange } from "./transfer.js" */

/** More of a list than this is counted, not shown. */
const SHOWN = 12;

const input = /** @type {HTMLInputElement} */ (byId("import-file"));
const problem = byId("import-problem");
/** Names of detectors by their ids, once the engine has told them. @type {Map<string, string>} */
const titles = new Map();

/** @param {readonly DetectorInfo[]} infos */
export function nameSigns(infos) {
  for (const { id, title, category } of infos) {
    titles.set(id, title).set(category, t(`checked_${category}`));
  }
}

/**
 * @param {() => Promise<void>} drawAll
 */
export function startData(drawAll) {
  byId("export").addEventListener("click", () => {
    exportAll().catch(() => tell(t("options_not_saved")));
  });
  byId("import").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = ""; // the same file may be chosen again
    if (file) {
      importAll(file, drawAll).catch(() => tell(t("options_not_saved")));
    }
  });
  byId("reset").addEventListener("click", () => {
    reset(drawAll).catch(() => tell(t("options_not_saved")));
  });
}

export async function drawData() {
  const [kept, files, chosen] = await Promise.all([segments().catch(() => []), imports().catch(() => []), inUse()]);
  const sum = (/** @type {{ size: number }[]} */ list) => list.reduce((total, { size }) => total + size, 0);
  byId("storage").replaceChildren(
    pair(t("data_chosen"), room(chosen)),
    pair(t("options_sources"), room(sum(kept))),
    pair(t("options_indexes"), room(sum(files))),
    pair(t("data_results"), t("data_in_memory")),
  );
}

/** Bytes that what the reader chose takes. */
async function inUse() {
  const { local } = chrome.storage;
  return local.getBytesInUse ? local.getBytesInUse(null) : JSON.stringify(await local.get(null)).length;
}

// ---- export and import ---------------------------------------------------------------------------------------------

async function exportAll() {
  const text = write(await loadChoices());
  const name = `ungarble-settings-${new Date().toISOString().slice(0, 10)}.json`;
  const link = el("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  tell(t("compare_saved", name));
}

/** @param {File} file @param {() => Promise<void>} drawAll */
async function importAll(file, drawAll) {
  problem.textContent = "";
  const answer = file.size > MOST ? /** @type {const} */ ({ ok: false, why: "not_ours" }) : read(await file.text());
  if (!answer.ok) {
    problem.textContent = t(answer.why === "newer" ? "data_newer" : "data_not_ours", file.name);
    return;
  }
  const before = await loadChoices();
  const changes = differences(before, answer.choices);
  if (changes.length === 0) {
    problem.textContent = "";
    tell(t("data_same"));
    return;
  }
  const body = [
    el("p", {}, t("data_preview_text", file.name)),
    el("dl", { class: "pairs changes" }, changes.map(drawChange)),
    asksSites(changes) && el("p", { class: "aside" }, t("data_preview_sites")),
  ];
  if (await ask({ heading: t("data_preview_heading"), body, yes: t("data_take_over") })) {
    await takeOver(answer.choices);
    await Promise.all(goneFeeds(before, answer.choices).map((url) => forgetFeed(url).catch(() => {})));
    await askBackground("sources-changed", {});
    await drawAll();
    tell(t("data_taken_over"));
  }
  byId("import-heading").focus();
}

/** @param {(ValueChange | ListChange)[]} changes */
function asksSites(changes) {
  return changes.some((change) => "added" in change && change.added.length > 0 && (change.what === "sites" || change.what === "feeds"));
}

/** @param {Choices} before @param {Choices} after */
function goneFeeds(before, after) {
  return before.sources.feeds.map(({ url }) => url).filter((url) => !after.sources.feeds.some((feed) => feed.url === url));
}

/** @param {ValueChange | ListChange} change */
function drawChange(change) {
  if ("added" in change) {
    const { added, removed } = change;
    return pair(
      label(change.what),
      added.length > 0 && el("p", {}, t("data_added", some(added))),
      removed.length > 0 && el("p", {}, t("data_removed", some(removed))),
    );
  }
  return pair(label(change.what), t("data_change", valueName(change, change.was), valueName(change, change.will)));
}

/** @param {string[]} list */
function some(list) {
  const names = list.slice(0, SHOWN).map((one) => titles.get(one) ?? one);
  const more = list.length - names.length;
  return listed(more > 0 ? [...names, plural("data_more", more)] : names).join("");
}

/** @param {(ValueChange | ListChange)["what"]} what */
function label(what) {
  return t(labelKey(what));
}

/** @param {(ValueChange | ListChange)["what"]} what */
function labelKey(what) {
  switch (what) {
    case "without": return "data_without";
    case "nursery": return "options_trial";
    case "sensitivity": return "section_sensitivity";
    case "automatic": return "section_sites";
    case "sites": return "automatic_list";
    case "paused": return "automatic_paused_list";
    case "names": return "fine_names";
    case "feeds": return "options_sources";
    case "hours": return "options_hours";
    case "days": return "options_days";
    case "megabytes": return "options_megabytes";
    case "search": return "options_search_engine";
  }
}

/** @param {ValueChange} change @param {ValueChange["was"]} value */
function valueName({ what }, value) {
  switch (what) {
    case "sensitivity": return t(`sensitivity_name_${value}`);
    case "automatic": return t(`automatic_name_${value}`);
    case "nursery": return t(value ? "data_on" : "data_off");
    case "hours": return plural("every_hours", Number(value));
    case "days": return plural("for_days", Number(value));
    case "megabytes": return t("megabytes", Number(value));
    default: return ENGINES.find(({ id }) => id === value)?.name ?? addressOf(String(value)) ?? String(value);
  }
}

// ---- reset -----------------------------------------------------------------------------------------------------------

/** Everything as it was at first, once the reader has confirmed it. @param {() => Promise<void>} drawAll */
async function reset(drawAll) {
  const sure = await ask({ heading: t("reset_sure"), body: el("p", {}, t("options_reset_text")), yes: t("options_reset"), danger: true });
  if (!sure) {
    byId("reset").focus();
    return;
  }
  await takeOver({ settings: DEFAULTS, sources: NO_SOURCES, names: [] });
  await forgetFine();
  await startAfresh();
  await Promise.all((await allowedHosts()).map(giveBack));
  await forgetEverywhere();
  await askBackground("sources-changed", {});
  await drawAll();
  byId("reset-heading").focus();
  tell(t("options_was_reset"));
}
