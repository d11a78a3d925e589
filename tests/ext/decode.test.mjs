import assert from "node:assert/strict";
import { test } from "node:test";
import { decode } from "../../extension/lib/decode.js";

const latin = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));

test("the mark, the server, the document, UTF-8: in this order", () => {
  assert.equal(decode(new Uint8Array([0xef, 0xbb, 0xbf, 0xc3, 0xa9]), "text/xml; charset=iso-8859-1"), "é");
  assert.equal(decode(new Uint8Array([0xff, 0xfe, 0xe9, 0x00]), null), "é");
  assert.equal(decode(latin("caf\xe9"), 'text/html;Charset="ISO-8859-1"'), "café");
  assert.equal(decode(latin('<?xml version="1.0" encoding="windows-1252"?><a>caf\xe9</a>'), "text/xml"), '<?xml version="1.0" encoding="windows-1252"?><a>café</a>');
  assert.match(decode(latin('<meta charset=latin1><p>caf\xe9'), null), /café$/);
  assert.match(decode(latin('<meta http-equiv="Content-Type" content="text/html; charset=latin1"><p>caf\xe9'), null), /café$/);
  assert.equal(decode(new TextEncoder().encode("café"), null), "café");
});

test("an encoding that nobody knows and bytes that are no text fail nothing", () => {
  assert.equal(decode(new TextEncoder().encode("é"), "text/html; charset=klingon"), "é");
  assert.equal(decode(new Uint8Array([0xff, 0xff, 0x41]), null), "\uFFFD\uFFFDA");
  assert.equal(decode(new Uint8Array(), null), "");
});
