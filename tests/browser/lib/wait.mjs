/**
 * Waiting for a state, never for a time: a probe is asked until it answers, and a probe that never does fails with what
 * was last seen. Patience is generous, since a loaded machine is slow and a broken test is not in a hurry.
 */

/** Milliseconds after which a state that has not come counts as never coming. */
export const PATIENCE = 60_000;

/** Milliseconds between two looks where nothing tells that the state changed. */
const LOOK = 40;

/**
 * The first answer of `probe` that is neither null, undefined nor false. What it throws counts as "not yet": pages
 * that are just loading have no document to ask.
 *
 * @template T
 * @param {string} what a sentence's end, as in "no popup with a heading"
 * @param {() => Promise<T | null | undefined | false> | T | null | undefined | false} probe
 * @param {{ patience?: number, seen?: () => unknown }} [options] `seen` adds to the failure what was there instead
 * @returns {Promise<T>}
 */
export async function until(what, probe, { patience = PATIENCE, seen } = {}) {
  const end = performance.now() + patience;
  let last;
  do {
    try {
      const answer = await probe();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  } while (performance.now() < end);
  const instead = seen ? `; instead: ${JSON.stringify(await Promise.resolve().then(seen).catch(String))}` : "";
  throw new Error(`Waited ${patience / 1000} s for ${what}${instead}`, { cause: last });
}
