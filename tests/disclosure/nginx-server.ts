import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach } from 'vitest';
import { accepts, freePort } from '../support/ports.ts';

const { nginxPath } = (await import(new URL('../../scripts/nginx.mjs', import.meta.url).href)) as { nginxPath: () => string | undefined };

const path = nginxPath();

/** A real nginx in front of an app, on a free port of this machine, with a folder of its own. */
export class NginxServer {
  readonly port: number;
  /** What nginx has written on stderr. */
  printed = '';
  readonly folder: string;
  readonly #process: ChildProcess;

  private constructor(port: number, folder: string, process: ChildProcess) {
    this.port = port;
    this.folder = folder;
    this.#process = process;
  }

  /** Starts nginx with this configuration: the text of the block `http`, for a port and a folder of its own. */
  static async run(httpBlock: (port: number, folder: string) => string): Promise<NginxServer> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'halyard-nginx-'));
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
    // A worker of another user could not read the folder.
    const user = process.getuid?.() === 0 ? 'user root;' : '';
    const config = `
      daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr warn; ${user}
      events { worker_connections 512; }
      http { access_log off; ${temporary} ${httpBlock(port, folder)} }`;
    writeFileSync(join(folder, 'nginx.conf'), config);
    const child = spawn(path as string, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] });
    const nginx = new NginxServer(port, folder, child);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      nginx.printed += text;
    });
    while (!(await accepts(port))) {
      if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode} before it listened:\n${nginx.printed}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return nginx;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      // SIGTERM ends nginx at once, with its worker.
      this.#process.kill('SIGTERM');
      await once(this.#process, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Starts servers for the tests of a file, and stops them. Without nginx, the tests are skipped and the reason is reported. */
export function useNginxWith(): typeof NginxServer.run {
  const started: NginxServer[] = [];
  beforeEach((context) => context.skip(path === undefined, 'there is no nginx here: install one, or name it in NGINX'));
  afterAll(() => Promise.all(started.map((nginx) => nginx.stop())));
  return async (httpBlock) => {
    const nginx = await NginxServer.run(httpBlock);
    started.push(nginx);
    return nginx;
  };
}

/** An nginx with one location. `location` is the content of `location PATH { … }`, by default of `/`. `http` is configuration outside of the server block. */
interface OneLocation {
  readonly location: string;
  readonly path?: string;
  readonly http?: string;
}

/** The same for servers with one location. */
export function useNginx(): (config: OneLocation) => Promise<NginxServer> {
  const run = useNginxWith();
  return ({ location, path: prefix = '/', http = '' }) => run((port) => `${http} server { listen 127.0.0.1:${port}; location ${prefix} { ${location} } }`);
}
