/**
 * Keeps the page for when there is no network (offline.js), and offers a newer release when one has come.
 *
 * Without service workers (an old browser, a page without TLS, a private window of Firefox) nothing is kept and nothing said.
 */

import { el } from "./lib/el.js";
import { t } from "./lib/i18n.js";

/** @param {HTMLElement} place where it is said */
export async function stay(place) {
  const keeper = globalThis.navigator.serviceWorker;
  if (!keeper) {
    return;
  }
  let registration;
  try {
    registration = await keeper.register(new URL("offline.js", import.meta.url), { updateViaCache: "none" });
  } catch {
    return;
  }
  const before = keeper.controller !== null;
  const offer = () => {
    const { waiting } = registration;
    if (waiting && keeper.controller) {
      const load = el("button", { class: "quiet", type: "button", onclick: () => {
        keeper.addEventListener("controllerchange", () => location.reload(), { once: true });
        waiting.postMessage("take-over");
      } }, t("demo_update_load"));
      place.replaceChildren(t("demo_update"), " ", load);
    }
  };
  offer();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  await keeper.ready;
  if (!place.hasChildNodes()) {
    place.textContent = t("demo_offline");
  }
  place.dataset["kept"] = before ? "before" : "now";
}
