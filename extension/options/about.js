/**
 * What this is: versions, keys, limits, licences. The licences are the files that ship, read when somebody unfolds them.
 */

import { el } from "../lib/el.js";
import { t } from "../lib/i18n.js";
import { dateOf, drawLimits } from "../lib/view/limits.js";
import { byId, pair } from "./page.js";

/** @import { About } from "../lib/types.js" */

/** Where the facts come from that are compiled in; in full in data/PROVENANCE.md. */
const DATA = [
  ["SCOWL", "SCOWL"],
  ["symspellpy", "MIT"],
  ["Wikidata", "CC0"],
  ["CIA World Factbook", "public domain"],
  ["unitedstates/congress-legislators", "CC0"],
  ["popular-names-by-country", "CC0"],
  ["Fundus", "MIT"],
];

byId("change-keys").addEventListener("click", () => {
  changeKeys().catch(() => {
    byId("keys-problem").textContent = t("about_keys_how");
  });
});

/** @param {About | null} about what the engine says of itself */
export async function drawAbout(about) {
  byId("versions").replaceChildren(
    pair(t("about_version"), el("bdi", {}, chrome.runtime.getManifest().version)),
    ...(about
      ? [pair(t("about_engine"), el("bdi", {}, about.engine)), pair(t("about_people"), t("about_people_known", about.figures, dateOf(about.figures_as_of)))]
      : []),
  );
  const privately = await chrome.extension.isAllowedIncognitoAccess();
  byId("limits").replaceChildren(drawLimits(about, privately));
  byId("licences").replaceChildren(
    licence(t("about_own"), "LICENSE-MIT"),
    licence(t("about_third_party"), "pkg/THIRD-PARTY.txt"),
    el("details", { class: "licence" }, el("summary", {}, t("about_data")), el("p", {}, t("about_data_text")), el("dl", { class: "pairs", lang: "en" }, DATA.map(([name = "", terms]) => pair(name, terms)))),
  );
  await drawKeys();
}

/** @param {string} label @param {string} file */
function licence(label, file) {
  const text = el("pre", { tabindex: "0", lang: "en", "aria-label": label });
  const details = el("details", { class: "licence", "data-file": file }, el("summary", {}, label), text);
  details.addEventListener("toggle", () => {
    if (details.open && text.textContent === "") {
      fetch(`../${file}`).then((answer) => answer.text()).then(
        (content) => {
          text.textContent = content;
        },
        () => {},
      );
    }
  });
  return details;
}

// ---- keys ------------------------------------------------------------------------------------------------------------

async function drawKeys() {
  const commands = await chrome.commands.getAll();
  byId("shortcuts").replaceChildren(
    // The browser has no words for the toolbar button.
    ...commands.map(({ description, shortcut }) => pair(description || t("action_title"), shortcut ? el("kbd", {}, shortcut) : t("about_no_key"))),
  );
}

/** The browser's own page for it. */
async function changeKeys() {
  const { openShortcutSettings } = /** @type {{ openShortcutSettings?: () => Promise<void> }} */ (chrome.commands);
  await (openShortcutSettings ? openShortcutSettings.call(chrome.commands) : chrome.tabs.create({ url: "chrome://extensions/shortcuts" }));
}
