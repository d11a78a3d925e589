/**
 * How a sign of each kind is painted: a line of its own and a colour, so that nobody has to tell kinds apart by colour alone.
 *
 * Names, the most frequent kind, have the plainest line; kinds that are easily taken for one another (phrase and quotation, glued and
 * damaged words) differ in line and in weight. The colours are mixed with the text's own where they are used (paint.js), so they
 * hold on dark pages too. A script for both worlds: content scripts and the demo load it as a classic one, modules by `import`.
 */

// eslint-disable-next-line no-var
var ungarbleLooks = (() => {
  /** Kind: colour, line, weight in pixels. @type {Record<string, readonly [string, string, number]>} */
  const LOOKS = {
    name: ["#d0442e", "solid", 2],
    title: ["#b06a00", "double", 3],
    phrase: ["#2f6fb3", "wavy", 2],
    quote: ["#a83279", "dashed", 3],
    glue: ["#7a4fb0", "dotted", 3],
    number: ["#00798c", "solid", 4],
    grammar: ["#4f7a1f", "dashed", 1],
    script: ["#8a5a44", "double", 1],
    encoding: ["#7a4fb0", "wavy", 1],
    structure: ["#5b6570", "dotted", 2],
    style: ["#5b6570", "dashed", 2],
    other: ["#4d6b63", "dashed", 2],
  };

  /** @param {string} category */
  const nameOf = (category) => (Object.hasOwn(LOOKS, category) ? category : "other");

  /** The look of a kind, as declarations. @param {string} category */
  function look(category) {
    const [colour, line, weight] = /** @type {readonly [string, string, number]} */ (LOOKS[nameOf(category)]);
    return {
      "background-color": `color-mix(in srgb, color-mix(in srgb, ${colour} 82%, currentcolor) ${category === "style" ? 10 : 20}%, transparent)`,
      "text-decoration": `underline ${line} color-mix(in srgb, ${colour} 68%, currentcolor) ${weight}px`,
    };
  }

  return { names: Object.keys(LOOKS), nameOf, look };
})();
globalThis.ungarbleLooks = ungarbleLooks;
