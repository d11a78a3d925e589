/**
 * Automatic checks: off, on sites the reader chose, or everywhere; and where they rest. The browser asks the reader before
 * anything here begins, so a permission is requested right in her click, and a choice without one is shown as what it is: not in
 * effect.
 */

import { allowEverywhere, allowSite, forgetEverywhere, forgetSite, mayEverywhere, pauseSite, turnOff } from "../lib/automatic.js";
import { el } from "../lib/el.js";
import { allowedHosts, webHost } from "../lib/hosts.js";
import { t } from "../lib/i18n.js";
import { AUTOMATIC } from "../lib/settings.js";
import { byId, cards, redraw, row, tell, tellSaved } from "./page.js";
import { change, current, follow } from "./state.js";

/** @import { Settings } from "../lib/types.js" */

const field = /** @type {HTMLInputElement} */ (byId("site"));
const problem = byId("automatic-problem");
const listProblem = byId("site-problem");

const choices = AUTOMATIC.map((id) => ({ id, title: t(`automatic_name_${id}`), body: t(`automatic_text_${id}`) }));
const mark = cards(byId("automatic"), choices, (choice) => {
  problem.textContent = "";
  if (choice === "off") {
    tellSaved(turnOff());
    return;
  }
  if (choice === "sites") {
    forgetEverywhere().then(() => change(() => ({ automatic: choice })), () => tell(t("options_not_saved")));
    return;
  }
  allowEverywhere().then(
    (granted) => {
      problem.textContent = granted ? "" : t("automatic_refused");
      if (granted) tell(t("options_saved"));
      draw();
    },
    () => tell(t("options_not_saved")),
  );
});

byId("add-site").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  const host = webHost(/^[a-z]+:/i.test(text) ? text : `https://${text}`);
  listProblem.textContent = host ? "" : t("automatic_no_address");
  field.setAttribute("aria-invalid", String(!host));
  if (host) allow(host);
});
field.addEventListener("input", () => {
  listProblem.textContent = "";
  field.removeAttribute("aria-invalid");
});

chrome.permissions.onAdded.addListener(() => draw());
chrome.permissions.onRemoved.addListener(() => draw());
follow(() => draw());

/** Must start with the request. @param {string} host */
function allow(host) {
  allowSite(host).then(
    (granted) => {
      listProblem.textContent = granted ? "" : t("automatic_site_refused", host);
      if (granted) {
        field.value = "";
        tell(t("options_saved"));
      }
      draw();
    },
    () => tell(t("options_not_saved")),
  );
}

function draw() {
  drawAll(current()).catch(() => {});
}

/** @param {Settings} settings */
async function drawAll({ automatic, sites, paused }) {
  mark(automatic);
  const [hosts, everywhere] = await Promise.all([allowedHosts(), mayEverywhere()]);
  byId("site-list").hidden = automatic !== "sites";
  byId("no-sites").hidden = sites.length > 0;
  redraw(byId("site-rows"), sites.map((host) => drawSite(host, everywhere || hosts.includes(host), paused.includes(host))));
  const elsewhere = automatic === "everywhere" ? paused : [];
  byId("paused-list").hidden = elsewhere.length === 0;
  redraw(byId("paused-rows"), elsewhere.map((host) => named(row(`paused-${host}`, host, null, [pausing(host, true)]), host)));
  if (automatic === "everywhere" && !everywhere) {
    problem.textContent = t("automatic_not_allowed");
  }
}

/** @param {string} host @param {boolean} allowed @param {boolean} rests */
function drawSite(host, allowed, rests) {
  const state = allowed ? (rests ? t("automatic_rests") : "") : t("automatic_site_not_allowed");
  const first = allowed ? pausing(host, rests) : { action: "allow", label: t("automatic_allow"), run: () => allow(host) };
  const remove = {
    action: "remove",
    label: t("feed_remove"),
    run: () => {
      forgetSite(host).then(
        () => {
          tell(t("automatic_removed", host));
          byId("site-list-heading").focus(); // the button that had the focus is gone
        },
        () => tell(t("options_not_saved")),
      );
    },
  };
  return named(row(`site-${host}`, host, state && el("p", { class: "state" }, state), [first, remove]), host);
}

/** @param {string} host @param {boolean} rests now */
function pausing(host, rests) {
  return {
    action: rests ? "resume" : "pause",
    label: t(rests ? "automatic_resume" : "automatic_pause"),
    run: () => {
      pauseSite(host, !rests).then(
        () => {
          tell(t("options_saved"));
          if (document.activeElement === document.body || byId("paused-rows").contains(document.activeElement)) {
            byId("sites-heading").focus(); // the button that had the focus goes, or is gone
          }
        },
        () => tell(t("options_not_saved")),
      );
    },
  };
}

/** @param {HTMLElement} line @param {string} host */
function named(line, host) {
  line.dataset["site"] = host;
  return line;
}
