import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './pages.ts';

const PRELOAD = new URL('./listen-anywhere.mjs', import.meta.url).href;

const STRICT = { target: 'es2023', module: 'nodenext', strict: true, types: ['node'], skipLibCheck: true, preserveSymlinks: true };

/** The settings of Nest's own starter. Nest reads the types of parameters at run time. */
export const NEST = { strictPropertyInitialization: false, experimentalDecorators: true, emitDecoratorMetadata: true };

/** The packages that an app on Nest has installed. */
export const NEST_PACKAGES = Object.fromEntries(
  ['@nestjs', '@types', 'class-transformer', 'class-validator', 'express', 'reflect-metadata', 'rxjs'].map((name) => [name, name]),
);

/** The app that a page describes: a folder with the built Halyard installed, and the server that runs in it. */
export class App {
  readonly folder = mkdtempSync(join(tmpdir(), 'halyard-docs-'));
  #server: ChildProcess | undefined;
  #ports = new Map<number, number>();
  #output = '';

  /** `packages` are installed under their own names, or under an alias: `{ express: 'express4' }`. */
  constructor(packages: Readonly<Record<string, string>>) {
    mkdirSync(join(this.folder, 'node_modules'));
    writeFileSync(join(this.folder, 'package.json'), '{ "type": "module" }');
    symlinkSync(ROOT, join(this.folder, 'node_modules/halyard'), 'junction');
    for (const [name, installed] of Object.entries(packages)) {
      symlinkSync(join(ROOT, 'node_modules', installed), join(this.folder, 'node_modules', name), 'junction');
    }
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** Compiles the TypeScript of the folder. Returns the compiler's output. */
  compile(options: Readonly<Record<string, unknown>>): { readonly status: number | null; readonly stdout: string } {
    const compilerOptions = { ...STRICT, ...options };
    this.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['**/*.ts'] }));
    const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', this.folder], {
      cwd: this.folder,
      encoding: 'utf8',
    });
    return { status, stdout };
  }

  /** Starts a server of the folder, and stops the one that runs. Resolves when the server listens on all its ports. */
  async start(file: string, env: Readonly<Record<string, string>>): Promise<void> {
    await this.#stopServer();
    this.#ports = new Map();
    this.#output = '';
    const { NODE_ENV: _ours, ...inherited } = process.env;
    const server = fork(join(this.folder, file), { cwd: this.folder, env: { ...inherited, ...env }, execArgv: ['--import', PRELOAD], silent: true });
    this.#server = server;
    for (const stream of [server.stdout, server.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    // hapi listens by `server.start()`.
    const wanted = readFileSync(join(this.folder, file), 'utf8').split(/\.listen\(|await server\.start\(/).length - 1;
    await new Promise<void>((resolve, reject) => {
      server.on('message', ({ asked, got }: { asked: number; got: number }) => {
        this.#ports.set(asked, got);
        if (this.#ports.size === wanted) resolve();
      });
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it listened:\n${this.#output}`)));
    });
  }

  /** The address of the server that requested this port. */
  portFor(asked: number): number {
    const port = this.#ports.get(asked);
    if (port === undefined) throw new Error(`nothing has asked for port ${asked}`);
    return port;
  }

  /** The last record of this kind in the server's log. Waits for it, because output may arrive after the response. */
  async lastRecord(isWanted: (record: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (let i = 0; i < 100; i++) {
      const record = this.#records().findLast(isWanted);
      if (record !== undefined) return record;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`no such record in the log:\n${this.#output}`);
  }

  async remove(): Promise<void> {
    await this.#stopServer();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #records(): Record<string, unknown>[] {
    return this.#output
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line));
  }

  async #stopServer(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await gone;
  }
}
