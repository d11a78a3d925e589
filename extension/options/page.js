/**
 * What the sections of the settings page share: its elements, the line that says what became of a change, a question that has to
 * be answered before something is lost.
 */

import { el } from "../lib/el.js";
import { t } from "../lib/i18n.js";

/** @import { Child } from "../lib/types.js" */

/**
 * Says in a word what became of a change.
 *
 * @param {string} text
 */
export function tell(text) {
  const status = byId("status");
  // Emptied first: the same words twice are news all the same, for a screen reader too. By the clock, because a page that nobody
  // sees draws no frames.
  status.textContent = "";
  setTimeout(() => {
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

/**
 * A few things to choose one of, as cards.
 *
 * @template {string} C
 * @param {HTMLElement} group a fieldset
 * @param {readonly { id: C, title: string, body: Child }[]} choices
 * @param {(choice: C) => void} chosen right in the reader's click
 * @returns {(choice: C) => void} shows which is chosen
 */
export function cards(group, choices, chosen) {
  const boxes = choices.map(({ id, title, body }) => {
    const box = el("input", { type: "radio", name: group.id, value: id, id: `${group.id}-${id}`, "aria-describedby": `${group.id}-${id}-text` });
    box.addEventListener("change", () => chosen(id));
    const words = el("div", { class: "choice-text", id: `${group.id}-${id}-text` }, body);
    group.append(el("div", { class: "choice", "data-choice": id }, box, el("label", { for: box.id }, title), words));
    return box;
  });
  return (choice) => {
    for (const box of boxes) {
      box.checked = box.value === choice;
    }
  };
}

/**
 * A line with a name and what can be done about it.
 *
 * @param {string} id unique on the page
 * @param {string} name
 * @param {Child} more what else is to be said of it
 * @param {readonly { action: string, label: string, run: () => void }[]} actions
 */
export function row(id, name, more, actions) {
  const buttons = actions.map(({ action, label, run }) =>
    el("button", { class: "quiet", type: "button", "data-action": action, "aria-describedby": id, onclick: run }, label));
  return el("li", { class: "line" }, el("div", {}, el("bdi", { id, class: "name" }, name), more), el("div", { class: "acts" }, buttons));
}

/**
 * Draws the lines of a list anew. A button that has the focus hands it to the one in its place, in the line of the same name.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement[]} lines of {@link row}
 */
export function redraw(list, lines) {
  const buttons = (/** @type {Element | null | undefined} */ line) => [...(line?.querySelectorAll("button") ?? [])];
  const { activeElement } = document;
  const line = activeElement && list.contains(activeElement) ? activeElement.closest(".line") : null;
  const at = buttons(line).findIndex((button) => button === activeElement);
  const id = line?.querySelector(".name")?.id ?? "";
  list.replaceChildren(...lines);
  if (at >= 0) {
    buttons(document.getElementById(id)?.closest(".line"))[at]?.focus();
  }
}

/**
 * A name and its value, one below the other or side by side.
 *
 * @param {string} name
 * @param {...Child} value
 */
export function pair(name, ...value) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value));
}

/**
 * Asks in a dialog, and answers true only where the reader said yes. "No" has the focus: a key pressed in passing loses nothing.
 *
 * @param {{ heading: string, body: Child, yes: string, danger?: boolean }} question
 * @returns {Promise<boolean>}
 */
export function ask({ heading, body, yes, danger = false }) {
  const no = el("button", { class: "button", type: "button", autofocus: true, "data-answer": "no" }, t("ask_cancel"));
  const go = el("button", { class: danger ? "button danger" : "button primary", type: "button", "data-answer": "yes" }, yes);
  const dialog = el(
    "dialog",
    { "aria-labelledby": "ask-heading" },
    el("h2", { id: "ask-heading" }, heading),
    el("div", { class: "ask-body" }, body),
    el("p", { class: "acts" }, no, go),
  );
  no.addEventListener("click", () => dialog.close("no"));
  go.addEventListener("click", () => dialog.close("yes"));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    dialog.showModal();
  });
}
