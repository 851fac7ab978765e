import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('./cluster-server.mjs', import.meta.url));

export interface ClusterOptions {
  readonly processes: number;
  readonly store?: 'cookie' | 'redis' | 'ioredis';
  readonly redis?: string;
  /** Without a secret there is no sealed cookie. */
  readonly secret?: string;
}

/** The app of cluster-server.mjs behind one port, in production. */
export class Cluster {
  readonly #primary: ChildProcess;
  readonly #alive = new Set<number>();
  #port = 0;
  readonly #waiting: (() => void)[] = [];
  /** The number of killed processes. */
  kills = 0;

  private constructor(env: Readonly<Record<string, string>>) {
    this.#primary = fork(SERVER, { execArgv: [], env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env } });
    this.#primary.on('message', ({ port, started, ended }: { port?: number; started?: number; ended?: number }) => {
      if (port !== undefined) this.#port = port;
      if (started !== undefined) this.#alive.add(started);
      if (ended !== undefined) this.#alive.delete(ended);
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  /** Resolves when all of its processes serve requests. */
  static async start({ processes, store = 'cookie', redis = '', secret = '' }: ClusterOptions): Promise<Cluster> {
    const cluster = new Cluster({ PROCESSES: String(processes), STORE: store, REDIS_URL: redis, SECRET: secret });
    await cluster.#until(() => cluster.#alive.size === processes);
    return cluster;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Kills the oldest process, at any point of its work. A new one replaces it. The last process is never killed. */
  kill(): void {
    const [oldest, next] = this.#alive;
    if (oldest === undefined || next === undefined) return;
    this.#alive.delete(oldest);
    process.kill(oldest, 'SIGKILL');
    this.kills += 1;
  }

  async stop(): Promise<void> {
    if (this.#primary.exitCode !== null) return;
    const ended = once(this.#primary, 'exit');
    this.#primary.disconnect();
    await ended;
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push(resolve);
        this.#primary.once('exit', (code) => reject(new Error(`${SERVER} ended with ${code}`)));
      });
    }
  }
}
