import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const server = fileURLToPath(new URL('../../examples/cluster/server.js', import.meta.url));

export interface Cluster {
  readonly url: string;
  stop(): Promise<void>;
}

/** The example with several processes, as `npm start` runs it, on a free port. */
export async function openCluster(redis: string, env: NodeJS.ProcessEnv = {}): Promise<Cluster> {
  const child: ChildProcess = spawn(process.execPath, [server], { env: { ...process.env, PORT: '0', REDIS_URL: redis, ...env } });
  const ended = once(child, 'exit');
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer): void => {
      printed += text;
      const address = /is open: (http:\S+)/.exec(printed)?.[1];
      if (address !== undefined) resolve(address.replace('localhost', '127.0.0.1'));
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the example ended with code ${code} before it was open:\n${printed}`)));
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
