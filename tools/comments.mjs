/**
 * Takes comments out of shipped scripts and styles. They are for who reads the repository, and a third of every script:
 * what is shipped keeps its names and its lines. `src/cli/render/comparison/html.rs` does the same for the page it
 * writes, and a test holds the two to the same bytes.
 *
 * Only whole lines go, so that no string has to be understood: a comment that begins or ends beside code stays. A test compares
 * what is left, as a compiler reads it, with what was there.
 */

import ts from "typescript";

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
 * Takes the indentation off a script's lines, and empty lines out, but not within a text in backquotes, where they are part
 * of it. So the lines of what is shipped are the repository's, in the same order.
 *
 * @param {string} text
 */
export function withoutIndentation(text) {
  const texts = textsOver(text);
  let at = 0;
  const kept = text.split("\n").flatMap((line) => {
    const from = at;
    at += line.length + 1;
    if (texts.some(({ start, end }) => from > start && from < end)) {
      return [line];
    }
    const bare = line.trimStart();
    return bare === "" ? [] : [bare];
  });
  return `${kept.join("\n")}\n`;
}

/** Where texts in backquotes stand, as a compiler reads them. @param {string} text */
function textsOver(text) {
  /** @type {{ start: number, end: number }[]} */
  const found = [];
  /** @param {import("typescript").Node} node */
  const visit = (node) => {
    if (ts.isTemplateLiteral(node)) {
      found.push({ start: node.getStart(), end: node.getEnd() });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("shipped.js", text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS));
  return found;
}

/** The same of a style; there is nothing in it over several lines that white space is part of. @param {string} text */
export function styleWithoutIndentation(text) {
  return text.replace(/^[ \t]+|^\n/gm, "");
}
