import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { type Output, Project } from '../cli/project.ts';

/** A process that watches the maintenance file, and says what a request for a path meets. */
const WATCHER = `import { maintenance } from 'halyard/maintenance';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
const { meets } = maintenance(JSON.parse(process.env.OPTIONS ?? '{}'));
const answer = (path) => {
  const headers = {};
  return meets({ transport: 'http', method: 'GET', url: path, header: (name) => headers[name] }) ?? null;
};
if (isMainThread) {
  process.on('message', ({ path, busy }) => {
    if (busy !== undefined) {
      const end = Date.now() + busy;
      while (Date.now() < end);
    } else process.send(answer(path));
  });
  if (process.env.THREADS) for (let i = 0; i < Number(process.env.THREADS); i++) new Worker(new URL(import.meta.url));
  process.send('ready');
} else {
  parentPort.on('message', () => {});
}
`;

/** A running process of an app. */
export class Watcher {
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(project: Project, env: NodeJS.ProcessEnv = {}): Promise<Watcher> {
    project.write('watcher.mjs', WATCHER);
    const child = fork(join(project.path, 'watcher.mjs'), { cwd: project.path, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    await once(child, 'message');
    return new Watcher(child);
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  /** What a GET request meets. `null`: the app gets it. */
  async meets(path = '/orders'): Promise<unknown> {
    const answer = once(this.#child, 'message');
    this.#child.send({ path });
    return (await answer)[0];
  }

  /** Keeps the event loop busy. */
  block(milliseconds: number): void {
    this.#child.send({ busy: milliseconds });
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}

/** The folder of an app, and its processes. */
export class WatchedApp {
  readonly project = new Project();
  readonly #watchers: Watcher[] = [];

  /** Starts one more process of the app. */
  async watch(env?: NodeJS.ProcessEnv): Promise<Watcher> {
    const watcher = await Watcher.start(this.project, env);
    this.#watchers.push(watcher);
    return watcher;
  }

  async halyard(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Output> {
    return this.project.halyard(args, { env });
  }

  /** The maintenance file. */
  stored(): Readonly<Record<string, unknown>> {
    return JSON.parse(this.project.read(FILE));
  }

  /** The output of `halyard down --status`, as soon as it has the text. A busy machine may need a while. */
  async confirmed(text: string): Promise<string> {
    return vi.waitFor(
      async () => {
        const { stdout } = await this.halyard(['down', '--status']);
        expect(stdout).toContain(text);
        return stdout;
      },
      { timeout: 20_000, interval: 200 },
    );
  }

  async end(): Promise<void> {
    for (const watcher of this.#watchers) await watcher.end();
    this.project.remove();
  }
}

/** The maintenance file of an app, below its folder. */
export const FILE = '.halyard/maintenance.json';
