import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';

const { redisPath } = (await import(new URL('../../scripts/redis.mjs', import.meta.url).href)) as { redisPath: () => string | undefined };

const path = redisPath();

/** A Redis or Valkey for one test, on a free port of this machine, with a folder of its own. It stores nothing on disk. */
export class RedisServer {
  port = 0;
  readonly #folder = mkdtempSync(join(tmpdir(), 'halyard-redis-'));
  #process: ChildProcess | undefined;

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, on its previous port if it ran before. Resolves when it accepts connections. */
  async start(): Promise<void> {
    if (this.port === 0) this.port = await freePort();
    const options = { port: this.port, bind: '127.0.0.1', save: '', appendonly: 'no', dir: this.#folder };
    const server = spawn(
      path as string,
      Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
      { argv0: 'redis-server', stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.#process = server;
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      server.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        if (printed.includes('Ready to accept connections')) resolve();
      });
      server.once('exit', (code) => reject(new Error(`${path} ended with ${code} before it was ready:\n${printed}`)));
    });
  }

  /** Kills it at any point of its work. */
  async kill(): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  }

  /** Freezes it: it accepts connections and commands, and does nothing. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** One server for the tests of a file. Without a program to start, the tests are skipped and the reason is reported. */
export function useRedis(): () => RedisServer {
  let server: RedisServer | undefined;
  beforeAll(async () => {
    if (path === undefined) return;
    server = new RedisServer();
    await server.start();
  });
  beforeEach((context) => context.skip(path === undefined, 'there is no Valkey or Redis here: install one, or name it in REDIS_SERVER'));
  afterAll(() => server?.remove());
  return () => server as RedisServer;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
