/**
 * The hosts that the browser lets the extension ask, each with a button to end that. A source whose host is taken away stays in
 * the list and says so.
 */

import { el } from "../lib/el.js";
import { t } from "../lib/i18n.js";
import { allowedHosts, giveBack } from "../lib/hosts.js";
import { byId, tell } from "./page.js";

const list = byId("hosts");

chrome.permissions.onAdded.addListener(() => drawHosts());
chrome.permissions.onRemoved.addListener(() => drawHosts());

export async function drawHosts() {
  const hosts = await allowedHosts();
  byId("no-hosts").hidden = hosts.length > 0;
  list.replaceChildren(...hosts.map(drawHost));
}

/** @param {string} host */
function drawHost(host) {
  const label = `host-${host}`;
  const revoke = el("button", { class: "quiet", type: "button", "data-action": "revoke", "aria-describedby": label }, t("host_revoke"));
  revoke.addEventListener("click", () => {
    giveBack(host).then(
      () => {
        tell(t("host_revoked", host));
        byId("hosts-heading").focus();
      },
      () => tell(t("options_not_saved")),
    );
  });
  return el("li", { class: "host-row", "data-host": host }, el("bdi", { id: label }, host), revoke);
}
