/** The first run page, once: after an installation, not after an update. It asks nobody for anything. */

/** @param {chrome.runtime.InstalledDetails} installed */
export async function greet({ reason }) {
  if (reason === "install") {
    await chrome.tabs.create({ url: chrome.runtime.getURL("welcome/welcome.html") });
  }
}
