/**
 * Firefox with the extension in it, driven over WebDriver BiDi.
 *
 * BiDi reaches pages; toolbar and popup belong to the browser's own window. `--remote-allow-system-access` lets BiDi
 * run a function in that window, and from there everything is done that a reader's click does: the toolbar button's own
 * action opens the real popup and grants `activeTab`. Pages of the extension are read through frame scripts.
 */

import { launch as start } from "puppeteer-core";

import {
  BrowserWindow,
  allowOrigin,
  backgroundState,
  chooseInMenu,
  closePopup,
  closeShownTab,
  closeSidebar,
  endBackground,
  focusPopup,
  focusSidebar,
  knowsColours,
  loadInternal,
  openPopup,
  pictureOf,
  popupIsOpen,
  preferColours,
  pressKey,
  resizeTab,
  shownAddress,
  shownTabId,
} from "./firefox-window.mjs";
import { freshProfile } from "./profile.mjs";
import { complaintsOf, hasFirstRun, isOwnPage } from "./tab.mjs";
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
    "extensions.webextOptionalPermissionPrompts": false, // a permission that is asked for after a click is given
    "privacy.reduceTimerPrecision": false, // benchmarks measure less than a millisecond
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
    const driver = new Firefox(browser, profile, window, id, extension ?? "");
    if (hasFirstRun(extension)) await (await driver.welcome()).close();
    return driver;
  } catch (error) {
    await browser.close();
    profile.remove();
    throw error;
  }
}

/** @implements {Driver} */
class Firefox {
  name = /** @type {const} */ ("firefox");
  #browser;
  #profile;
  #window;
  #id;
  #folder;
  /** @type {WeakMap<Tab, number>} */
  #tabIds = new WeakMap();

  /**
   * @param {import("puppeteer-core").Browser} browser
   * @param {ReturnType<typeof freshProfile>} profile
   * @param {BrowserWindow} window
   * @param {string | null} id of the extension
   * @param {string} folder of the extension
   */
  constructor(browser, profile, window, id, folder) {
    this.#folder = folder;
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
    const popup = new FirefoxView(this.#window, this.#extension, "popup");
    await until("the popup", () => popup.evaluate(() => document.readyState === "complete" && document.body !== null));
    await until("the keyboard in the popup", () => this.#window.run(focusPopup));
    return popup;
  }

  options() {
    return this.#ownPage("options");
  }

  welcome() {
    return this.#ownPage("welcome");
  }

  comparison() {
    return this.#ownPage("compare");
  }

  async panel() {
    const sidebar = new FirefoxView(this.#window, this.#extension, "sidebar");
    await until("the sidebar", () => sidebar.evaluate(isOwnPage, "sidepanel").catch(() => false));
    await until("the keyboard in the sidebar", () => this.#window.run(focusSidebar));
    return sidebar;
  }

  /** @param {Tab} tab */
  async checkSelection(tab) {
    const { page } = /** @type {FirefoxTab} */ (tab);
    const [x, y] = await tab.evaluate(() => {
      const box = getSelection()?.getRangeAt(0).getClientRects()[0];
      return box ? [box.left + 5, box.top + box.height / 2] : [0, 0];
    });
    await page.mouse.click(x ?? 0, y ?? 0, { button: "right" });
    await until("the menu", () => this.#window.run(chooseInMenu, "Check selected text"));
  }

  /** @param {string} name */
  async #ownPage(name) {
    const page = new FirefoxView(this.#window, this.#extension, "tab");
    await until(`the page ${name}`, () => page.evaluate(isOwnPage, name));
    return page;
  }

  async allow() {}

  async allowAll() {
    await this.#window.run(allowOrigin, this.#extension, "*://*/*");
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

  async update() {
    await this.#browser.installExtension(this.#folder);
    await until("the extension", () => this.inExtension(() => "storage" in chrome));
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

  /** @param {number} x @param {number} y */
  async pointTo(x, y) {
    await this.#window.run(closePopup);
    await this.page.bringToFront();
    await this.page.mouse.move(x, y);
  }

  /** @param {number} x @param {number} y */
  async clickAt(x, y) {
    await this.#window.run(closePopup);
    await this.page.bringToFront();
    await this.page.mouse.click(x, y);
  }

  /** @param {number} width @param {number} height */
  async resize(width, height) {
    await this.page.setViewport({ width, height });
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
class FirefoxView {
  #window;
  #id;
  #view;

  /**
   * @param {BrowserWindow} window
   * @param {string} id of the extension
   * @param {import("./firefox-window.mjs").View} view
   */
  constructor(window, id, view) {
    this.#window = window;
    this.#id = id;
    this.#view = view;
  }

  /**
   * @template {unknown[]} A, R
   * @param {(...args: A) => R | Promise<R>} fn
   * @param {A} args
   * @returns {Promise<R>}
   */
  async evaluate(fn, ...args) {
    return this.#window.runIn(this.#id, this.#view, fn, args);
  }

  /** @param {string} source */
  async inject(source) {
    await this.#window.runSourceIn(this.#id, this.#view, `(() => { ${source}\n; return null; })()`);
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
    await this.#window.run(preferColours, this.#view, scheme);
    await until("the page to know", () => this.evaluate(knowsColours, scheme));
  }

  /** @param {number} width @param {number} height */
  async resize(width, height) {
    await this.#window.run(resizeTab, width, height);
    await until("the page to be as wide", () => this.evaluate((wanted) => innerWidth === wanted, width));
  }

  async screenshot() {
    const url = /** @type {string} */ (await this.#window.run(pictureOf, this.#view));
    return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
  }

  async isOpen() {
    return /** @type {boolean} */ (await this.#window.run(popupIsOpen));
  }

  async close() {
    const close = { popup: closePopup, sidebar: closeSidebar, tab: closeShownTab, background: closeShownTab };
    await this.#window.run(close[this.#view]);
  }
}
