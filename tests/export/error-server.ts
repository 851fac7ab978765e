import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { accepts, freePort } from '../support/ports.ts';

const { nginxPath } = (await import(new URL('../../scripts/nginx.mjs', import.meta.url).href)) as { nginxPath: () => string | undefined };

/** The path of nginx on this machine, if there is one. */
export const NGINX = nginxPath();

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A real nginx with the exported configuration. Only the places of this machine are changed: port, folders, log. */
export class ErrorServer {
  readonly port: number;
  readonly folder: string;
  readonly #process: ChildProcess;

  private constructor(port: number, folder: string, process: ChildProcess) {
    this.port = port;
    this.folder = folder;
    this.#process = process;
  }

  /** `places` has each text of the configuration that is a place, and what stands for it: `PORT` and `FOLDER` are filled in. */
  static async start(files: Readonly<Record<string, string>>, places: readonly (readonly [text: string, here: string])[]): Promise<ErrorServer> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'halyard-error-server-'));
    // Started by root, nginx reads the pages as another user, as it does in the image.
    chmodSync(folder, 0o755);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    let configuration = files['nginx.conf'] ?? '';
    for (const [text, here] of places) {
      if (!configuration.includes(text)) throw new Error(`The configuration has no ${text}`);
      configuration = configuration.replaceAll(text, here.replace('PORT', String(port)).replace('FOLDER', folder));
    }
    writeFileSync(join(folder, 'nginx.conf'), configuration);
    const arguments_ = ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')];
    const tested = spawnSync(NGINX as string, [...arguments_, '-t'], { encoding: 'utf8' });
    if (tested.status !== 0 || /warn|emerg/.test(tested.stderr)) throw new Error(tested.stderr);
    const child = spawn(NGINX as string, [...arguments_, '-g', 'daemon off;'], { stdio: 'ignore' });
    while (!(await accepts(port))) {
      if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return new ErrorServer(port, folder, child);
  }

  ask(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: this.port, method, path, headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  log(): string {
    return readFileSync(join(this.folder, 'access.log'), 'utf8');
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode === null) {
      this.#process.kill('SIGTERM');
      await once(this.#process, 'exit');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
