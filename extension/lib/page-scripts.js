/**
 * What is put into a page to read and judge it, in this order, in its isolated world; the build puts what the second needs before it
 * (tools/bundle.mjs). The popup puts it in before its modules are there, so this is a script for both worlds: the background imports
 * it, and the build puts it before popup/early.js.
 */

// eslint-disable-next-line no-var
var ungarbleScripts = ["/pkg/ungarble.classic.js", "/content/content.js"];

globalThis.ungarbleScripts = ungarbleScripts;
