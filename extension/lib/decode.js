/**
 * Bytes from a server as text: by its byte order mark, by what the server says of the encoding, by what the document says of
 * itself in its first thousand bytes, and as UTF-8 otherwise. Never fails: what cannot be read becomes replacement characters.
 */

/** Bytes in which an XML declaration or a `<meta charset>` must stand. */
const HEAD = 1_024;

/**
 * @param {Uint8Array} bytes
 * @param {string | null} contentType as the server says
 * @returns {string}
 */
export function decode(bytes, contentType) {
  const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, HEAD));
  const label =
    marked(bytes) ??
    /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? "")?.[1] ??
    /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)/.exec(head)?.[1] ??
    /<meta[^>]*?\scharset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1] ??
    /<meta[^>]*?\scontent\s*=\s*["'][^"'>]*?;\s*charset=([\w.:-]+)/i.exec(head)?.[1] ??
    "utf-8";
  return decoder(label).decode(bytes);
}

/** @param {Uint8Array} bytes */
function marked([a, b, c]) {
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  return undefined;
}

/** @param {string} label that may name nothing */
function decoder(label) {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
