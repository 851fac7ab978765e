import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onCore } from './cores.mjs';

/** Starts a server as a separate process, in production, on its own core. */
export async function startServer(variant, { prepared = [], flags = [] } = {}) {
  const [command, ...args] = onCore(0, [process.execPath, ...flags, join(import.meta.dirname, 'servers', variant.server)]);
  const child = spawn(command, args, { env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const ask = async (message) => {
    child.send(message);
    const [answer] = await Promise.race([once(child, 'message'), ended]);
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server "${variant.title}" ended by itself; its own message is above.`);
    return answer;
  };
  const { port } = await ask({ prepared });
  return {
    port,
    cpu: () => ask('cpu'),
    heap: () => ask('heap'),
    /** The number of requests for the item that it answers in so many seconds, without a network. */
    answers: ({ path, accept }, seconds) => ask({ path, accept, seconds }),
    async stop() {
      // It ends by itself when the connection to the parent closes. So a requested CPU profile is written.
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
