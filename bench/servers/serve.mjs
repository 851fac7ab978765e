import { askWithoutNetwork } from './socketless.mjs';

/**
 * Serves on a free port for run.mjs, and tells it over IPC what only the process itself knows. The server, or an app that listens, is made by `make`, which gets
 * the answers that the bare server is to repeat.
 */
export function serve(make) {
  process.once('message', async ({ prepared }) => {
    const made = await make(prepared);
    const server = made.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
    process.on('message', async (question) => {
      process.send(typeof question === 'string' ? ANSWERS[question]() : await askWithoutNetwork(server, question));
    });
  });
  // Whoever started us is gone.
  process.once('disconnect', () => process.exit());
}

const ANSWERS = {
  /** Microseconds of CPU time so far, of all threads. */
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  /** Bytes in use once all that can go is gone. Needs --expose-gc. */
  heap: () => {
    for (let i = 0; i < 3; i++) globalThis.gc();
    return process.memoryUsage().heapUsed;
  },
};
