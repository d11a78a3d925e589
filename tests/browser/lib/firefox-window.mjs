/**
 * Firefox's own window, and the pages of the extension as they are reached from it.
 *
 * The functions in the second half are sent to the window as their source: there they see Firefox's own modules and
 * nothing of this file.
 */

/** @typedef {"popup" | "tab" | "background" | "sidebar"} View what Firefox calls the kinds of an extension's pages */

/** The browser's own window: toolbar, panels, and all that an add-on may reach. */
export class BrowserWindow {
  #send;
  #context;

  /**
   * @param {(method: string, params: object) => Promise<any>} send
   * @param {string} context
   */
  constructor(send, context) {
    this.#send = send;
    this.#context = context;
  }

  /** @param {import("puppeteer-core").Browser} browser */
  static async of(browser) {
    // puppeteer has no call for contexts outside pages, but its connection takes any command.
    const { connection } = /** @type {any} */ (browser);
    /** @type {(method: string, params: object) => Promise<any>} */
    const send = async (method, params) => (await connection.send(method, params)).result;
    const { contexts } = await send("browsingContext.getTree", { "moz:scope": "chrome" });
    const main = contexts.find(
      (/** @type {{ url: string }} */ c) => c.url === "chrome://browser/content/browser.xhtml",
    );
    if (!main) throw new Error("Firefox shows no browser window");
    return new BrowserWindow(send, main.context);
  }

  /**
   * Runs a function in the window; it sees Firefox's own modules.
   *
   * @param {(...args: any[]) => unknown} fn
   * @param {...unknown} args JSON values
   * @returns {Promise<any>}
   */
  async run(fn, ...args) {
    const answer = await this.#send("script.callFunction", {
      functionDeclaration: `async (...args) => JSON.stringify((await (${fn})(...args.map((a) => JSON.parse(a)))) ?? null)`,
      arguments: args.map((a) => ({ type: "string", value: JSON.stringify(a) })),
      awaitPromise: true,
      target: { context: this.#context },
    });
    if (answer.type !== "success") throw new Error(`In Firefox's window: ${answer.exceptionDetails?.text}`);
    return JSON.parse(answer.result.value);
  }

  /**
   * Runs a function in a page of the extension.
   *
   * @param {string} id of the extension
   * @param {View} view
   * @param {(...args: any[]) => unknown} fn
   * @param {unknown[]} args JSON values
   */
  runIn(id, view, fn, args) {
    return this.runSourceIn(id, view, `(${fn})(...${JSON.stringify(args)})`);
  }

  /**
   * @param {string} id of the extension
   * @param {View} view
   * @param {string} source an expression; its value, or what its promise comes to, is the answer
   */
  async runSourceIn(id, view, source) {
    const call = `(async () => JSON.stringify((await ${source}) ?? null))()`;
    const answer = await this.run(inView, id, view, call);
    if ("error" in answer) throw new Error(`In Firefox's ${view}: ${answer.error}`);
    return JSON.parse(answer.value);
  }
}

/* global ChromeUtils, Cc, Ci, Services, gBrowser, window */

/**
 * @param {string} id
 * @param {string} viewType
 * @param {string} call
 */
async function inView(id, viewType, call) {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const extension = ExtensionParent.GlobalManager.extensionMap.get(id);
  if (viewType === "background" && extension.backgroundState !== "running") await extension.wakeupBackground();
  const views = [...extension.views].filter((v) => v.viewType === viewType && v.active);
  const browser = views.at(-1)?.xulBrowser;
  if (!browser) return { error: "not open" };
  const channel = `answer ${Math.random()}`;
  const answered = new Promise((resolve) => {
    browser.messageManager.addMessageListener(channel, function listen(/** @type {any} */ message) {
      browser.messageManager.removeMessageListener(channel, listen);
      resolve(message.data);
    });
    // The page's policy forbids `eval`; a sandbox with the page's own rights and globals is not bound by it.
    const script = `(async () => {
      let answer;
      try {
        const sandbox = new Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
        answer = { value: await Cu.evalInSandbox(${JSON.stringify(call)}, sandbox) };
      } catch (error) {
        answer = { error: String(error) };
      }
      sendAsyncMessage(${JSON.stringify(channel)}, answer);
    })()`;
    browser.messageManager.loadFrameScript(`data:,${encodeURIComponent(script)}`, false);
  });
  // A page that goes away never answers.
  const gone = new Promise((resolve) => {
    const watch = window.setInterval(() => {
      if (!browser.isConnected) {
        window.clearInterval(watch);
        resolve({ error: "closed" });
      }
    }, 100);
    answered.then(() => window.clearInterval(watch));
  });
  return Promise.race([answered, gone]);
}

/** @param {string} id */
export function openPopup(id) {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const extension = ExtensionParent.GlobalManager.extensionMap.get(id);
  window.focus();
  ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
}

/**
 * Firefox hands the keyboard to a popup once the window system has placed its panel. Without a screen nothing is ever
 * placed, so this does what Firefox would do then.
 */
export function focusPopup() {
  const browser = /** @type {HTMLElement | null} */ (window.document.querySelector(".webextension-popup-browser"));
  browser?.focus();
  return browser !== null && Services.focus.focusedElement === browser;
}

export function popupIsOpen() {
  return window.document.querySelector(".webextension-popup-browser") !== null;
}

/** As a click into the sidebar would. */
export function focusSidebar() {
  const sidebar = /** @type {any} */ (window.document.getElementById("sidebar"))?.contentDocument?.getElementById("webext-panels-browser");
  sidebar?.focus();
  return Boolean(sidebar) && Services.focus.focusedElement === sidebar;
}

export function closeSidebar() {
  const { SidebarController, SidebarUI } = /** @type {any} */ (window);
  (SidebarController ?? SidebarUI).hide();
}

/** Chooses an entry in the open context menu of the page. @param {string} label how it begins */
export function chooseInMenu(label) {
  const menu = /** @type {any} */ (window.document.getElementById("contentAreaContextMenu"));
  const item = [...(menu?.querySelectorAll("menuitem") ?? [])].find((one) => one.getAttribute("label")?.startsWith(label));
  if (menu?.state !== "open" || !item) return false;
  menu.activateItem(item);
  return true;
}

export function closeShownTab() {
  gBrowser.removeTab(gBrowser.selectedTab);
}

export function closePopup() {
  for (const browser of window.document.querySelectorAll(".webextension-popup-browser")) {
    /** @type {any} */ (browser.closest("panel"))?.hidePopup();
  }
}

/** @param {View} view */
export async function pictureOf(view) {
  const popup = /** @type {any} */ (window.document.querySelector(".webextension-popup-browser"));
  const sidebar = /** @type {any} */ (window.document.getElementById("sidebar"))?.contentDocument?.getElementById("webext-panels-browser");
  const browser = view === "popup" ? popup : view === "sidebar" ? sidebar : gBrowser.selectedBrowser;
  const bitmap = await browser.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, "white");
  const canvas = /** @type {HTMLCanvasElement} */ (
    window.document.createElementNS("http://www.w3.org/1999/xhtml", "canvas")
  );
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  return canvas.toDataURL();
}

/**
 * Presses a key as the keyboard would: whatever has the focus gets it.
 *
 * @param {string} key
 * @param {boolean} shift
 */
export function pressKey(key, shift) {
  const codes = /** @type {Record<string, number>} */ ({
    Tab: 9,
    Enter: 13,
    Escape: 27,
    Space: 32,
    ArrowUp: 38,
    ArrowDown: 40,
  });
  const input = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
  if (!input.beginInputTransactionForTests(window)) throw new Error("Firefox takes no keys now");
  /** @param {string} name @param {string} code @param {number} keyCode */
  const event = (name, code, keyCode) => new window.KeyboardEvent("", { key: name, code, keyCode });
  const shiftKey = event("Shift", "ShiftLeft", 16);
  if (shift) {
    input.keydown(shiftKey);
  }
  const code = key.length === 1 ? `Key${key.toUpperCase()}` : key;
  const pressed = event(key === "Space" ? " " : key, code, codes[key] ?? key.toUpperCase().charCodeAt(0));
  input.keydown(pressed);
  input.keyup(pressed);
  if (shift) input.keyup(shiftKey);
}

/**
 * What the developer tools do to show a page in the other colours.
 *
 * @param {View} view
 * @param {"light" | "dark"} scheme
 */
export function preferColours(view, scheme) {
  const popup = /** @type {any} */ (window.document.querySelector(".webextension-popup-browser"));
  const sidebar = /** @type {any} */ (window.document.getElementById("sidebar"))?.contentDocument?.getElementById("webext-panels-browser");
  (view === "popup" ? popup : view === "sidebar" ? sidebar : gBrowser.selectedBrowser).browsingContext.prefersColorSchemeOverride = scheme;
}

/** The page in the tab that is shown. @param {number} width @param {number} height */
export function resizeTab(width, height) {
  const { style } = gBrowser.selectedBrowser;
  style.width = style.minWidth = style.maxWidth = `${width}px`;
  style.height = style.minHeight = style.maxHeight = `${height}px`;
}

/**
 * Sent to a page.
 *
 * @param {"light" | "dark"} scheme
 */
export function knowsColours(scheme) {
  return matchMedia(`(prefers-color-scheme: ${scheme})`).matches;
}

/**
 * Grants a pattern, as the page of add-ons does.
 *
 * @param {string} id
 * @param {string} pattern
 */
export async function allowOrigin(id, pattern) {
  const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
  const { WebExtensionPolicy } = /** @type {any} */ (globalThis);
  await ExtensionPermissions.add(id, { origins: [pattern], permissions: [], data_collection: [] }, WebExtensionPolicy.getByID(id).extension);
}

/** @param {string} id */
export async function endBackground(id) {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const extension = ExtensionParent.GlobalManager.extensionMap.get(id);
  await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
}

/** @param {string} id */
export function backgroundState(id) {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  return ExtensionParent.GlobalManager.extensionMap.get(id).backgroundState;
}

export function shownTabId() {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  return ExtensionParent.apiManager.global.tabTracker.getId(gBrowser.selectedTab);
}

/** @param {string} url */
export async function loadInternal(url) {
  const browser = gBrowser.selectedBrowser;
  browser.loadURI(Services.io.newURI(url), {
    triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
  });
}

export function shownAddress() {
  const browser = gBrowser.selectedBrowser;
  return browser.webProgress?.isLoadingDocument ? null : browser.currentURI.spec;
}
