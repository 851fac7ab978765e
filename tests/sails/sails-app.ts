import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureSails, linkHook, linkSails, SAILS } from './packages.ts';

export type Mode = 'development' | 'production';

/** An app from Sails' own generator, with the files of `app/` in it, and with or without the hook among its dependencies. */
export class SailsApp {
  readonly folder = join(mkdtempSync(join(tmpdir(), 'halyard-sails-')), 'harbour');

  constructor({ hook, files = {}, link = true }: { readonly hook: boolean; readonly files?: Readonly<Record<string, string>>; readonly link?: boolean }) {
    ensureSails();
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(SAILS, 'node_modules/sails/bin/sails.js'), 'new', this.folder, '--fast', '--traditional', '--without=grunt'],
      {
        encoding: 'utf8',
      },
    );
    if (status !== 0) throw new Error(`sails new: ${stderr}`);
    cpSync(fileURLToPath(new URL('app', import.meta.url)), this.folder, { recursive: true });
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    if (!link) return;
    linkSails(this.folder);
    if (!hook) return;
    linkHook(this.folder);
    this.dependOn('sails-hook-halyard');
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  remove(): void {
    rmSync(dirname(this.folder), { recursive: true, force: true });
  }

  /** Adds the dependency as `npm install` does: Sails loads only hooks that are listed. */
  private dependOn(name: string): void {
    const manifest = JSON.parse(readFileSync(join(this.folder, 'package.json'), 'utf8'));
    manifest.dependencies[name] = '0.0.0';
    this.write('package.json', JSON.stringify(manifest));
  }

  /** Starts it with its own `app.js`. `settings` are the environment variables of Sails, without their prefix: `{ security__csrf: 'true' }`. */
  async lift(mode: Mode, settings: Readonly<Record<string, string>> = {}): Promise<Lifted> {
    const lifted = await this.start(mode, settings);
    if (lifted.exitCode !== null) throw new Error(`sails lift: ${lifted.log}`);
    return lifted;
  }

  private async start(mode: Mode, settings: Readonly<Record<string, string>>): Promise<Lifted> {
    const port = await freePort();
    const own = Object.fromEntries(Object.entries(settings).map(([name, value]) => [`sails_${name}`, value]));
    const { NODE_ENV: _ours, ...inherited } = process.env;
    const child = spawn(process.execPath, ['app.js', `--port=${port}`], { cwd: this.folder, env: { ...inherited, ...own, NODE_ENV: mode } });
    const lifted = new Lifted(child, `http://127.0.0.1:${port}`);
    await lifted.ready();
    return lifted;
  }

  /** The log of a failed lift. */
  async failToLift(mode: Mode, settings: Readonly<Record<string, string>> = {}): Promise<string> {
    const lifted = await this.start(mode, settings);
    const { exitCode, log } = lifted;
    await lifted.stop();
    if (exitCode === null) throw new Error('It was lifted.');
    return log;
  }
}

/** A running Sails app, or one that failed to start. */
export class Lifted {
  readonly origin: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #log = '';

  constructor(child: ChildProcess, origin: string) {
    this.origin = origin;
    this.#child = child;
    this.#ended = once(child, 'exit');
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#log += text;
      });
    }
  }

  get log(): string {
    return this.#log;
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  /** The lines that were logged during an action. */
  async logged(doing: () => Promise<unknown>): Promise<string> {
    const before = this.#log.length;
    await doing();
    await new Promise((resolve) => setTimeout(resolve, 50));
    return this.#log.slice(before);
  }

  /** Waits until it answers or has ended. */
  async ready(): Promise<void> {
    while (this.exitCode === null) {
      const up = await fetch(`${this.origin}/ok`).then(
        () => true,
        () => false,
      );
      if (up) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The exit code with which it ends by itself. */
  async ended(): Promise<number | null> {
    await this.#ended;
    return this.exitCode;
  }

  async stop(): Promise<void> {
    if (this.exitCode === null) this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
