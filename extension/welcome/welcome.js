/**
 * The first run page: what the extension does, what it reads, what a score means, how to start. Shown once, after installation.
 * It asks for nothing; the one choice on it, automatic checks, is off until the reader clicks and the browser has asked her.
 */

import { allowEverywhere, mayEverywhere, turnOff } from "../lib/automatic.js";
import { loadEngine } from "../lib/check-copy.js";
import { el, icon } from "../lib/el.js";
import { plural, t, translate, useBrowserMessages } from "../lib/i18n.js";
import { loadSettings, watchSettings } from "../lib/settings.js";
import { drawLimits } from "../lib/view/limits.js";

useBrowserMessages();
translate(document);
document.title = t("welcome_title");

const automatic = byId("automatic");
const state = byId("automatic-state");

byId("settings").addEventListener("click", () => chrome.runtime.openOptionsPage());
automatic.addEventListener("click", () => {
  state.textContent = "";
  const turning = automatic.dataset["on"] === "yes" ? turnOff() : allowEverywhere();
  turning.then(
    (granted) => {
      state.textContent = granted === false ? t("automatic_refused") : "";
      return drawAutomatic();
    },
    () => {
      state.textContent = t("options_not_saved");
    },
  );
});
watchSettings(() => drawAutomatic());
chrome.permissions.onRemoved.addListener(() => drawAutomatic());

drawExample();
await Promise.all([drawShortcut(), drawAutomatic()]);
await drawWhatItCannotTell();

/** What was found in the example, and what was meant. */
function drawExample() {
  const marks = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".example mark")]);
  byId("verdict").textContent = plural("title_suspicious", marks.length);
  byId("example-signs").replaceChildren(
    ...marks.map((mark) =>
      el(
        "li",
        {},
        el("span", { class: "repair", lang: "en" }, el("s", {}, mark.textContent), icon("arrow"), el("b", {}, mark.dataset["meant"])),
        el("span", { class: "small" }, t(`welcome_sign_${mark.dataset["sign"]}`)),
      )),
  );
}

/** The shortcut, where there is one. */
async function drawShortcut() {
  const key = (await chrome.commands.getAll()).find(({ name }) => name === "_execute_action")?.shortcut;
  if (key) {
    byId("click-text").append(" ", t("welcome_key", key));
  }
}

async function drawAutomatic() {
  const on = (await loadSettings()).automatic === "everywhere" && (await mayEverywhere());
  automatic.dataset["on"] = on ? "yes" : "no";
  automatic.textContent = t(on ? "welcome_automatic_off" : "welcome_automatic_on");
  if (on) {
    state.textContent = t("welcome_automatic_is_on");
  }
}

/** The engine knows how old its people are; it is loaded last, as nothing else waits for it. */
async function drawWhatItCannotTell() {
  const privately = await chrome.extension.isAllowedIncognitoAccess();
  byId("limits").replaceChildren(drawLimits(null, privately));
  const about = (await loadEngine()).call("about");
  if (about.ok) {
    byId("limits").replaceChildren(drawLimits(about.value, privately));
  }
}

/** @param {string} id */
function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`the page has no #${id}`);
  }
  return element;
}
