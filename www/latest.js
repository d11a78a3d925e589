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
    try {
      while (waiting) {
        const { question } = waiting;
        waiting = null;
        // Asked at once, and one that throws before it has promised anything fails like any other.
        const answer = await new Promise((/** @type {(answer: A | Promise<A>) => void} */ done) => done(ask(question)));
        if (!waiting) {
          show(answer, question);
        }
      }
    } finally {
      work = null; // at once: a question that came just then would wait for nobody
    }
  };
  return (question) => {
    waiting = { question };
    work ??= run();
    return work;
  };
}
