import { askWithoutNetwork } from './socketless.mjs';

/**
 * Serves on a free port for run.mjs. It reports over IPC the values that only the process itself can read. `make` creates the server, or an app
 * that listens. Its argument holds the answers that the bare server repeats.
 */
export function serve(make) {
  process.once('message', async ({ prepared }) => {
    const made = await make(prepared);
    const server = made.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
    process.on('message', async (question) => {
      process.send(typeof question === 'string' ? ANSWERS[question]() : await askWithoutNetwork(server, question));
    });
  });
  // The parent has ended.
  process.once('disconnect', () => process.exit());
}

const ANSWERS = {
  /** Microseconds of CPU time so far, of all threads. */
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** Bytes in use after a garbage collection. Needs --expose-gc. */
  heap: () => {
    for (let i = 0; i < 3; i++) globalThis.gc();
    return process.memoryUsage().heapUsed;
  },
};
