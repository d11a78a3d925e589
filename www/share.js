/**
 * Texts in a link. They stand behind its `#`, which browsers keep to themselves: who opens the link has the texts, and no
 * server was told.
 *
 * A link is `#v1=` and the texts as JSON, deflated, in base64url. What comes in a link may be anything: it is read with a
 * limit on every size, and becomes text or nothing.
 */

/** @typedef {{ text: string } | { copy: string, original: string }} Shared one article, or two to compare */

/** The form's number; a later form gets another, and old links stay readable. */
const START = "v1=";

/** Characters after the `#`. Browsers take more, but mail and messengers cut. */
export const MOST = 16_000;

/** Characters that a link may unfold to. */
const MOST_TEXT = 1_000_000;

/**
 * What stands behind the `#`; too long for a link where it is more than {@link MOST}.
 *
 * @param {Shared} shared
 */
export async function pack(shared) {
  const bytes = new Blob([JSON.stringify(shared)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = new Uint8Array(await new Response(bytes).arrayBuffer());
  let binary = "";
  for (const byte of packed) {
    binary += String.fromCharCode(byte);
  }
  return START + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Whether a fragment claims to hold texts, in this form or a later one. @param {string} fragment */
export function isPacked(fragment) {
  return /^v\d+=/.test(fragment);
}

/**
 * The texts in a fragment; null where it holds none that can be read.
 *
 * @param {string} fragment
 * @returns {Promise<Shared | null>}
 */
export async function unpack(fragment) {
  if (!fragment.startsWith(START) || fragment.length > MOST) {
    return null;
  }
  try {
    const binary = atob(fragment.slice(START.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return sharedIn(JSON.parse(await inflated(bytes)));
  } catch {
    return null;
  }
}

/** Ends as soon as it is too much: a few bytes can stand for gigabytes. @param {Uint8Array<ArrayBuffer>} bytes */
async function inflated(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).pipeThrough(new TextDecoderStream("utf-8", { fatal: true })).getReader();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    if (text.length > 2 * MOST_TEXT) {
      await reader.cancel();
      throw new RangeError("too much text");
    }
  }
  return text;
}

/** @param {unknown} value @returns {Shared | null} */
function sharedIn(value) {
  const { text, copy, original } = /** @type {Record<string, unknown>} */ (Object(value));
  const fits = (/** @type {unknown} */ one) => typeof one === "string" && one.length <= MOST_TEXT;
  if (fits(text)) {
    return { text: String(text) };
  }
  return fits(copy) && fits(original) ? { copy: String(copy), original: String(original) } : null;
}
