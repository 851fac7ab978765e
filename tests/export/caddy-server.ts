import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach } from 'vitest';
import type { ErrorPages } from '../../src/export/model/error-page.ts';
import type { TargetOptions } from '../../src/export/model/export-target.ts';
import { target } from '../../src/export/targets/caddy.ts';
import { accepts, freePort } from '../support/ports.ts';

const { caddyPath } = (await import(new URL('../../scripts/caddy.mjs', import.meta.url).href)) as { caddyPath: () => string | undefined };

const path = caddyPath();

/** What a test says about its Caddy. */
export interface CaddySetup {
  readonly pages: ErrorPages;
  /** The content of the site, after `import halyard_errors`. */
  readonly site: string;
  /** The content of the block `servers` of the global options. */
  readonly servers?: string;
  readonly options?: Partial<TargetOptions>;
}

/** A real Caddy with an export, on a free port of this machine, with a folder of its own. */
export class CaddyServer {
  readonly port: number;
  readonly folder: string;
  readonly #process: ChildProcess;
  #printed = '';

  private constructor(port: number, folder: string, process: ChildProcess) {
    this.port = port;
    this.folder = folder;
    this.#process = process;
    process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#printed = (this.#printed + text).slice(-20_000);
    });
  }

  /** The last lines of its own log. */
  printed(): string {
    return this.#printed;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What the access log has so far. */
  accessLog(): string {
    return readFileSync(join(this.folder, 'access.log'), 'utf8');
  }

  static async start({ pages, site, servers = '', options }: CaddySetup): Promise<CaddyServer> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'halyard-caddy-'));
    writeExport(folder, pages, options);
    const config = join(folder, 'Caddyfile.test');
    writeFileSync(
      config,
      `{\n\tadmin off\n\tauto_https off\n${servers && `\tservers {\n${servers}\n\t}\n`}}\nimport errors.caddy\nhttp://127.0.0.1:${port} {\n\tlog {\n\t\toutput file ${folder}/access.log\n\t}\n\timport halyard_errors\n${site}\n}\n`,
    );
    const environment = { PATH: process.env['PATH'], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    const child = spawn(path as string, ['run', '--config', config, '--adapter', 'caddyfile'], { stdio: ['ignore', 'ignore', 'pipe'], env: environment });
    const caddy = new CaddyServer(port, folder, child);
    while (!(await accepts(port))) {
      if (child.exitCode !== null) throw new Error(`Caddy ended with ${child.exitCode} before it listened:\n${caddy.printed()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return caddy;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.kill('SIGKILL');
      await once(this.#process, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Writes the files of the export, as `halyard export` does. */
export function writeExport(folder: string, pages: ErrorPages, options: Partial<TargetOptions> = {}): void {
  const defaults: TargetOptions = { upstream: 'http://127.0.0.1:1337', folder, retryAfter: 30, maintenanceFile: undefined };
  for (const file of target.files(pages, { ...defaults, ...options })) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.content);
  }
}

/** Starts servers for the tests of a file, and stops them. Without Caddy, the tests are skipped and the reason is reported. */
export function useCaddy(): typeof CaddyServer.start {
  const started: CaddyServer[] = [];
  skipWithoutCaddy();
  afterAll(() => Promise.all(started.map((caddy) => caddy.stop())));
  return async (setup) => {
    const caddy = await CaddyServer.start(setup);
    started.push(caddy);
    return caddy;
  };
}

/** The path of Caddy. The tests that use it are skipped where there is none. */
export function skipWithoutCaddy(): string {
  beforeEach((context) => context.skip(path === undefined, 'there is no Caddy here: install one, or name it in CADDY'));
  return path as string;
}
