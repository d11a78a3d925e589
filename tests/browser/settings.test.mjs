/**
 * The settings page, section by section: reached by its address and by the keyboard, readable by everybody, and what is chosen
 * there is stored, taken along, taken over and thrown away as it says.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { flaws } from "./lib/axe.mjs";
import { eachBrowser } from "./lib/harness.mjs";
import { answerAsked, goTo, openSettings, said, SECTIONS } from "./lib/settings.mjs";
import { until } from "./lib/wait.mjs";

/** @import { Popup } from "./lib/driver.mjs" */

/** Chosen by somebody else, with two sites and a feed. */
const FILE = {
  format: "ungarble-settings",
  version: 1,
  settings: { without: ["style", "glued-words"], sensitivity: "keen", search: "mojeek", automatic: "sites", sites: ["courier.example", "not a host"], paused: [], nursery: "perhaps" },
  sources: { feeds: [{ url: "https://courier.example/feed", name: "Courier" }, { url: "javascript:alert(1)", name: "Bad" }], hours: 12, days: 14, megabytes: 20 },
  names: ["Karasu", "<b>Bold</b>", 7],
};

eachBrowser((world) => {
  test("every section has its address, its heading and its place in the navigation, and is readable by everybody", async () => {
    const { browser, site } = world();
    // A tab that stays: with its last one a window closes.
    await browser.open(site.put("/quiet/", "<!doctype html><title>Quiet</title>"));
    const options = await openSettings(browser);
    for (const section of SECTIONS) {
      await goTo(options, section);
      const seen = await options.evaluate((name) => ({
        shown: [...document.querySelectorAll("main > .page")].filter((page) => !(/** @type {HTMLElement} */ (page).hidden)).map(({ id }) => id),
        current: [...document.querySelectorAll("#sections [aria-current=page]")].map((link) => link.getAttribute("href")),
        focus: document.activeElement?.id,
        title: document.title,
        heading: document.querySelector(`#${name} h2`)?.textContent ?? "-",
      }), section);
      assert.deepEqual([seen.shown, seen.current, seen.focus], [[section], [`#${section}`], `${section}-heading`]);
      assert.ok(seen.title.includes(seen.heading), seen.title);
      assert.deepEqual(await flaws(options), [], section);
    }
    assert.deepEqual(site.strangers, []);
    await options.close();
  });

  test("an address leads to anything on the page, folded or not", async () => {
    const options = await openSettings(world().browser);
    for (const [address, section, focus] of /** @type {const} */ ([
      ["granted", "permissions", "granted"],
      ["hosts", "permissions", "hosts-heading"], // an empty list: its heading stands for it
      ["detector-glued-words", "signs", "detector-glued-words"],
      ["search", "originals", "search"],
    ])) {
      await options.evaluate((hash) => {
        location.hash = hash;
      }, address);
      await until(`${address} to have the focus`, () => options.evaluate((id) => document.activeElement?.id === id, focus));
      const visible = await options.evaluate((id) => (document.getElementById(id)?.getClientRects().length ?? 0) > 0, focus);
      assert.ok(visible, address);
      assert.equal(await options.evaluate((name) => document.getElementById(name)?.hidden, section), false);
    }
    await options.evaluate(() => {
      location.hash = "no%such%thing";
    });
    await until("the first section", () => options.evaluate(() => document.getElementById("signs")?.hidden === false));
    await options.close();
  });

  test("the keyboard alone goes from section to section, unfolds a kind of sign and switches it off", async () => {
    const options = await openSettings(world().browser);
    await options.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector('#sections a[href="#sensitivity"]'))?.focus());
    await options.press("Enter");
    await until("the heading to have the focus", () => options.evaluate(() => document.activeElement?.id === "sensitivity-heading"));
    await options.press("Tab");
    await focusOn("sensitivities-balanced"); // the choice that is set
    await options.press("ArrowDown");
    await said(options);
    assert.equal((await stored()).sensitivity, "keen");

    await goTo(options, "signs");
    await focusOn("signs-heading");
    await options.press("Tab");
    await focusOn("find");
    await options.press("Tab");
    await expanded("false");
    await options.press("Enter");
    await expanded("true");
    await options.press("Tab");
    await until("the switch to have the focus", () => options.evaluate(() => document.activeElement?.getAttribute("data-category") === "name"));
    await options.press("Space");
    await said(options);
    assert.deepEqual((await stored()).without, ["name"]);
    const boxes = await options.evaluate(() => [...document.querySelectorAll('[data-category="name"]')].map((box) =>
      [...(box.closest(".group-card")?.querySelectorAll(".entry input") ?? [])].map((one) => [/** @type {HTMLInputElement} */ (one).checked, /** @type {HTMLInputElement} */ (one).disabled])));
    assert.ok(boxes[0] && boxes[0].length > 2);
    assert.ok(boxes[0].every(([checked, disabled]) => !checked && disabled), "each sign of the kind is off with it");
    await options.press("Space");
    await said(options);
    assert.deepEqual((await stored()).without, []);
    await reset(options);
    await options.close();

    /** @param {string} id */
    function focusOn(id) {
      return until(`the focus on ${id}`, () => options.evaluate((name) => document.activeElement?.id === name, id));
    }
    /** @param {string} state of the button with the focus */
    function expanded(state) {
      return until(`a fold that is expanded: ${state}`, () => options.evaluate((wanted) => document.activeElement?.getAttribute("aria-expanded") === wanted, state));
    }
  });

  test("a sign is found by any word it is explained with", async () => {
    const options = await openSettings(world().browser);
    const found = async (/** @type {string} */ words) => {
      await options.evaluate((text) => {
        const field = /** @type {HTMLInputElement} */ (document.getElementById("find"));
        field.value = text;
        field.dispatchEvent(new Event("input"));
      }, words);
      return options.evaluate(() => ({
        said: document.getElementById("found")?.textContent,
        signs: [...document.querySelectorAll("#detectors .entry")].filter((entry) => entry.getClientRects().length > 0).map((entry) => entry.getAttribute("data-detector")),
      }));
    };
    assert.deepEqual((await found("apostrophe contraction")).signs, ["broken-contraction"]);
    assert.ok((await found("MARK LATTE")).signs.includes("misspelled-public-figure"));
    assert.deepEqual(await found("no such word anywhere"), { said: "0 signs", signs: [] });
    assert.deepEqual(await found(""), { said: "", signs: [] }, "folded as before");
    await options.close();
  });

  test("each sensitivity says what was measured of it, and more keen is never less", async () => {
    const options = await openSettings(world().browser, "sensitivity");
    const figures = await options.evaluate(() => [...document.querySelectorAll("#sensitivities .choice")].map((card) => ({
      id: card.getAttribute("data-choice"),
      values: [...card.querySelectorAll("dd")].map(({ textContent }) => textContent ?? ""),
    })));
    assert.deepEqual(figures.map(({ id }) => id), ["cautious", "balanced", "keen"]);
    /** @param {number} at @param {RegExp} form */
    const column = (at, form) => figures.map(({ values }) => Number(form.exec(values[at] ?? "no figure")?.[1]?.replace("none", "0").replace("fewer than", "0.5")));
    const perThousand = /^(?:about )?(none|fewer than|\d+)(?: of [\d,]+| 1 in 1,000| in 1,000)$/;
    for (const list of [column(0, perThousand), column(1, perThousand), column(2, /^(\d+)%$/), column(3, /^(\d+)%$/)]) {
      assert.ok(list.every((figure) => figure >= 0), JSON.stringify(figures));
      assert.deepEqual(list, [...list].sort((x, y) => x - y), JSON.stringify(figures));
    }
    await options.close();
  });

  test("a site is checked by itself once the browser allows it, rests, and is given back", async () => {
    const { browser } = world();
    const HOST = "courier.example";
    const options = await openSettings(browser, "sites");
    const state = () => options.evaluate((host) => {
      const line = document.querySelector(`[data-site="${host}"]`);
      return line && [...line.querySelectorAll("button")].map((button) => button.getAttribute("data-action")).join();
    }, HOST);
    const press = async (/** @type {string} */ action) => {
      await options.evaluate((host, name) => /** @type {HTMLElement | null} */ (document.querySelector(`[data-site="${host}"] [data-action=${name}]`))?.focus(), HOST, action);
      await options.press("Enter");
    };

    await choose("sites");
    await until("the list", () => options.evaluate(() => document.getElementById("site-list")?.hidden === false && document.getElementById("no-sites")?.hidden === false));
    await type("no host at all");
    await until("the complaint", () => options.evaluate(() => document.getElementById("site-problem")?.textContent !== ""));
    assert.deepEqual(await flaws(options), []);
    await browser.allow(HOST);
    await type(`https://${HOST}/news`);
    await until("the site to be listed", async () => (await state()) === "pause,remove", { seen: state });
    assert.deepEqual([(await stored()).automatic, (await stored()).sites], ["sites", [HOST]]);
    await press("pause");
    await until("the site to rest", async () => (await state()) === "resume,remove");
    assert.deepEqual((await stored()).paused, [HOST]);
    assert.equal(await options.evaluate(() => document.activeElement?.getAttribute("data-action")), "resume", "the focus stays with the site");
    await options.press("Enter");
    await until("the site to be checked again", async () => (await state()) === "pause,remove");

    await goTo(options, "permissions");
    const reason = await options.evaluate((host) => document.querySelector(`[data-host="${host}"] .state`)?.textContent, HOST);
    assert.match(reason ?? "", /checked by themselves/);
    await goTo(options, "sites");
    await press("remove");
    await until("the site to be gone", async () => (await state()) === null);
    assert.deepEqual(await browser.inExtension(async () => (await chrome.permissions.getAll()).origins), []);
    assert.deepEqual((await stored()).sites, []);

    await browser.allow("*");
    await choose("everywhere");
    await until("checks everywhere", async () => (await stored()).automatic === "everywhere");
    await goTo(options, "permissions");
    await until("every site to be listed", () => options.evaluate(() => document.querySelector('[data-host="*"] [data-action=revoke]') !== null));
    await options.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector('[data-host="*"] [data-action=revoke]'))?.click());
    await until("no site to be allowed", () => options.evaluate(() => document.getElementById("no-hosts")?.hidden === false));
    await until("automatic checks to be off", async () => (await stored()).automatic === "off");
    await reset(options);
    await options.close();

    /** By the keyboard, as the browsers want it for a permission. @param {string} id */
    async function choose(id) {
      await options.evaluate((name) => /** @type {HTMLElement | null} */ (document.getElementById(`automatic-${name}`))?.focus(), id);
      await options.press("Space");
    }
    /** @param {string} text */
    async function type(text) {
      await options.evaluate((value) => {
        const field = /** @type {HTMLInputElement} */ (document.getElementById("site"));
        field.value = value;
        field.focus();
      }, text);
      await options.press("Enter");
    }
  });

  test("what the reader called fine is listed, and can be taken back", async () => {
    const { browser } = world();
    await store({ fine: { salt: "AAAAAAAAAAAAAAAA", pages: ["AAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAC"], names: ["Karasu", "<b>Bold</b>"] } });
    const options = await openSettings(browser, "fine");
    const names = () => options.evaluate(() => [...document.querySelectorAll("#names .name")].map(({ textContent }) => textContent));
    assert.deepEqual(await names(), ["<b>Bold</b>", "Karasu"]);
    assert.match(await options.evaluate(() => document.getElementById("fine-pages")?.textContent ?? ""), /^2 pages/);
    assert.deepEqual(await flaws(options), []);
    await options.evaluate(() => /** @type {HTMLElement | undefined} */ ([...document.querySelectorAll("#names button")].at(-1))?.click());
    await until("one name to be left", async () => (await names()).join() === "<b>Bold</b>");
    await options.evaluate(() => document.getElementById("forget-pages")?.click());
    await until("no page to be left", () => options.evaluate(() => document.getElementById("forget-pages")?.hidden));
    assert.deepEqual((await read("fine")).pages, []);
    assert.deepEqual((await read("fine")).names, ["<b>Bold</b>"], "names are another thing");
    await reset(options);
    await options.close();
  });

  test("every permission that the browser granted is there with its reason, and the shortcut as the browser has it", async () => {
    const options = await openSettings(world().browser, "permissions");
    const { granted, shown } = await options.evaluate(async () => ({
      granted: (await chrome.permissions.getAll()).permissions ?? [],
      shown: [...document.querySelectorAll("[data-permission]")].map((row) => [row.getAttribute("data-permission") ?? "", row.querySelector("p")?.textContent ?? ""]),
    }));
    assert.deepEqual(shown.map(([name]) => name), [...granted].sort());
    for (const [name, reason = ""] of shown) {
      assert.match(reason, /^[A-Z][^_]{20,}\.$/, name);
    }
    await goTo(options, "about");
    const { keys, commands, version, manifest } = await options.evaluate(async () => ({
      keys: [...document.querySelectorAll("#shortcuts dd")].map(({ textContent }) => textContent),
      commands: (await chrome.commands.getAll()).map(({ shortcut }) => shortcut || "not set"),
      version: document.querySelector("#versions dd")?.textContent,
      manifest: chrome.runtime.getManifest().version,
    }));
    assert.deepEqual(keys, commands);
    assert.equal(version, manifest);
    await options.close();
  });

  test("the licences are those that ship", async () => {
    const options = await openSettings(world().browser, "about");
    const files = await options.evaluate(() => [...document.querySelectorAll("[data-file]")].map((details) => {
      /** @type {HTMLDetailsElement} */ (details).open = true;
      return details.getAttribute("data-file");
    }));
    assert.deepEqual(files, ["LICENSE-MIT", "pkg/THIRD-PARTY.txt"]);
    await until("the texts to be read", () => options.evaluate(() => [...document.querySelectorAll("[data-file] pre")].every(({ textContent }) => (textContent?.length ?? 0) > 500)));
    assert.deepEqual(await flaws(options), []);
    await options.close();
  });

  test("settings are taken over from a file only after a look at what changes, and allow nothing", async () => {
    const { browser } = world();
    const options = await openSettings(browser, "data");
    const before = await stored();
    await bring(options, "other.json", JSON.stringify(FILE));
    await until("the changes", () => options.evaluate(() => document.querySelector("dialog .changes") !== null));
    assert.deepEqual(await flaws(options), []);
    const told = await options.evaluate(() => document.querySelector("dialog")?.textContent ?? "");
    for (const part of ["Words run together", "Balanced → Keen", "Mojeek", "courier.example", "https://courier.example/feed", "Karasu, <b>Bold</b>"]) {
      assert.ok(told.includes(part), `${part} in ${told}`);
    }
    assert.ok(!told.includes("javascript:") && !told.includes("not a host"), told);
    assert.equal(await options.evaluate(() => document.activeElement?.getAttribute("data-answer")), "no", "a key in passing changes nothing");
    await answerAsked(options, "no");
    assert.deepEqual(await stored(), before);

    await bring(options, "other.json", JSON.stringify(FILE));
    await answerAsked(options, "yes");
    assert.match(await said(options), /taken over/i);
    const { without, sensitivity, search, sites, nursery } = await stored();
    assert.deepEqual([without, sensitivity, search, sites, nursery], [["glued-words", "style"], "keen", "mojeek", ["courier.example"], false]);
    assert.deepEqual((await read("sources")).feeds, [{ url: "https://courier.example/feed", name: "Courier" }]);
    assert.deepEqual((await read("fine")).names, ["Karasu", "<b>Bold</b>"]);
    assert.deepEqual(await browser.inExtension(async () => (await chrome.permissions.getAll()).origins), [], "a file grants nothing");
    await goTo(options, "sites");
    await until("the site to be listed as not allowed", () => options.evaluate(() => document.querySelector('[data-site="courier.example"] [data-action=allow]') !== null));

    await goTo(options, "data");
    await bring(options, "other.json", JSON.stringify(FILE));
    assert.match(await said(options), /already/, "the same file changes nothing more");
    await reset(options);
    assert.deepEqual(await stored(), before);
    await options.close();
  });

  test("what is saved as a file is what is taken over from it", async () => {
    const { browser } = world();
    await store({ settings: { ...(await stored()), without: ["style"], sensitivity: "cautious" }, fine: { salt: "AAAAAAAAAAAAAAAA", pages: ["AAAAAAAAAAAAAAAB"], names: ["Karasu"] } });
    const options = await openSettings(browser, "data");
    const text = await options.evaluate(async () => {
      /** The file that a click hands to the browser. @type {Promise<string>} */
      const file = new Promise((resolve) => {
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          /** @type {Blob} */ (blob).text().then(resolve);
          URL.createObjectURL = make;
          return make.call(URL, blob);
        };
      });
      document.getElementById("export")?.click();
      return file;
    });
    await said(options);
    assert.ok(!text.includes("AAAAAAAAAAAAAAAB"), "no page that could be guessed");
    await reset(options);
    await bring(options, "mine.json", text);
    await answerAsked(options, "yes");
    await said(options);
    assert.deepEqual([(await stored()).without, (await stored()).sensitivity, (await read("fine")).names], [["style"], "cautious", ["Karasu"]]);
    await reset(options);
    await options.close();
  });

  test("a file of something else, damaged or of a later version changes nothing, and says why", async () => {
    const options = await openSettings(world().browser, "data");
    const before = await stored();
    for (const [name, text, why] of /** @type {const} */ ([
      ["picture.json", "\u0089PNG", /holds no settings/],
      ["other.json", '{"settings":{}}', /holds no settings/],
      ["null.json", "null", /holds no settings/],
      ["later.json", '{"format":"ungarble-settings","version":2}', /later version/],
      ["huge.json", `"${"x".repeat(1_100_000)}"`, /holds no settings/],
    ])) {
      await bring(options, name, text);
      const words = await until(`${name} to be refused`, () => options.evaluate((file) => {
        const said = document.getElementById("import-problem")?.textContent ?? "";
        return said.startsWith(file) && said;
      }, name));
      assert.match(words, why);
    }
    assert.deepEqual(await stored(), before);
    await options.close();
  });

  test("a reset asks first, and Escape is a no", async () => {
    const { browser } = world();
    await store({ settings: { ...(await stored()), sensitivity: "keen" } });
    const options = await openSettings(browser, "data");
    await options.evaluate(() => document.getElementById("reset")?.focus());
    await options.press("Enter");
    await until("the question", () => options.evaluate(() => document.querySelector("dialog[open]") !== null));
    assert.deepEqual(await flaws(options), []);
    // The Escape that a test sends ends in Firefox's own window; there Enter says the no that has the focus.
    await options.press(browser.name === "firefox" ? "Enter" : "Escape");
    await until("the question to be gone", () => options.evaluate(() => document.querySelector("dialog") === null));
    await until("the focus to be back", () => options.evaluate(() => document.activeElement?.id === "reset"));
    assert.equal((await stored()).sensitivity, "keen");
    await reset(options);
    assert.equal((await stored()).sensitivity, "balanced");
    await options.close();
  });

  test("what another page changes is shown here", async () => {
    const { browser } = world();
    const options = await openSettings(browser, "sensitivity");
    await store({ settings: { ...(await stored()), sensitivity: "cautious" } });
    await until("the choice to be shown", () => options.evaluate(() => /** @type {HTMLInputElement | null} */ (document.getElementById("sensitivities-cautious"))?.checked));
    await reset(options);
    await options.close();
  });

  /** @param {Record<string, unknown>} values */
  function store(values) {
    return world().browser.inExtension((all) => chrome.storage.local.set(all), values);
  }

  /** @param {string} key @returns {Promise<any>} */
  function read(key) {
    return world().browser.inExtension(async (name) => (await chrome.storage.local.get(name))[name] ?? null, key);
  }

  /** The settings as they are stored, those that were never touched as they are at first. */
  async function stored() {
    return { without: [], nursery: false, search: "duckduckgo", sensitivity: "balanced", automatic: "off", sites: [], paused: [], ...(await read("settings")) };
  }

  /** @param {Popup} options */
  async function reset(options) {
    await goTo(options, "data");
    await options.evaluate(() => document.getElementById("reset")?.click());
    await answerAsked(options, "yes");
    await until("the reset", async () => /at first/.test(await said(options)));
  }

  /** Hands a file to the field for it. @param {Popup} options @param {string} name @param {string} text */
  function bring(options, name, text) {
    return options.evaluate(
      (file, content) => {
        const problem = document.getElementById("import-problem");
        if (problem) problem.textContent = "";
        const field = /** @type {HTMLInputElement} */ (document.getElementById("import-file"));
        const transfer = new DataTransfer();
        transfer.items.add(new File([content], file, { type: "application/json" }));
        field.files = transfer.files;
        field.dispatchEvent(new Event("change"));
      },
      name,
      text,
    );
  }
});
