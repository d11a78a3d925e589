/**
 * All that automatic mode puts into a page at first: asks the gate (lib/gate.js) whether an article stands here, and the background to
 * check it if so. What reads and marks the page comes in only then, and the engine not even then.
 *
 * Nothing is done in a page that nobody sees. A page that is no article is looked at again when it has another address, and twice
 * while it has hardly any text and more has come, because an application may still fetch it; then never. A page that was checked is watched by watch.js, and
 * this script rests.
 *
 * A classic script, in an isolated world; put in twice, it looks again. The page is hostile, as for the gate.
 */

(() => {
  /** Milliseconds after the page is ready, is seen or has another address: applications bring their text late. */
  const LOOKS = [0, 1_500, 5_000];
  /** A reader who leafs through tabs does not stay so long. */
  const STAY = 300;

  const world = /** @type {{ ungarbleLook?: () => void }} */ (/** @type {unknown} */ (globalThis));
  if (world.ungarbleLook) {
    world.ungarbleLook();
    return;
  }

  const hiddenOf = /** @type {() => boolean} */ (Object.getOwnPropertyDescriptor(Document.prototype, "hidden")?.get);
  const typeOf = /** @type {() => string} */ (Object.getOwnPropertyDescriptor(Document.prototype, "contentType")?.get);
  const navigation = /** @type {EventTarget | undefined} */ (/** @type {any} */ (globalThis).navigation);

  /** Nothing more is to be done under it. */
  let settled = "";
  let looks = 0;
  /** How large the page was when it was last looked at and had hardly any text. */
  let size = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  const addressNow = () => location.href.replace(/#.*/, "");
  const watched = () => typeof ungarbleWatch !== "undefined" && ungarbleWatch.running();

  function again() {
    settled = "";
    looks = 0;
    soon();
  }

  function soon() {
    clearTimeout(timer);
    const wait = LOOKS[looks];
    if (wait !== undefined && addressNow() !== settled && !hiddenOf.call(document)) {
      timer = setTimeout(look, Math.max(STAY, wait));
    }
  }

  function look() {
    if (hiddenOf.call(document) || watched()) {
      return; // `soon` comes back to it; watch.js tells of what changes
    }
    looks += 1;
    const address = addressNow();
    if (looks > 1 && ungarbleGate.sizeOf(document) === size) {
      soon();
      return;
    }
    const { article, bare } = ungarbleGate.look(document, location.href);
    if (!article) {
      if (bare) {
        size = ungarbleGate.sizeOf(document);
        soon();
      }
      return;
    }
    settled = address;
    ask(1);
  }

  /** @param {number} more times that it may be asked again, should the background be killed meanwhile */
  async function ask(more) {
    /** @type {import("../lib/types.js").PageAnswer | undefined} */
    let answer;
    try {
      answer = await chrome.runtime.sendMessage({ to: "background", type: "article" });
    } catch {
      if (!chrome.runtime?.id) stop();
      else if (more > 0) await ask(more - 1);
      return;
    }
    if (answer === "later") {
      settled = "";
      looks = 0;
      soon();
    }
  }

  function moved() {
    if (addressNow() !== settled && !watched()) {
      looks = 0;
      soon();
    }
  }

  /** @param {PageTransitionEvent} event */
  function back({ persisted }) {
    if (persisted) again();
  }

  /** @param {"addEventListener" | "removeEventListener"} what */
  function events(what) {
    globalThis[what]("popstate", moved, true);
    globalThis[what]("hashchange", moved, true);
    globalThis[what]("visibilitychange", soon, true);
    globalThis[what]("pageshow", /** @type {EventListener} */ (back), true);
    navigation?.[what]("currententrychange", moved);
  }

  /** The extension was replaced or taken away. */
  function stop() {
    clearTimeout(timer);
    events("removeEventListener");
  }

  if (typeOf.call(document) === "text/html" || typeOf.call(document) === "application/xhtml+xml") {
    world.ungarbleLook = again;
    events("addEventListener");
    soon();
  }
})();
