import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../../extension/lib/tokens.css", import.meta.url), "utf8");
const [usual = "", more = ""] = css.split("prefers-contrast: more");

/** @returns {Map<string, [string, string]>} light and dark by name */
function tokens(text) {
  return new Map([...text.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [name, [light, dark]]));
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Text on ground. */
const TEXT = [
  ...["ink", "muted", "accent", "alarm", "doubt", "calm"].flatMap((text) => ["paper", "card", "sunk"].map((ground) => [text, ground])),
  ["on-accent", "accent"],
  ["on-mark", "mark"],
];
/** What is no text but has to be seen: edges of controls, the bar of the meter. */
const SHAPES = [["edge", "paper"], ["edge", "card"], ["alarm", "track"], ["doubt", "track"]];

for (const [name, set] of [["usual", tokens(usual)], ["more contrast", new Map([...tokens(usual), ...tokens(more)])]]) {
  for (const [scheme, index] of [["light", 0], ["dark", 1]]) {
    test(`${name}, ${scheme}: text keeps 4.5 : 1 and shapes 3 : 1`, () => {
      for (const [pairs, least] of [[TEXT, name === "usual" ? 4.5 : 7], [SHAPES, 3]]) {
        for (const [front, back] of pairs) {
          const [a, b] = [set.get(front)?.[index], set.get(back)?.[index]];
          assert.ok(a && b, `no token ${front} or ${back}`);
          const found = contrast(a, b);
          assert.ok(found >= least, `${front} ${a} on ${back} ${b}: ${found.toFixed(2)}`);
        }
      }
    });
  }
}

test("the figures of the toolbar badge keep 4.5 : 1", () => {
  const badge = /const BADGE = "(#\w{6})"/.exec(readFileSync(new URL("../../extension/background/badge.js", import.meta.url), "utf8"))?.[1];
  assert.ok(badge && contrast(badge, "#ffffff") >= 4.5);
});
