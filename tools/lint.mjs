/**
 * Mozilla's own check of an add-on, on the built one: `node tools/lint.mjs [FOLDER]`. Errors end with exit code 1, and so does
 * a warning that is not known here: each known one has its reason, which docs/REVIEWERS.md repeats.
 */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

/** @typedef {{ code: string, message: string, file?: string, line?: number }} Remark */

/** Warnings that we know and keep. @type {{ code: string, file: string, message: RegExp, why: string }[]} */
export const KNOWN = [
  {
    code: "UNSUPPORTED_API",
    file: "background.js",
    message: /^offscreen\./,
    why: "Chromium's own interface, called only where it is there; Firefox has a background page for the same work.",
  },
  {
    code: "UNSUPPORTED_API",
    file: "",
    message: /^sidePanel\./,
    why: "Chromium's own interface, called only where it is there; Firefox has a sidebar for the same work.",
  },
  {
    code: "KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION",
    file: "manifest.json",
    message: /./,
    why: "Firefox for Android knows the key from 142 on. The add-on is not offered there yet.",
  },
];

/** @param {Remark} remark */
export const known = ({ code, message, file = "" }) =>
  KNOWN.find((one) => one.code === code && (one.file === "" || one.file === file) && one.message.test(message));

/**
 * @param {string} folder
 * @returns {Promise<{ errors: Remark[], warnings: Remark[], notices: Remark[] }>}
 */
export function lint(folder) {
  return new Promise((done, failed) => {
    const linter = fileURLToPath(new URL("../node_modules/.bin/addons-linter", import.meta.url));
    execFile(linter, ["--output", "json", folder], { maxBuffer: 2 ** 26 }, (error, out) => {
      try {
        done(JSON.parse(out));
      } catch {
        failed(error ?? new Error(`no answer: ${out}`));
      }
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { errors, warnings, notices } = await lint(process.argv[2] ?? "dist/firefox");
  const surprises = [...errors, ...warnings.filter((warning) => !known(warning)), ...notices.filter((notice) => !known(notice))];
  for (const { code, message, file, line } of surprises) {
    console.error(`${file ?? ""}:${line ?? ""}: ${code}: ${message}`);
  }
  console.log(`add-on check: ${errors.length} errors, ${warnings.length} warnings, ${surprises.length} of all unexpected`);
  process.exitCode = surprises.length > 0 ? 1 : 0;
}
