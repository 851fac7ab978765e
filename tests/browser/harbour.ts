import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Harbour {
  readonly url: string;
  /** All output so far, of both streams. */
  readonly printed: () => string;
  readonly stop: (signal?: NodeJS.Signals) => Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

const server = fileURLToPath(new URL('../../examples/express/server.js', import.meta.url));

/** Starts the example app in a separate process, as `npm start` does, on a free port. */
export async function openHarbour(env: NodeJS.ProcessEnv = {}, script = server): Promise<Harbour> {
  // NODE_ENV of the tests is removed: a newcomer has not set it.
  const child = spawn(process.execPath, [script], { env: { ...process.env, NODE_ENV: undefined, PORT: '0', ...env } });
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer): void => {
      printed += text;
      const address = /is open: (http:\S+)/.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the example ended with code ${code} before it was open:\n${printed}`)));
  });
  return {
    url,
    printed: () => printed,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}
