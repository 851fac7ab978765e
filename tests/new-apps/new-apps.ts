import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm, type Packed, pack, root } from '../package/pack.ts';

export type Language = 'ts' | 'esm' | 'cjs';

const OPTIONS: Readonly<Record<Language, readonly string[]>> = { ts: [], esm: ['--js'], cjs: ['--cjs'] };

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  dependencies: Record<string, string>;
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** The apps of one host, made by the packed package, with the packed package installed. They lie in a folder away from the repository. */
export class NewApps {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'halyard-new-')));
  readonly #packed: Packed = pack();
  readonly #host: string;

  constructor(host: string) {
    this.#host = host;
    // What the command needs must be in the package: it runs from there, without the repository around it.
    const { status, stderr } = spawnSync('tar', ['-xzf', this.#packed.tarball, '-C', this.folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }

  /** Runs `halyard new`. Returns what it printed. */
  make(language: Language, name = language): Ended {
    const args = ['new', name, '--host', this.#host, ...OPTIONS[language], '--no-install', '--halyard', `file:${this.#packed.tarball}`];
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(this.folder, 'package/dist/cli/halyard.js'), ...args], {
      cwd: this.folder,
      encoding: 'utf8',
    });
    return { code: status, output: stdout + stderr };
  }

  /** Installs the packages of an app from npm's cache, without a network. What the cache lacks is fetched once before. */
  install(name: string): void {
    const folder = join(this.folder, name);
    if (this.#host === 'sails') this.#useHook(folder);
    const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
    try {
      npm(folder, ...args, '--offline');
    } catch (error) {
      if (!(error as Error).message.includes('ENOTCACHED')) throw error;
      npm(folder, ...args, '--prefer-offline');
      rmSync(join(folder, 'node_modules'), { recursive: true });
      npm(folder, ...args, '--offline');
    }
  }

  /** The apps of a host have the same packages, except for those of TypeScript. So the other apps use those of the first one. */
  share(from: string, to: string): void {
    const { dependencies } = this.manifest(from);
    const lacking = Object.keys(this.manifest(to).dependencies).filter((name) => dependencies[name] === undefined);
    if (lacking.length > 0) throw new Error(`${from} does not have ${lacking.join(', ')}`);
    symlinkSync(join(this.folder, from, 'node_modules'), join(this.folder, to, 'node_modules'), 'junction');
  }

  manifest(name: string): Manifest {
    return JSON.parse(readFileSync(join(this.folder, name, 'package.json'), 'utf8'));
  }

  /** The hook has no release yet, so it is packed, too. */
  #useHook(folder: string): void {
    const [{ filename }] = JSON.parse(npm(join(root, 'sails-hook'), 'pack', '--json', '--pack-destination', this.folder));
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
    manifest.dependencies['sails-hook-halyard'] = `file:${join(this.folder, filename)}`;
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  }

  /** Runs a script of package.json to its end. */
  async script(name: string, script: string): Promise<Ended> {
    const child = spawn('npm', ['run', '--silent', script], { cwd: join(this.folder, name), env: environment({}), stdio: ['ignore', 'pipe', 'pipe'] });
    const output = textOf(child);
    const [code] = await once(child, 'close');
    return { code, output: output() };
  }

  /** Starts an app as `npm start` does, in production. Node takes the place of the shell, so that it gets the signals. */
  async start(name: string): Promise<Running> {
    const port = await freePort();
    const child = spawn('sh', ['-c', `exec ${this.manifest(name).scripts['start']}`], {
      cwd: join(this.folder, name),
      env: environment({ PORT: String(port), NODE_ENV: 'production', FLASH_SECRET: 'a secret of 32 characters at least' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const running = new Running(child, `http://127.0.0.1:${port}`);
    await running.listening();
    return running;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
    this.#packed.remove();
  }
}

/** An app that runs. */
class Running {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #output: () => string;

  constructor(child: ChildProcess, url: string) {
    this.url = url;
    this.#child = child;
    this.#ended = once(child, 'close');
    this.#output = textOf(child);
  }

  get output(): string {
    return this.#output();
  }

  async listening(): Promise<void> {
    const until = Date.now() + 60_000;
    while (!this.output.includes('is listening')) {
      if (this.#child.exitCode !== null || Date.now() > until) throw new Error(`It does not listen: ${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Stops it as a supervisor does. Returns its exit code. */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    await this.#ended;
    return this.#child.exitCode;
  }
}

function textOf(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return () => output;
}

/** The environment of a user: not that of the test runner. */
function environment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR !== undefined && { TMPDIR }), ...own };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  server.close();
  await once(server, 'close');
  return port;
}
