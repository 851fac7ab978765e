import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const ACCEPTED = ['text/html', 'application/json', 'application/problem+json', 'text/markdown', 'text/plain', '*/*'];

async function started(NODE_ENV: string): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = fork(here('server.mjs'), {
    execArgv: ['--import', here('count-reads.mjs')],
    env: { ...process.env, NODE_ENV },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { child, port };
}

/** Asks for each failure in each format, and returns what the process has read from the disk meanwhile. */
async function readsOf(NODE_ENV: string): Promise<readonly string[]> {
  const { child, port } = await started(NODE_ENV);
  try {
    // The body parser loads its encodings at the first form.
    await fetch(`http://127.0.0.1:${port}/good`, { method: 'POST', body: new URLSearchParams({ email: 'x' }) });
    child.send('count');
    await once(child, 'message');
    for (const accept of ACCEPTED) {
      for (const path of ['/boom', '/nowhere']) {
        const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept } });
        expect([404, 500]).toContain(answer.status);
        await answer.text();
      }
      const answer = await fetch(`http://127.0.0.1:${port}/form`, { method: 'POST', body: new URLSearchParams({ email: 'x' }), headers: { accept } });
      expect([303, 400]).toContain(answer.status);
    }
    child.send('reads');
    const [{ reads }] = (await once(child, 'message')) as [{ reads: readonly string[] }];
    return reads;
  } finally {
    child.send('end');
    await once(child, 'exit');
  }
}

describe('an error in production', () => {
  it('reads no file, and loads no module', async () => {
    expect(await readsOf('production')).toEqual([]);
  });

  it('is counted rightly: in development the report reads the source of the app', async () => {
    const reads = await readsOf('development');
    expect(reads.some((read) => read.includes('server.mjs'))).toBe(true);
  });
});
