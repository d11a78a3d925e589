/**
 * The popup's first words, said before its other modules have come: which tab it stands over, and please check it.
 *
 * A page of which nothing is known yet is asked about at once, so that the engine loads in it while the popup still loads itself; that
 * is a third of what a reader waits. Where there is a record, popup.js decides. This module imports nothing, and holds no
 * more than the two questions.
 */

/** The tab that the popup was opened over. */
export const tab = chrome.tabs.query({ active: true, currentWindow: true }).then((tabs) => tabs[0]);

/**
 * The background's answer to the question for a check, on its way; null where it was not asked.
 *
 * @type {Promise<{ answer: Promise<unknown> } | null>}
 */
export const asked = tab.then(async (one) => {
  if (one?.id === undefined || !/^https?:/.test(one.url ?? "")) return null;
  const key = `tab:${one.id}`; // as lib/records.js has it
  if ((await chrome.storage.session.get(key))[key] !== undefined) return null;
  return { answer: chrome.runtime.sendMessage({ to: "background", type: "check", tabId: one.id, anyway: false }) };
}).catch(() => null);
