/**
 * Takes comments out of shipped scripts and styles. They are for who reads the repository, and a third of every script:
 * what is shipped keeps its names, its lines and its layout. `src/cli/render/comparison/html.rs` does the same for the page it
 * writes, and a test holds the two to the same bytes.
 *
 * Only whole lines go, so that no string has to be understood: a comment that begins or ends beside code stays. A test compares
 * what is left, as a compiler reads it, with what was there.
 */

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
