/**
 * What the browser lets the extension do, each with its reason: the sites, which can be taken back one by one, and the
 * permissions of the manifest. A source or a site whose permission is taken away stays in its list and says so.
 */

import { forgetEverywhere, mayEverywhere } from "../lib/automatic.js";
import { allowedHosts, giveBack, lentHosts } from "../lib/hosts.js";
import { el } from "../lib/el.js";
import { t } from "../lib/i18n.js";
import { hostsOf, loadSources } from "../lib/sources.js";
import { byId, redraw, row, tell } from "./page.js";
import { current, follow } from "./state.js";

const list = byId("hosts");

chrome.permissions.onAdded.addListener(() => drawPermissions());
chrome.permissions.onRemoved.addListener(() => drawPermissions());
follow(() => drawPermissions().catch(() => {}));

export async function drawPermissions() {
  const [hosts, everywhere, lent, sources, { permissions = [] }] = await Promise.all([
    allowedHosts(),
    mayEverywhere(),
    lentHosts(),
    loadSources(),
    chrome.permissions.getAll(),
  ]);
  const feeds = hostsOf(sources);
  const { automatic, sites } = current();
  /** @param {string} host */
  const reasons = (host) => [
    feeds.includes(host) && t("host_for_feed"),
    sites.includes(host) && t("host_for_checks"),
    lent.includes(host) && t("host_for_comparison"),
  ].filter((reason) => reason !== false);
  const rows = hosts.map((host) => drawHost(host, host, reasons(host).join(" ") || t("host_for_nothing"), () => giveBack(host)));
  if (everywhere) {
    rows.unshift(drawHost("*", t("host_everywhere"), t(automatic === "everywhere" ? "host_for_checks" : "host_for_nothing"), forgetEverywhere));
  }
  byId("no-hosts").hidden = rows.length > 0;
  redraw(list, rows);
  const optional = chrome.runtime.getManifest().optional_permissions ?? [];
  byId("granted").replaceChildren(...[...permissions].sort().map((name) => drawGranted(name, optional.includes(/** @type {never} */ (name)))));
}

/**
 * @param {string} host
 * @param {string} name
 * @param {string} reason
 * @param {() => Promise<unknown>} revoke
 */
function drawHost(host, name, reason, revoke) {
  const line = row(`host-${host}`, name, el("p", { class: "state" }, reason), [
    {
      action: "revoke",
      label: t("host_revoke"),
      run: () => {
        revoke().then(
          () => {
            tell(t("host_revoked", name));
            byId("hosts-heading").focus(); // the button that had the focus is gone
          },
          () => tell(t("options_not_saved")),
        );
      },
    },
  ]);
  line.dataset["host"] = host;
  return line;
}

/** @param {string} name of a permission @param {boolean} optional */
function drawGranted(name, optional) {
  const id = `permission-${name}`;
  const revoke = optional && el("button", { class: "quiet", type: "button", "data-action": "revoke", "aria-describedby": id }, t("host_revoke"));
  if (revoke) {
    revoke.addEventListener("click", () => {
      chrome.permissions.remove({ permissions: [/** @type {never} */ (name)] }).catch(() => tell(t("options_not_saved")));
    });
  }
  return el(
    "li",
    { class: "line", "data-permission": name },
    el("div", {}, el("p", { id }, t(`permission_${name.toLowerCase()}`)), el("code", { class: "state" }, name)),
    revoke,
  );
}
