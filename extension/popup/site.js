/**
 * What the popup offers for the site and the page beside the result: check this site's pages without a click, let that rest, and
 * call the page fine.
 *
 * It draws under the result, and above it that the page was called fine, and keeps nothing: what it shows comes from the settings, the browser's permissions and the tab's
 * record, and is drawn again when one of them changes. In a private window it offers nothing that would be kept.
 */

import { allowSite, automaticOn, forgetSite, isTabPaused, pauseSite, pauseTab } from "../lib/automatic.js";
import { el } from "../lib/el.js";
import { webHost } from "../lib/hosts.js";
import { several, t } from "../lib/i18n.js";
import { askBackground } from "../lib/messages.js";
import { getRecord, watchRecord } from "../lib/records.js";
import { loadSettings, watchSettings } from "../lib/settings.js";

/** @import { Settings, TabRecord } from "../lib/types.js" */

/**
 * @typedef {object} Facts
 * @property {Settings} settings
 * @property {"off" | "on" | "paused"} automatic
 * @property {boolean} tabPaused
 * @property {TabRecord | null} record
 */

export class Site {
  #tabId;
  #incognito;
  #host;
  #root;
  #above;
  #status = el("p", { class: "site-status", role: "status" });
  /** What is on the screen. */
  #drawn = "";

  /**
   * @param {chrome.tabs.Tab | undefined} tab
   * @param {HTMLElement} root
   * @param {HTMLElement} above the result
   */
  constructor(tab, root, above) {
    this.#tabId = tab?.id ?? -1;
    this.#incognito = tab?.incognito ?? false;
    this.#host = tab?.url ? webHost(tab.url) : null;
    this.#root = root;
    this.#above = above;
    if (this.#host) {
      watchRecord(this.#tabId, () => this.#follow());
      watchSettings(() => this.#follow());
      chrome.permissions.onAdded.addListener(() => this.#follow());
      chrome.permissions.onRemoved.addListener(() => this.#follow());
      this.#follow();
    }
  }

  /** @param {boolean} fine */
  #markPage(fine) {
    this.#do(async () => {
      const answer = await askBackground("mark-page", { tabId: this.#tabId, fine });
      if (!answer.ok) throw new Error(answer.detail);
    });
  }

  /** @param {() => Promise<unknown>} change begins in the click, because it may ask for a permission */
  #do(change) {
    this.#status.replaceChildren();
    change().then(
      () => this.#follow(),
      () => this.#status.replaceChildren(t("options_not_saved")),
    );
  }

  async #follow() {
    const settings = await loadSettings();
    const url = `https://${this.#host}/`;
    this.#draw({
      settings,
      automatic: await automaticOn(settings, url),
      tabPaused: await isTabPaused(this.#tabId),
      record: await getRecord(this.#tabId),
    });
  }

  /** @param {Facts} facts */
  #draw({ settings, automatic, tabPaused, record }) {
    const host = this.#host ?? "";
    const done = record?.phase === "done" ? record : null;
    const fine = done?.fine === true;
    const signs = (done?.report.evidence.length ?? 0) > 0;
    const key = JSON.stringify([settings.automatic, automatic, tabPaused, fine, signs]);
    if (key === this.#drawn) {
      return;
    }
    this.#drawn = key;
    const focused = [this.#root, this.#above].map((root) => /** @type {HTMLElement | null} */ (root.querySelector(":focus"))?.dataset["action"]).find(Boolean);
    const resting = automatic === "paused" || tabPaused;
    this.#above.replaceChildren(...(fine ? [note(t("site_fine_said"), button(t("site_undo"), "fine", () => this.#markPage(false)))] : []));
    this.#root.replaceChildren(
      el(
        "section",
        { class: "site", "aria-label": t("site_label") },
        !this.#incognito && this.#switch(host, settings, automatic),
        automatic === "paused" && !this.#incognito && settings.automatic !== "everywhere"
          && note(t("site_paused_site"), button(t("site_resume"), "pause-site", () => this.#do(() => pauseSite(host, false)))),
        automatic === "on" && tabPaused
          && note(t("site_paused_tab"), button(t("site_resume"), "pause-tab", () => this.#do(() => pauseTab(this.#tabId, false)))),
        el(
          "p",
          { class: "site-doings" },
          signs && !fine && button(t("site_fine"), "fine", () => this.#markPage(true)),
          automatic === "on" && !resting && button(t("site_pause_tab"), "pause-tab", () => this.#do(() => pauseTab(this.#tabId, true))),
          automatic === "on" && !resting && !this.#incognito && settings.automatic !== "everywhere"
            && button(t("site_pause_site"), "pause-site", () => this.#do(() => pauseSite(host, true))),
        ),
        this.#status,
      ),
    );
    // Whoever works it by keyboard stays where she was.
    if (focused) {
      const same = `[data-action="${focused}"]`;
      /** @type {HTMLElement | null} */ (this.#root.querySelector(same) ?? this.#above.querySelector(same))?.focus();
    }
  }

  /**
   * @param {string} host
   * @param {Settings} settings
   * @param {Facts["automatic"]} automatic
   */
  #switch(host, settings, automatic) {
    const on = automatic === "on";
    /** Everywhere, a host can only rest; otherwise it is chosen or not. */
    const turn = () => {
      if (settings.automatic === "everywhere") return pauseSite(host, on);
      return automatic === "off" ? allowSite(host) : forgetSite(host);
    };
    return el(
      "button",
      {
        class: "switch",
        type: "button",
        role: "switch",
        "data-action": "automatic",
        "aria-checked": String(settings.automatic === "everywhere" ? on : automatic !== "off"),
        onclick: () => this.#do(turn),
      },
      t("site_switch", host),
    );
  }
}

/**
 * @param {string} words
 * @param {string} action
 * @param {() => void} run
 */
function button(words, action, run) {
  return el("button", { class: "quiet", type: "button", "data-action": action, onclick: run }, words);
}

/** @param {string} text @param {HTMLElement} doing */
function note(text, doing) {
  return el("p", { class: "site-note" }, el("span", {}, text), doing);
}
