/**
 * Takes comments out of shipped scripts and styles. They are for who reads the repository, and a third of every script:
 * what is shipped keeps its names. `src/cli/render/comparison/html.rs` does the same for the page it
 * writes, and a test holds the two to the same bytes.
 *
 * Only whole lines go, so that no string has to be understood: a comment that begins or ends beside code stays. A test compares
 * what is left, as a compiler reads it, with what was there.
 */

import { transformSync } from "esbuild";

/** @param {string} text */
export function withoutComments(text) {
  let inside = false;
  const kept = text.split("\n").filter((line) => {
    const bare = line.trim();
    if (inside) {
      inside = !bare.endsWith("*/");
      return false;
    }
    if (bare.startsWith("/*")) {
      const end = bare.indexOf("*/");
      inside = end < 0;
      return end >= 0 && end < bare.length - 2;
    }
    return !bare.startsWith("//");
  });
  return kept.join("\n");
}

/**
 * Takes comments and white space out of a script, and nothing else: every name, every statement and their order are the
 * repository's, so that a formatter gives back what a reviewer knows.
 *
 * @param {string} text
 */
export function withoutSpace(text) {
  return transformSync(text, { minifyWhitespace: true, legalComments: "none", charset: "utf8", target: "esnext" }).code;
}

/** Takes the indentation off a style; there is nothing in it over several lines that white space is part of. @param {string} text */
export function styleWithoutIndentation(text) {
  return text.replace(/^[ \t]+|^\n/gm, "");
}
