/** "Copy link": the texts that are open, as a link that holds them (share.js), and what is to be said of it. */

import { number, t } from "./lib/i18n.js";
import { MOST, pack } from "./share.js";

/** @import { Shared } from "./share.js" */

/**
 * @param {HTMLElement} button
 * @param {HTMLElement} said an output beside it
 * @param {() => Shared | null} shared what is open, if there is anything
 */
export function startLink(button, said, shared) {
  button.addEventListener("click", async () => {
    said.replaceChildren();
    const what = shared();
    if (!what) {
      said.textContent = t("demo_link_empty");
      return;
    }
    const fragment = await pack(what);
    if (fragment.length > MOST) {
      said.textContent = t("demo_link_long", number(fragment.length), number(MOST));
      return;
    }
    // Without the language that was asked for: whoever opens it has one of their own.
    const address = new URL(`${location.pathname}#${fragment}`, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = t("demo_link_copied", number(address.length));
    } catch {
      handOver(said, address);
    }
  });
}

/** Where a page may not write to the clipboard, the link is shown to be copied by hand. @param {HTMLElement} said @param {string} address */
function handOver(said, address) {
  const field = document.createElement("input");
  field.readOnly = true;
  field.value = address;
  field.setAttribute("aria-label", t("demo_link"));
  said.replaceChildren(t("demo_link_field"), " ", field);
  field.focus();
  field.select();
}
