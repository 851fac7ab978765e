import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const BIN = join(root, 'dist/cli/halyard.js');

export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The folder of an app with a package.json and a node_modules that has Halyard, and the packages that the app needs. */
export class AppFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'halyard-app-'));
  readonly #running: ChildProcessWithoutNullStreams[] = [];

  constructor(...packages: readonly string[]) {
    writeFileSync(join(this.path, 'package.json'), JSON.stringify({ name: 'shop', type: 'module' }));
    mkdirSync(join(this.path, 'node_modules'));
    symlinkSync(root, join(this.path, 'node_modules/halyard'));
    for (const name of packages) {
      mkdirSync(join(this.path, 'node_modules', name, '..'), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(this.path, 'node_modules', name));
    }
  }

  get cache(): string {
    return join(this.path, 'node_modules/.cache/halyard');
  }

  write(name: string, text: string): void {
    mkdirSync(join(this.path, name, '..'), { recursive: true });
    writeFileSync(join(this.path, name), text);
  }

  /** Starts a file of the app that prints its port. */
  async serve(file: string, env: NodeJS.ProcessEnv = {}): Promise<{ readonly url: string; readonly child: ChildProcessWithoutNullStreams; log(): string }> {
    const child = spawn(process.execPath, [file], { cwd: this.path, env: { ...process.env, NODE_ENV: '', ...env } });
    this.#running.push(child);
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    }
    const port = await new Promise<string>((resolve, reject) => {
      const read = (): void => {
        const found = /^port (\d+)$/m.exec(log)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', read);
      child.on('exit', () => reject(new Error(`The app ended: ${log}`)));
    });
    return { url: `http://localhost:${port}`, child, log: () => log };
  }

  /** Runs the bin in this folder. With `input`, it is a pipe with this text. */
  halyard(args: readonly string[], { input, env, cwd = this.path }: { input?: string; env?: NodeJS.ProcessEnv; cwd?: string } = {}): Promise<Output> {
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [BIN, ...args], { cwd, env: { ...process.env, ...env }, maxBuffer: 1e8 }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr });
      });
      child.stdin?.on('error', () => {});
      child.stdin?.end(input ?? '');
    });
  }

  remove(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.path, { recursive: true, force: true });
  }
}
