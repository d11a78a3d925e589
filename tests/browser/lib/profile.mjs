/** A browser profile of its own for each start, gone afterwards, also when a test ends in a crash. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * @param {string} browser
 * @returns {{ folder: string, remove: () => void }}
 */
export function freshProfile(browser) {
  const folder = mkdtempSync(path.join(tmpdir(), `ungarble-${browser}-`));
  const remove = () => {
    process.off("exit", remove);
    // A process of the browser that is just ending may still write.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  process.once("exit", remove);
  return { folder, remove };
}
