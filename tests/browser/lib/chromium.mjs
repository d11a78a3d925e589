/**
 * Chromium with the extension in it, driven over the DevTools protocol.
 *
 * The popup is the real one: the browser is told to trigger the toolbar button, which grants `activeTab` just as a
 * reader's click does. No test runs the popup's page in a tab of its own.
 */

import { launch as start } from "puppeteer-core";

import { HOUSEKEEPING } from "./site.mjs";
import { freshProfile } from "./profile.mjs";
import { complaintsOf, hasFirstRun, isOwnPage } from "./tab.mjs";
import { until } from "./wait.mjs";

/** @import { Driver, Popup, Tab } from "./driver.mjs" */

/** What Chromium does of its own accord is turned off, so that each request left is somebody's doing. */
const QUIET = [
  "--disable-component-update",
  "--disable-features=AutofillServerCommunication,NetworkTimeServiceQuerying",
  // Two habits have no switch: asking which accounts are signed in, and fetching one component at the first start.
  // Both go by these flags to a host of their own, which nothing else knows.
  `--gaia-url=http://${HOUSEKEEPING}`,
  `--component-updater=url-source=http://${HOUSEKEEPING}/update`,
];

/**
 * @typedef {{ executable: string, extension: string | null, proxy: string }} Options `extension` is a folder
 *
 * @param {Options} options
 * @returns {Promise<Driver>}
 */
export async function launchChromium(options) {
  const profile = freshProfile("chromium");
  try {
    const driver = new Chromium(await launchIn(profile.folder, options), profile, options);
    if (hasFirstRun(options.extension)) await driver.endFirstRun();
    return driver;
  } catch (error) {
    profile.remove();
    throw error;
  }
}

/**
 * @param {string} folder the profile
 * @param {Options} options
 * @returns {Promise<Launched>}
 *
 * @typedef {{ browser: import("puppeteer-core").Browser, id: string | null }} Launched `id` of the extension
 */
async function launchIn(folder, { executable, extension, proxy }) {
  const browser = await start({
    userDataDir: folder,
    executablePath: executable,
    pipe: true,
    enableExtensions: true,
    protocolTimeout: 120_000,
    args: [
      ...QUIET,
      `--proxy-server=${proxy}`,
      "--proxy-bypass-list=<-loopback>", // localhost goes through the proxy too
      "--screen-info={1280x1000}", // room for a popup of full height
      "--window-size=1280,1000",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
  try {
    return { browser, id: extension === null ? null : await browser.installExtension(extension) };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** @implements {Driver} */
class Chromium {
  name = /** @type {const} */ ("chromium");
  #browser;
  #profile;
  #options;
  #id;
  /** @type {import("puppeteer-core").Page | undefined} */
  #inside;
  /** @type {WeakMap<Tab, number>} */
  #tabIds = new WeakMap();

  /**
   * @param {Launched} launched
   * @param {ReturnType<typeof freshProfile>} profile
   * @param {Options} options
   */
  constructor({ browser, id }, profile, options) {
    this.#browser = browser;
    this.#id = id;
    this.#profile = profile;
    this.#options = options;
  }

  /** Ends the browser and starts it again with the same profile. @param {string} [extension] another folder to load it from */
  async restart(extension = this.#options.extension ?? undefined) {
    await this.#browser.close();
    this.#inside = undefined;
    const { browser, id } = await launchIn(this.#profile.folder, { ...this.#options, extension: extension ?? null });
    this.#browser = browser;
    this.#id = id;
    await this.#ready();
  }

  /** Loads the extension anew from its folder, in which another version lies by now. */
  async update() {
    this.#inside = undefined;
    await this.#browser.installExtension(this.#options.extension ?? "");
    await this.#ready();
  }

  /** A page that was opened while the extension was loading has none of its interfaces. */
  async #ready() {
    await until("the extension", async () => {
      const there = await this.inExtension(() => "storage" in chrome);
      if (!there) {
        await this.#inside?.close();
        this.#inside = undefined;
      }
      return there;
    });
  }

  /** @param {string} url */
  async open(url) {
    const tab = new ChromiumTab(await this.#browser.newPage());
    await tab.goto(url);
    return tab;
  }

  openInternal() {
    return this.open("chrome://version/");
  }

  /** When the button was last pressed, as a time of day, for benches: what the harness asked before that is no part of a click. */
  clickedAt = NaN;

  /** @param {Tab} tab */
  async click(tab) {
    const { page } = /** @type {ChromiumTab} */ (tab);
    await page.bringToFront();
    const before = new Set(this.#popups());
    const extension = (await this.#browser.extensions()).get(this.#extension);
    if (!extension) throw new Error("The extension is not there");
    this.clickedAt = performance.timeOrigin + performance.now();
    await extension.triggerAction(page);
    const target = await until("the popup", () => this.#popups().find((t) => !before.has(t)));
    const opened = await target.asPage();
    // To ask now spares `tabId` to bring the tab to the front, which closes the popup.
    this.#tabIds.set(
      tab,
      await opened.evaluate(async () => (await chrome.tabs.query({ active: true, currentWindow: true }))[0]?.id ?? -1),
    );
    return new ChromiumView(opened);
  }

  options() {
    return this.#ownPage("options");
  }

  welcome() {
    return this.#ownPage("welcome");
  }

  /** Closes the first run page, which opens after the installation; tests begin without it. */
  async endFirstRun() {
    await (await this.welcome()).close();
  }

  comparison() {
    return this.#ownPage("compare");
  }

  panel() {
    return this.#ownPage("sidepanel");
  }

  /** @param {Tab} tab */
  async checkSelection(tab) {
    const tabId = await this.tabId(tab);
    const selectionText = await tab.evaluate(() => String(getSelection()));
    const worker = await this.#browser.waitForTarget((t) => t.type() === "service_worker" && t.url().includes(this.#extension));
    await (await worker.worker())?.evaluate(
      async (id, text) => {
        const menus = /** @type {any} */ (chrome.contextMenus.onClicked);
        menus.dispatch({ menuItemId: "check-selection", selectionText: text, frameId: 0, editable: false, pageUrl: "" }, await chrome.tabs.get(id));
      },
      tabId,
      selectionText,
    );
  }

  /** @param {string} name */
  async #ownPage(name) {
    const url = `chrome-extension://${this.#extension}/${name}/`;
    const target = await until(`the page ${name}`, () => this.#browser.targets().findLast((t) => t.url().startsWith(url)));
    const page = new ChromiumView(await target.asPage());
    await until(`the page ${name}`, () => page.evaluate(isOwnPage, name));
    return page;
  }

  /** @param {string} host */
  async allow(host) {
    const page = await this.#browser.newPage();
    await page.goto("chrome://extensions/");
    await page.evaluate(
      (id, pattern) => /** @type {any} */ (chrome).developerPrivate.addHostPermission(id, pattern),
      this.#extension,
      `*://${host}/*`,
    );
    await page.close();
  }

  async allowAll() {
    await this.allow("*");
    // What the reader granted before is not asked for again.
    await this.inExtension(() => chrome.permissions.request({ origins: ["*://*/*"] }));
  }

  /** @param {Tab} tab */
  async tabId(tab) {
    const known = this.#tabIds.get(tab);
    if (known !== undefined) return known;
    await this.inExtension(() => null); // opens its tab now, not between the next two lines
    await /** @type {ChromiumTab} */ (tab).page.bringToFront();
    const id = await this.inExtension(async () => (await chrome.tabs.query({ active: true }))[0]?.id ?? -1);
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
    return /** @type {any} */ (await this.#page()).evaluate(fn, ...args);
  }

  /** A page of the extension in a tab behind the others, opened when it is first needed. */
  async #page() {
    if (!this.#inside || this.#inside.isClosed()) {
      const session = await this.#browser.target().createCDPSession();
      const url = `chrome-extension://${this.#extension}/manifest.json`;
      await session.send("Target.createTarget", { url, background: true });
      const target = await until("a page inside the extension", () =>
        this.#browser.targets().find((t) => t.url() === url),
      );
      this.#inside = await target.asPage();
      await session.detach();
    }
    return this.#inside;
  }

  async killBackground() {
    const session = await (await this.#page()).createCDPSession();
    // It may be started again at once, by a question that was lost with it: so this listens and does not look.
    const stopped = new Promise((resolve) => {
      session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
        if (versions.some(({ runningStatus }) => runningStatus === "stopped")) {
          resolve(undefined);
        }
      });
    });
    await session.send("ServiceWorker.enable");
    await session.send("ServiceWorker.stopAllWorkers");
    await stopped;
    await session.detach();
  }

  async backgroundRuns() {
    return this.#browser.targets().some((t) => t.type() === "service_worker" && t.url().includes(this.#extension));
  }

  async close() {
    await this.#browser.close();
    this.#profile.remove();
  }

  get #extension() {
    if (this.#id === null) throw new Error("This browser was started without the extension");
    return this.#id;
  }

  #popups() {
    const popup = `chrome-extension://${this.#extension}/popup`;
    return this.#browser.targets().filter((t) => t.url().startsWith(popup));
  }
}

/** @implements {Tab} */
export class ChromiumTab {
  /** @param {import("puppeteer-core").Page} page */
  constructor(page) {
    this.page = page;
    this.complaints = complaintsOf(page);
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
    await this.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  }

  async screenshot() {
    return Buffer.from(await this.page.screenshot());
  }

  /** @param {number} x @param {number} y */
  async pointTo(x, y) {
    await this.page.bringToFront();
    await this.page.mouse.move(x, y);
  }

  /** @param {number} x @param {number} y */
  async clickAt(x, y) {
    await this.page.bringToFront();
    await this.page.mouse.click(x, y);
  }

  /** @param {number} width @param {number} height */
  async resize(width, height) {
    await this.page.setViewport({ width, height });
  }

  /** @param {import("puppeteer-core").KeyInput} key */
  async press(key) {
    await this.page.bringToFront();
    await this.page.keyboard.press(key);
  }

  async close() {
    await this.page.close();
  }
}

/** @implements {Popup} */
class ChromiumView {
  #page;

  /** @param {import("puppeteer-core").Page} page */
  constructor(page) {
    this.#page = page;
  }

  /**
   * @template {unknown[]} A, R
   * @param {(...args: A) => R | Promise<R>} fn
   * @param {A} args
   * @returns {Promise<R>}
   */
  async evaluate(fn, ...args) {
    return /** @type {any} */ (this.#page).evaluate(fn, ...args);
  }

  /** @param {string} source */
  async inject(source) {
    await this.#page.evaluate(source);
  }

  /**
   * @param {import("puppeteer-core").KeyInput} key
   * @param {{ shift?: boolean }} [options]
   */
  async press(key, { shift = false } = {}) {
    if (shift) {
      await this.#page.keyboard.down("Shift");
    }
    // What a key does may close the page before the key is up.
    await this.#page.keyboard.press(key).catch((error) => {
      if (!this.#page.isClosed()) throw error;
    });
    if (shift) {
      await this.#page.keyboard.up("Shift");
    }
  }

  /** @param {"light" | "dark"} scheme */
  async prefer(scheme) {
    await this.#page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  }

  /** @param {number} width @param {number} height */
  async resize(width, height) {
    await this.#page.setViewport({ width, height });
  }

  async screenshot() {
    return Buffer.from(await this.#page.screenshot());
  }

  async isOpen() {
    return !this.#page.isClosed();
  }

  async close() {
    if (!this.#page.isClosed()) await this.#page.close();
  }
}
