/**
 * What the sections of the settings page share: its elements, and the line that says what became of a change.
 */

import { t } from "../lib/i18n.js";

/**
 * Says in a word what became of a change.
 *
 * @param {string} text
 */
export function tell(text) {
  const status = byId("status");
  // Emptied first: the same words twice are news all the same, for a screen reader too.
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = text;
  });
}

/**
 * Says that a change is saved, or that it is not.
 *
 * @param {Promise<unknown>} saved
 */
export function tellSaved(saved) {
  saved.then(
    () => tell(t("options_saved")),
    () => tell(t("options_not_saved")),
  );
}

/** @param {string} id */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`the page has no #${id}`);
  }
  return element;
}

/**
 * A choice of numbers.
 *
 * @param {string} id
 * @param {readonly number[]} choices
 * @param {(choice: number) => string} label
 * @param {(choice: number) => void} chosen
 * @returns {(choice: number) => void} shows which is chosen
 */
export function numbers(id, choices, label, chosen) {
  const select = /** @type {HTMLSelectElement} */ (byId(id));
  select.replaceChildren(...choices.map((choice) => new Option(label(choice), String(choice))));
  select.addEventListener("change", () => chosen(Number(select.value)));
  return (choice) => {
    select.value = String(choice);
  };
}
