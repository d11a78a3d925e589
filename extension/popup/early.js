/**
 * The popup's first words, said before its modules have come: which tab it stands over, and please check it.
 *
 * A page of which nothing is known yet gets its script at once, and the engine loads there while the popup still loads itself and
 * the background wakes; that is half of what a reader waits. Where there is a record, popup.js decides, and where the page refuses the script, the
 * background asks once more and says why. A classic script, because modules wait for the
 * whole page; the build puts lib/page-scripts.js before it.
 */

// eslint-disable-next-line no-var
var ungarbleEarly = (() => {
  /** Milliseconds; a page that is there has the script in a twentieth of that. */
  const PATIENCE = 250;

  const tab = chrome.tabs.query({ active: true, currentWindow: true }).then((tabs) => tabs[0]);

  /** @returns {Promise<{ answer: Promise<unknown> } | null>} */
  async function ask() {
    const { id, url } = (await tab) ?? {};
    if (id === undefined || !/^https?:/.test(url ?? "")) return null;
    const key = `tab:${id}`; // as lib/records.js has it
    if ((await chrome.storage.session.get(key))[key] !== undefined) return null;
    // Before the question, so that the background need not put it in, too; but a page that is still loading takes it in its own time.
    const injected = chrome.scripting.executeScript({ target: { tabId: id, frameIds: [0] }, files: [...ungarbleScripts, "/content/prepare.js"] });
    await Promise.race([injected.catch(() => {}), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    return { answer: chrome.runtime.sendMessage({ to: "background", type: "check", tabId: id, anyway: false }) };
  }

  return {
    /** The tab that the popup was opened over. */
    tab,
    /** The background's answer to the question for a check, on its way; null where it was not asked. */
    asked: ask().catch(() => null),
  };
})();
