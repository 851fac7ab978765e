import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { askHttp1, askHttp2, askRaw, type Target } from 'halyard/conformance';
import type { HostRow } from './hosts.ts';

const CONTROL = new URL('../../dist/conformance/control.js', import.meta.url).href;

/** Starts a host's control fixture in a process of its own, as any outside suite does. */
export async function startHost(
  row: HostRow,
  environment: Target['environment'],
): Promise<{ target: Target; stop: () => Promise<void>; exited: () => boolean }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../control/${row.fixture}`, import.meta.url))], {
    env: { PATH: process.env['PATH'], CONTROL, PORT: '0', NODE_ENV: environment, ...(row.store && { CONTROL_STORE: row.store }), ...row.prepare?.() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const heard = new Set<() => void>();
  const origin = await new Promise<URL>((resolve, reject) => {
    const listen = (stream: NodeJS.ReadableStream): void => {
      createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
        lines.push(line);
        for (const tell of heard) tell();
        const address = /^LISTENING (http:\/\/\S+)$/.exec(line)?.[1];
        if (address !== undefined) resolve(new URL(address));
      });
    };
    listen(child.stdout);
    listen(child.stderr);
    child.once('exit', (code) => reject(new Error(`${row.fixture} ended with ${code} before it listened:\n${lines.join('\n')}`)));
  });

  const matching = (text: string): readonly Record<string, unknown>[] => lines.filter((line) => line.includes(text)).map(parsed);
  const target: Target = {
    origin,
    environment,
    ask: (path, request) => (row.http === '2' ? askHttp2(origin, path, request) : askHttp1(origin, path, request)),
    raw: (bytes, options) => askRaw(origin, bytes, options),
    log: () => lines,
    async records(text, { atLeast = 1, wait = 2_000 } = {}) {
      const until = Date.now() + wait;
      while (matching(text).length < atLeast && Date.now() < until) {
        await new Promise<void>((resolve) => {
          const tell = (): void => {
            heard.delete(tell);
            resolve();
          };
          heard.add(tell);
          setTimeout(tell, 50);
        });
      }
      // Whatever should not be there had its time to come.
      await new Promise((resolve) => setTimeout(resolve, 10));
      return matching(text);
    },
  };
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { target, stop, exited: () => child.exitCode !== null };
}

function parsed(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return { line };
  }
}
