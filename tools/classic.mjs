/**
 * Makes pkg/ungarble.classic.js: the module's glue, `dom.js`, `lib/engine.js` and `lib/check-page.js` in one classic script that
 * sets the global `ungarbleEngine`. Content scripts are classic scripts; importing modules into them would mean to show those modules to
 * every page. The extension's own pages import the same file for the global it sets, so that it is shipped once. Nothing is
 * rewritten but the `export` words and the glue's one import.
 */

import { readFileSync, writeFileSync } from "node:fs";

/**
 * A module's text without `export`, and the names it exported.
 *
 * @param {string} path
 */
function unwrapped(path) {
  /** @type {string[]} */
  const names = [];
  const text = readFileSync(path, "utf8")
    .replace(/^import \{ (?:copyPage|copyFrames|, )+ \} from ['"]\.\/dom\.js['"];?$/gm, "")
    .replace(/^export \{([^}]*)\};?$/gm, (_, list) => {
      for (const entry of list.split(",")) {
        const [name, as] = entry.trim().split(" as ");
        names.push(as === "default" || !as ? name : `${as}: ${name}`);
      }
      return "";
    })
    .replace(/^export (?=(?:async )?(?:function|class|const|let)\s+(\w+))/gm, (_, name) => {
      names.push(name);
      return "";
    });
  const left = /^(?:import|export)\b.*$|import\.meta/m.exec(text);
  if (left) {
    throw new Error(`${path} cannot become part of a classic script: ${left[0]}`);
  }
  return { text: text.trim(), names };
}

const dom = unwrapped("pkg/dom.js");
const glue = unwrapped("pkg/ungarble.js");
const engine = unwrapped("extension/lib/engine.js");
const page = unwrapped("extension/lib/check-page.js");

writeFileSync(
  "pkg/ungarble.classic.js",
  `// Made by tools/classic.mjs from pkg/ungarble.js, pkg/dom.js, lib/engine.js and lib/check-page.js.
globalThis.ungarbleEngine = (() => {
${dom.text}
const glue = (() => {
${glue.text}
return { ${glue.names.join(", ")} };
})();
${engine.text}
${page.text}
return { glue, ${[...dom.names, ...engine.names, ...page.names].join(", ")} };
})();
`,
);
writeFileSync(
  "pkg/ungarble.classic.d.ts",
  `/** The global that pkg/ungarble.classic.js sets in a content script. */
declare var ungarbleEngine: typeof import("../src/article/dom.js") & typeof import("../extension/lib/engine.js") &
  typeof import("../extension/lib/check-page.js") & { glue: typeof import("./ungarble.js") };
`,
);
