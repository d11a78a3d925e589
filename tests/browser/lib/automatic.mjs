/** Automatic mode as tests need it: turned on by the popup's own switch, and looked at from inside a page's isolated world. */

import assert from "node:assert/strict";

import { serve } from "./fixtures.mjs";
import { check } from "./popup.mjs";
import { until } from "./wait.mjs";

/** @import { Driver, Evaluate, Tab } from "./driver.mjs" */
/** @import { World } from "./harness.mjs" */

/** The host of the site under test. */
export const HOST = "localhost";

/**
 * Turns it on for the site, as a reader does.
 *
 * @param {Driver} browser
 * @param {Tab} tab a page of the site
 */
export async function turnOn(browser, tab) {
  await browser.allow(HOST);
  const { popup } = await check(browser, tab);
  await press(popup, "automatic");
  await until("the script to be registered", async () => (await registered(browser)).length > 0);
  return popup;
}

/** Nothing is checked without a click, nothing is allowed, nothing was called fine. @param {Driver} browser */
export async function turnOff(browser) {
  await browser.inExtension(async () => {
    await chrome.storage.local.clear();
    const { origins = [] } = await chrome.permissions.getAll();
    if (origins.length > 0) await chrome.permissions.remove({ origins });
  });
  await until("the script to be gone", async () => (await registered(browser)).length === 0);
}

/**
 * Presses one of the popup's controls for the site and the page, once it is there. By the keyboard, which a browser takes for the
 * reader's own doing.
 *
 * @param {import("./driver.mjs").Popup} popup
 * @param {string} action
 */
export async function press(popup, action) {
  await until(`the control "${action}"`, () =>
    popup.evaluate((name) => {
      const control = document.querySelector(`:is(#site, #fine) [data-action="${name}"]`);
      if (control instanceof HTMLElement) control.focus();
      return control !== null && document.activeElement === control;
    }, action),
  { seen: () => popup.evaluate(() => document.getElementById("site")?.textContent) });
  await popup.press("Enter");
}

/** Where a script is registered. @param {Driver} browser @returns {Promise<string[]>} */
export function registered(browser) {
  return browser.inExtension(async () => (await chrome.scripting.getRegisteredContentScripts()).flatMap(({ matches }) => matches ?? []));
}

/**
 * What of the extension is in the isolated world of a tab's page.
 *
 * @param {Driver} browser
 * @param {number} tabId
 * @returns {Promise<{ gate: boolean, auto: boolean, engine: boolean, watch: boolean }>}
 */
export function present(browser, tabId) {
  return browser.inExtension(async (id) => {
    const [answer] = await chrome.scripting.executeScript({
      target: { tabId: id },
      func: () => ({
        gate: "ungarbleGate" in globalThis,
        auto: "ungarbleLook" in globalThis,
        engine: "ungarbleEngine" in globalThis,
        watch: "ungarbleWatch" in globalThis,
      }),
    });
    return /** @type {any} */ (answer?.result);
  }, tabId);
}

/**
 * Asks what the gate's script of the page asks, and gives the answer.
 *
 * @param {Driver} browser
 * @param {number} tabId
 * @returns {Promise<string>}
 */
export function askAsPage(browser, tabId) {
  return browser.inExtension(async (id) => {
    const [answer] = await chrome.scripting.executeScript({
      target: { tabId: id },
      func: () => chrome.runtime.sendMessage({ to: "background", type: "article" }),
    });
    return /** @type {any} */ (answer?.result);
  }, tabId);
}

/**
 * Counts, from now on, how often the gate looks at the page, and how often the page is copied to be read elsewhere.
 *
 * @param {Driver} browser
 * @param {number} tabId
 * @returns {Promise<() => Promise<{ looks: number, copies: number }>>}
 */
export async function counted(browser, tabId) {
  await browser.inExtension(async (id) => {
    await chrome.scripting.executeScript({
      target: { tabId: id },
      func: () => {
        const world = /** @type {any} */ (globalThis);
        world.counted = { looks: 0, copies: 0 };
        const gate = world.ungarbleGate;
        if (gate) {
          const { look } = gate;
          gate.look = (/** @type {unknown[]} */ ...args) => {
            world.counted.looks += 1;
            return look(...args);
          };
        }
        const engine = world.ungarbleEngine;
        if (engine) {
          const { copyPage } = engine;
          engine.copyPage = (/** @type {unknown[]} */ ...args) => {
            world.counted.copies += 1;
            return copyPage(...args);
          };
        }
      },
    });
  }, tabId);
  return () =>
    browser.inExtension(async (id) => {
      const [answer] = await chrome.scripting.executeScript({ target: { tabId: id }, func: () => /** @type {any} */ (globalThis).counted });
      return /** @type {any} */ (answer?.result);
    }, tabId);
}

/**
 * The record of a tab, now.
 *
 * @param {Driver} browser
 * @param {number} tabId
 * @returns {Promise<any>} null where there is none
 */
export function recordOf(browser, tabId) {
  return browser.inExtension(async (key) => (await chrome.storage.session.get(key))[key] ?? null, `tab:${tabId}`);
}

/**
 * The record of a tab once it holds a result.
 *
 * @param {Driver} browser
 * @param {number} tabId
 */
export function foundIn(browser, tabId) {
  return until("a result", async () => {
    const record = await recordOf(browser, tabId);
    return record?.phase === "done" && record;
  }, { seen: () => recordOf(browser, tabId) });
}

/** Has the gate look once more: it may have done so before anybody counted. @param {Driver} browser @param {number} tabId */
export async function lookAgain(browser, tabId) {
  await browser.inExtension(async (id) => {
    await chrome.scripting.executeScript({ target: { tabId: id }, func: () => /** @type {any} */ (globalThis).ungarbleLook() });
  }, tabId);
}

/** Automatic mode turned on for the site, by a page of it that holds no article. @param {World} world */
export async function switchOn({ browser, site }) {
  const tab = await browser.open(site.put("/start/", "<!doctype html><title>Start</title><p>A page of the site."));
  await (await turnOn(browser, tab)).close();
  await tab.close();
}

/**
 * A fixture page in a tab of its own.
 *
 * @param {World} world
 * @param {import("./fixtures.mjs").Fixture | undefined} page
 */
export async function openPage({ browser, site }, page) {
  assert.ok(page);
  const tab = await browser.open(serve(site, page));
  return { tab, id: await browser.tabId(tab) };
}
