/**
 * Firefox with the extension in it, driven over WebDriver BiDi.
 *
 * BiDi reaches pages; toolbar and popup belong to the browser's own window. `--remote-allow-system-access` lets BiDi
 * run a function in that window, and from there everything is done that a reader's click does: the toolbar button's own
 * action opens the real popup and grants `activeTab`. Pages of the extension are read through frame scripts.
 */

import { launch as start } from "puppeteer-core";

import { freshProfile } from "./profile.mjs";
import { complaintsOf } from "./tab.mjs";
import { until } from "./wait.mjs";

/** @import { Driver, Popup, Tab } from "./driver.mjs" */

/**
 * Preferences beside those that puppeteer sets for every test profile.
 *
 * @param {string} host
 * @param {number} port
 */
function preferences(host, port) {
  return {
    "network.proxy.type": 1,
    "network.proxy.http": host,
    "network.proxy.http_port": port,
    "network.proxy.ssl": host,
    "network.proxy.ssl_port": port,
    "network.proxy.allow_hijacking_localhost": true, // localhost goes through the proxy too
    "network.proxy.no_proxies_on": "",
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "ui.popup.disable_autohide": true, // a test's other tab must not close the popup
  };
}

/** Firefox fetches its settings whatever the preferences say, unless this says that they are meant. */
const ENVIRONMENT = { MOZ_REMOTE_SETTINGS_DEVTOOLS: "1" };

/**
 * @param {{ executable: string, extension: string | null, proxy: string }} options `extension` is a folder
 * @returns {Promise<Driver>}
 */
export async function launchFirefox({ executable, extension, proxy }) {
  const [host = "", port] = proxy.split(":");
  const profile = freshProfile("firefox");
  const browser = await start({
    userDataDir: profile.folder,
    browser: "firefox",
    executablePath: executable,
    args: ["--remote-allow-system-access", "--width=1280", "--height=1000"],
    extraPrefsFirefox: preferences(host, Number(port)),
    env: { ...process.env, ...ENVIRONMENT },
    protocolTimeout: 120_000,
  });
  try {
    const id = extension === null ? null : await browser.installExtension(extension);
    const window = await BrowserWindow.of(browser);
    return new Firefox(browser, profile, window, id);
  } catch (error) {
    await browser.close();
    profile.remove();
    throw error;
  }
}

/** The browser's own window: toolbar, panels, and all that an add-on may reach. */
class BrowserWindow {
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
   * @param {"popup" | "background"} view
   * @param {(...args: any[]) => unknown} fn
   * @param {unknown[]} args JSON values
   */
  runIn(id, view, fn, args) {
    return this.runSourceIn(id, view, `(${fn})(...${JSON.stringify(args)})`);
  }

  /**
   * @param {string} id of the extension
   * @param {"popup" | "background"} view
   * @param {string} source an expression; its value, or what its promise comes to, is the answer
   */
  async runSourceIn(id, view, source) {
    const call = `(async () => JSON.stringify((await ${source}) ?? null))()`;
    const answer = await this.run(inView, id, view, call);
    if ("error" in answer) throw new Error(`In Firefox's ${view}: ${answer.error}`);
    return JSON.parse(answer.value);
  }
}

/* The functions below are sent to Firefox's window as their source. */

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
  // A page that goes away never answers: whoever asks, asks again.
  const gone = new Promise((resolve) => window.setTimeout(() => resolve({ error: "no answer" }), 5000));
  return Promise.race([answered, gone]);
}

/** @param {string} id */
function openPopup(id) {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const extension = ExtensionParent.GlobalManager.extensionMap.get(id);
  window.focus();
  ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
}

/**
 * Firefox hands the keyboard to a popup once the window system has placed its panel. Without a screen nothing is ever
 * placed, so this does what Firefox would do then.
 */
function focusPopup() {
  const browser = /** @type {HTMLElement | null} */ (window.document.querySelector(".webextension-popup-browser"));
  browser?.focus();
  return browser !== null && Services.focus.focusedElement === browser;
}

function popupIsOpen() {
  return window.document.querySelector(".webextension-popup-browser") !== null;
}

function closePopup() {
  for (const browser of window.document.querySelectorAll(".webextension-popup-browser")) {
    /** @type {any} */ (browser.closest("panel"))?.hidePopup();
  }
}

async function popupPicture() {
  const browser = /** @type {any} */ (window.document.querySelector(".webextension-popup-browser"));
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
function pressKey(key, shift) {
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
  const pressed = event(key === "Space" ? " " : key, key, codes[key] ?? key.charCodeAt(0));
  input.keydown(pressed);
  input.keyup(pressed);
  if (shift) input.keyup(shiftKey);
}

/**
 * What the developer tools do to show a page in the other colours.
 *
 * @param {"popup" | "tab"} where
 * @param {"light" | "dark"} scheme
 */
function preferColours(where, scheme) {
  const popup = /** @type {any} */ (window.document.querySelector(".webextension-popup-browser"));
  (where === "popup" ? popup : gBrowser.selectedBrowser).browsingContext.prefersColorSchemeOverride = scheme;
}

/**
 * Sent to a page.
 *
 * @param {"light" | "dark"} scheme
 */
function knowsColours(scheme) {
  return matchMedia(`(prefers-color-scheme: ${scheme})`).matches;
}

/** @param {string} id */
async function endBackground(id) {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const extension = ExtensionParent.GlobalManager.extensionMap.get(id);
  await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
}

/** @param {string} id */
function backgroundState(id) {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  return ExtensionParent.GlobalManager.extensionMap.get(id).backgroundState;
}

function shownTabId() {
  const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  return ExtensionParent.apiManager.global.tabTracker.getId(gBrowser.selectedTab);
}

/** @param {string} url */
async function loadInternal(url) {
  const browser = gBrowser.selectedBrowser;
  browser.loadURI(Services.io.newURI(url), {
    triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
  });
}

function shownAddress() {
  const browser = gBrowser.selectedBrowser;
  return browser.webProgress?.isLoadingDocument ? null : browser.currentURI.spec;
}

/** @implements {Driver} */
class Firefox {
  name = /** @type {const} */ ("firefox");
  #browser;
  #profile;
  #window;
  #id;
  /** @type {WeakMap<Tab, number>} */
  #tabIds = new WeakMap();

  /**
   * @param {import("puppeteer-core").Browser} browser
   * @param {ReturnType<typeof freshProfile>} profile
   * @param {BrowserWindow} window
   * @param {string | null} id of the extension
   */
  constructor(browser, profile, window, id) {
    this.#browser = browser;
    this.#profile = profile;
    this.#window = window;
    this.#id = id;
  }

  /** @param {string} url */
  async open(url) {
    const tab = new FirefoxTab(await this.#browser.newPage(), this.#window);
    await tab.goto(url);
    return tab;
  }

  async openInternal() {
    const page = await this.#browser.newPage();
    await page.bringToFront();
    await this.#window.run(loadInternal, "about:support");
    await until("about:support", async () => (await this.#window.run(shownAddress)) === "about:support");
    return new FirefoxTab(page, this.#window);
  }

  /** @param {Tab} tab */
  async click(tab) {
    await this.#window.run(closePopup);
    await until("the end of the last popup", async () => !(await this.#window.run(popupIsOpen)));
    await /** @type {FirefoxTab} */ (tab).page.bringToFront();
    await this.#window.run(openPopup, this.#extension);
    const popup = new FirefoxPopup(this.#window, this.#extension);
    await until("the popup", () => popup.evaluate(() => document.readyState === "complete" && document.body !== null));
    await until("the keyboard in the popup", () => this.#window.run(focusPopup));
    return popup;
  }

  /** @param {Tab} tab */
  async tabId(tab) {
    const known = this.#tabIds.get(tab);
    if (known !== undefined) return known;
    await /** @type {FirefoxTab} */ (tab).page.bringToFront();
    const id = /** @type {number} */ (await this.#window.run(shownTabId));
    this.#tabIds.set(tab, id);
    return id;
  }

  /**
   * @template {unknown[]} A, R
   * @param {(...args: A) => R | Promise<R>} fn
   * @param {A} args
   * @returns {Promise<R>}
   */
  async inExtension(fn, ...args) {
    return this.#window.runIn(this.#extension, "background", fn, args);
  }

  async killBackground() {
    await this.#window.run(endBackground, this.#extension);
  }

  async backgroundRuns() {
    return (await this.#window.run(backgroundState, this.#extension)) === "running";
  }

  async close() {
    await this.#browser.close();
    this.#profile.remove();
  }

  get #extension() {
    if (this.#id === null) throw new Error("This browser was started without the extension");
    return this.#id;
  }
}

/** @implements {Tab} */
class FirefoxTab {
  #window;

  /**
   * @param {import("puppeteer-core").Page} page
   * @param {BrowserWindow} window
   */
  constructor(page, window) {
    this.page = page;
    this.complaints = complaintsOf(page);
    this.#window = window;
  }

  /** @param {string} url */
  async goto(url) {
    await this.page.goto(url);
  }

  async back() {
    await this.page.goBack();
  }

  /**
   * @template {unknown[]} A, R
   * @param {(...args: A) => R | Promise<R>} fn
   * @param {A} args
   * @returns {Promise<R>}
   */
  async evaluate(fn, ...args) {
    return /** @type {any} */ (this.page).evaluate(fn, ...args);
  }

  /** @param {string} source */
  async inject(source) {
    await this.page.evaluate(source);
  }

  /** @param {"light" | "dark"} scheme */
  async prefer(scheme) {
    await this.page.bringToFront();
    await this.#window.run(preferColours, "tab", scheme);
    await until("the page to know", () => this.evaluate(knowsColours, scheme));
  }

  async screenshot() {
    return Buffer.from(await this.page.screenshot());
  }

  /** @param {import("puppeteer-core").KeyInput} key */
  async press(key) {
    await this.#window.run(closePopup);
    await this.page.bringToFront();
    await this.page.keyboard.press(key);
  }

  async close() {
    await this.page.close();
  }
}

/** @implements {Popup} */
class FirefoxPopup {
  #window;
  #id;

  /**
   * @param {BrowserWindow} window
   * @param {string} id of the extension
   */
  constructor(window, id) {
    this.#window = window;
    this.#id = id;
  }

  /**
   * @template {unknown[]} A, R
   * @param {(...args: A) => R | Promise<R>} fn
   * @param {A} args
   * @returns {Promise<R>}
   */
  async evaluate(fn, ...args) {
    return this.#window.runIn(this.#id, "popup", fn, args);
  }

  /** @param {string} source */
  async inject(source) {
    await this.#window.runSourceIn(this.#id, "popup", `(() => { ${source}\n; return null; })()`);
  }

  /**
   * @param {string} key
   * @param {{ shift?: boolean }} [options]
   */
  async press(key, { shift = false } = {}) {
    await this.#window.run(pressKey, key, shift);
  }

  /** @param {"light" | "dark"} scheme */
  async prefer(scheme) {
    await this.#window.run(preferColours, "popup", scheme);
    await until("the popup to know", () => this.evaluate(knowsColours, scheme));
  }

  async screenshot() {
    const url = /** @type {string} */ (await this.#window.run(popupPicture));
    return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
  }

  async isOpen() {
    return /** @type {boolean} */ (await this.#window.run(popupIsOpen));
  }

  async close() {
    await this.#window.run(closePopup);
  }
}
