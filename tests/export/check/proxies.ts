import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { accepts, freePort } from '../../support/ports.ts';

const { nginxPath } = (await import(new URL('../../../scripts/nginx.mjs', import.meta.url).href)) as { nginxPath: () => string | undefined };

const { caddyPath } = (await import(new URL('../../../scripts/caddy.mjs', import.meta.url).href)) as { caddyPath: () => string | undefined };

/** A proxy that runs, on a port of this machine. */
export interface RunningProxy {
  readonly url: string;
  readonly folder: string;
}

export const nginx = nginxPath();
export const caddy = caddyPath();

/** Starts proxies for the tests of a file, each in a folder of its own, and stops them. */
export function useProxies() {
  const started: { readonly child: ChildProcess; readonly folder: string }[] = [];
  afterAll(async () => {
    for (const { child, folder } of started) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    }
  });

  const start = async (command: string, args: readonly string[], folder: string, port: number, scheme = 'http'): Promise<RunningProxy> => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: folder } });
    started.push({ child, folder });
    let printed = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    while (!(await accepts(port))) {
      if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode} before it listened:\n${printed}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { url: `${scheme}://127.0.0.1:${port}`, folder };
  };

  /** An nginx with this content of its block `http`. */
  const nginxWith = async (http: (port: number, folder: string) => string, scheme?: string): Promise<RunningProxy> => {
    const port = await freePort();
    const folder = newFolder();
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
    const common = `daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr crit; events { worker_connections 64; }`;
    writeFileSync(join(folder, 'nginx.conf'), `${common} http { ${temporary} ${http(port, folder)} }`);
    return start(nginx as string, ['-p', folder, '-c', join(folder, 'nginx.conf')], folder, port, scheme);
  };

  return {
    nginxWith,
    /** `http` and `server` are the content of these blocks. `FOLDER` in them is the folder of the proxy, which has the files. */
    nginx: ({ http = '', server, files = {}, tls = false }: NginxSetUp): Promise<RunningProxy> =>
      nginxWith(
        (port, folder) => {
          writeFiles(folder, files);
          const listen = `listen 127.0.0.1:${port}${tls ? ' ssl' : ''};`;
          return `access_log ${folder}/access.log; ${http} server { ${listen} ${server} }`.replaceAll('FOLDER', folder);
        },
        tls ? 'https' : 'http',
      ),
    /** A Caddy with this Caddyfile, without its global options. */
    caddyWith: async (sites: (port: number, folder: string) => string): Promise<RunningProxy> => {
      const port = await freePort();
      const folder = newFolder();
      writeFileSync(join(folder, 'Caddyfile'), `{\n\tadmin off\n\tauto_https off\n}\n${sites(port, folder)}`);
      return start(caddy as string, ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], folder, port);
    },
  };
}

interface NginxSetUp {
  readonly http?: string;
  readonly server: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly tls?: boolean;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-check-'));
  // The workers of a proxy that root has started are another user.
  chmodSync(folder, 0o755);
  return folder;
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
