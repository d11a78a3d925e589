/**
 * The demo: starts the engine, speaks the reader's language, and turns between its three modes by what stands behind the `#`.
 *
 * It uses the engine, the drawing and the sentences of the extension and has none of its own. The page's policy (index.html)
 * allows no connection but to its own files. One article is desk.js, two are compare-mode.js, all signs are catalogue.js.
 */

import { drawCatalogue } from "./catalogue.js";
import { startCompare } from "./compare-mode.js";
import { startDesk } from "./desk.js";
import { Judge } from "./judge.js";
import { catalogue, pickLocale, t, translate, useMessages } from "./lib/i18n.js";
import { drawNotice } from "./lib/view/notice.js";
import { startLink } from "./link-button.js";
import { byId, readOwn } from "./parts.js";
import { isPacked, unpack } from "./share.js";
import { stay } from "./stay.js";

const starting = Judge.start(new URL("pkg/ungarble_bg.wasm", import.meta.url));

await speak();
const judge = await starting;
const infos = judge.ok ? await judge.value.ask("detectors") : judge;
if (judge.ok && infos.ok) {
  await start(judge.value, infos.value);
} else {
  const detail = judge.ok ? "" : judge.detail;
  byId("result").replaceChildren(drawNotice({ mood: "error", heading: t("error_heading"), text: t("error_engine"), detail }));
  byId("result").dataset["state"] = "error";
}
stay(byId("kept"));

/** The language that is asked for in the address (`?lang=de`), or else the first that the reader's browser wants and there is. */
async function speak() {
  /** @type {{ tag: string, name: string }[]} */
  const there = JSON.parse(await readOwn("_locales/languages.json"));
  const asked = new URLSearchParams(location.search).get("lang");
  const locale = pickLocale([...(asked ? [asked] : []), ...navigator.languages], there.map(({ tag }) => tag));
  useMessages(catalogue(JSON.parse(await readOwn(`_locales/${locale}/messages.json`))), locale);
  translate(document);
  byId("languages").replaceChildren(...there.map(({ tag, name }) => {
    const link = document.createElement("a");
    link.href = `?lang=${tag}`;
    link.lang = link.hreflang = tag;
    link.textContent = name;
    if (tag === locale) {
      link.setAttribute("aria-current", "true");
    }
    return link;
  }));
}

/**
 * @param {Judge} engine
 * @param {import("./lib/types.js").DetectorInfo[]} detectors
 */
async function start(engine, detectors) {
  const [name, kinds] = await Promise.all([engine.ask("engine"), engine.ask("kinds", {})]);
  byId("engine").textContent = name.ok ? name.value : "";
  byId("slow").hidden = engine.place === "worker";

  /** The address no longer says what is here once the reader has changed it. */
  const changed = () => {
    if (isPacked(fragment())) {
      history.replaceState(null, "", `#${mode()}`);
    }
  };
  const desk = startDesk(engine, detectors, kinds.ok ? kinds.value : [], { changed });
  const pair = startCompare(engine, { changed });
  const signs = drawCatalogue(detectors, {
    list: byId("detectors"),
    search: /** @type {HTMLInputElement} */ (byId("search")),
    count: byId("search-count"),
  });
  startLink(byId("copy-link"), byId("link-said"), () => (desk.text() ? { text: desk.text() } : null));
  startLink(byId("compare-copy-link"), byId("compare-link-said"), pair.texts);

  /** @param {"check" | "compare" | "signs"} wanted */
  function turn(wanted) {
    document.body.dataset["mode"] = wanted;
    byId("desk").hidden = wanted !== "check";
    byId("bench").hidden = wanted !== "compare";
    byId("catalogue").hidden = wanted !== "signs";
    for (const link of document.querySelectorAll(".modes a")) {
      if (link.getAttribute("href") === `#${wanted}`) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    }
  }

  let opened = false;
  async function go() {
    const asked = fragment();
    if (asked.startsWith("sign-") || asked === "signs") {
      turn("signs");
      signs.reveal(asked);
    } else if (asked === "compare") {
      turn("compare");
      pair.show();
    } else if (isPacked(asked)) {
      opened = true;
      await take(asked);
    } else {
      turn("check");
    }
    if (!opened && mode() === "check") {
      opened = true;
      desk.open("garbled.txt");
    }
  }

  /** What a link brought. @param {string} packed */
  async function take(packed) {
    const shared = await unpack(packed);
    if (shared && "copy" in shared) {
      turn("compare");
      pair.take(shared, t("demo_link_opened"));
    } else {
      turn("check");
      await (shared ? desk.take(shared.text, t("demo_link_opened")) : desk.take("", t("demo_link_bad")));
    }
  }

  addEventListener("hashchange", go);
  byId("to-compare").addEventListener("click", () => {
    pair.show(desk.text());
    location.hash = "compare";
    turn("compare");
    byId("compare-original").focus();
  });
  takeFiles(desk, pair);
  await go();
}

/** Files that are chosen or dropped, for the mode that is open. @param {ReturnType<typeof startDesk>} desk @param {ReturnType<typeof startCompare>} pair */
function takeFiles(desk, pair) {
  const file = /** @type {HTMLInputElement} */ (byId("file"));
  /** @param {File} one */
  const read = async (one) => desk.take(await one.text());
  file.addEventListener("change", () => {
    if (file.files?.[0]) {
      read(file.files[0]);
      file.value = "";
    }
  });
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      document.body.classList.add("dropping");
    }
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) {
      document.body.classList.remove("dropping");
    }
  });
  addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    const [dropped, ...others] = event.dataTransfer?.files ?? [];
    if (!dropped) {
      return;
    }
    event.preventDefault();
    if (mode() === "compare") {
      pair.takeFiles([dropped, ...others], event.target);
    } else {
      location.hash = "check";
      read(dropped);
    }
  });
}

/** What stands behind the address's `#`. */
function fragment() {
  return location.hash.slice(1);
}

function mode() {
  return document.body.dataset["mode"] ?? "check";
}
