/**
 * One question at a time, and of those that wait only the last: the answer to a text that has changed since is nobody's.
 *
 * @template Q, A
 * @param {(question: Q) => Promise<A>} ask
 * @param {(answer: A, question: Q) => void} show
 * @returns {(question: Q) => Promise<void>} ends when nothing is left to ask
 */
export function latest(ask, show) {
  /** @type {{ question: Q } | null} */
  let waiting = null;
  /** @type {Promise<void> | null} */
  let work = null;
  const run = async () => {
    while (waiting) {
      const { question } = waiting;
      waiting = null;
      const answer = await ask(question);
      if (!waiting) {
        show(answer, question);
      }
    }
  };
  return (question) => {
    waiting = { question };
    work ??= run().finally(() => {
      work = null;
    });
    return work;
  };
}
