/**
 * The search engine that a prepared search opens: one of a list, or an address of the reader's own.
 */

import { addressOf, ENGINES } from "../lib/search-engines.js";
import { t } from "../lib/i18n.js";
import { byId } from "./page.js";
import { change, follow } from "./state.js";

const OTHER = "other";

const select = /** @type {HTMLSelectElement} */ (byId("search"));
const own = /** @type {HTMLInputElement} */ (byId("search-address"));
const problem = byId("search-problem");
let shown = "";

select.append(...ENGINES.map(({ id, name }) => new Option(name, id)), new Option(t("search_other"), OTHER));

select.addEventListener("change", () => {
  showOwn();
  if (select.value === OTHER) {
    own.focus();
  } else {
    change(() => ({ search: select.value }));
  }
});
own.addEventListener("change", () => {
  const sound = addressOf(own.value) !== null;
  problem.textContent = sound ? "" : t("search_no_address");
  own.setAttribute("aria-invalid", String(!sound));
  if (sound) {
    change(() => ({ search: own.value }));
  }
});
follow(({ search }) => draw(search));

/** @param {string} choice */
function draw(choice) {
  if (choice === shown) {
    return; // another choice was changed: what is being typed here stays
  }
  shown = choice;
  const known = ENGINES.some(({ id }) => id === choice);
  select.value = known ? choice : OTHER;
  own.value = known ? "" : choice;
  problem.textContent = "";
  showOwn();
}

function showOwn() {
  byId("search-own").hidden = select.value !== OTHER;
}
