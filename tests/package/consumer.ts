import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from './pack.ts';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Serving {
  readonly url: string;
  stop(): Promise<void>;
  stderr(): string;
}

/** An app of another author: the files of `consumer/`, in a folder away from ours, with our tarball installed, alone or together with other packages. */
export class Consumer {
  readonly folder = mkdtempSync(join(tmpdir(), 'halyard-consumer-'));

  constructor(packages: string | readonly string[]) {
    cpSync(fileURLToPath(new URL('consumer', import.meta.url)), this.folder, { recursive: true });
    writeFileSync(join(this.folder, 'package.json'), '{ "private": true, "type": "module" }');
    this.install(...[packages].flat());
  }

  install(...packages: readonly string[]): void {
    npm(this.folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', ...packages);
  }

  /** All packages that npm installed. */
  packages(): readonly string[] {
    return readdirSync(join(this.folder, 'node_modules')).filter((name) => !name.startsWith('.'));
  }

  async run(...args: readonly string[]): Promise<Ended> {
    return this.runIn('.', ...args);
  }

  /** Runs Node in a folder of the app. */
  async runIn(folder: string, ...args: readonly string[]): Promise<Ended> {
    const { child, output } = this.#start(args, folder);
    const [code] = await once(child, 'close');
    return { code, ...output };
  }

  /** Starts a file that prints the port on which it listens. */
  async serve(file: string): Promise<Serving> {
    const { child, output } = this.#start([file]);
    const ended = once(child, 'close');
    await Promise.race([once(child.stdout, 'data'), ended]);
    if (child.exitCode !== null) throw new Error(`${file} ended: ${output.stderr}`);
    const stop = async (): Promise<void> => {
      child.kill();
      await ended;
    };
    return { url: `http://127.0.0.1:${output.stdout.trim()}`, stop, stderr: () => output.stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #start(args: readonly string[], folder = '.') {
    const env = { PATH: process.env['PATH'], NODE_ENV: 'production' };
    const child = spawn(process.execPath, args, { cwd: join(this.folder, folder), env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    return { child, output };
  }
}
