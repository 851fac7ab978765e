import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ErrorPage, ErrorPages } from '../../src/export/model/error-page.ts';
import { PAGE_FORMATS } from '../../src/export/model/error-page.ts';
import { PROXY_STATUSES } from '../../src/export/model/statuses.ts';
import { target } from '../../src/export/targets/nginx.ts';
import { HostProcess } from '../conformance/host-process.ts';
import { type NginxServer, useNginxWith } from '../disclosure/nginx-server.ts';

export const CONTENT_TYPES = {
  html: 'text/html; charset=utf-8',
  json: 'application/problem+json',
  'problem.json': 'application/problem+json',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
} as const;

/** The policy of an HTML page here. Each status has its own. */
export const policyOf = (status: number): string => `default-src 'none'; style-src 'sha256-${status}'; frame-ancestors 'none'`;

/** Pages for each status, format and language, each with its names and the reference in it. `text` is more text of each page. */
export function testPages({ languages = [], text = '' }: { readonly languages?: readonly string[]; readonly text?: string } = {}): ErrorPages {
  const page = (status: number, format: ErrorPage['format'], language: string | undefined): ErrorPage => {
    const name = `${format}:${status}:${language ?? 'none'}`;
    const before = format === 'json' ? `{"title":"${name}","status":${status},"reference":"` : `page ${name}${text}, reference (`;
    return {
      status,
      format,
      language,
      contentType: CONTENT_TYPES[format],
      parts: [before, format === 'json' ? '"}' : ')\n'],
      policy: format === 'html' ? policyOf(status) : undefined,
    };
  };
  const all = languages.length === 0 ? [undefined] : languages;
  return {
    statuses: PROXY_STATUSES,
    languages,
    pages: PROXY_STATUSES.flatMap((status) => PAGE_FORMATS.flatMap((format) => all.map((language) => page(status, format, language)))),
  };
}

export interface ProxyConfig {
  readonly pages?: ErrorPages;
  readonly maintenanceFile?: string;
  /** More lines of the block `http`. */
  readonly http?: string;
  /** The lines of the block `server` after the generated ones: its locations. `files` is the folder of the export. */
  readonly server: string | ((files: string) => string);
  /** The listening lines, other than that for the port. */
  readonly listen?: (port: number) => string;
}

/** An nginx with the generated files. */
export interface RunningProxy {
  readonly nginx: NginxServer;
  readonly origin: URL;
  /** The line of the access log that has this text. nginx writes it after the answer. */
  logged(text: string): Promise<string>;
}

/** Starts servers with the generated files for the tests of a file, and stops them. */
export function useProxy(): (config: ProxyConfig) => Promise<RunningProxy> {
  const run = useNginxWith();
  return async ({ pages = testPages(), maintenanceFile, http = '', server, listen = (port) => `listen 127.0.0.1:${port};` }) => {
    const nginx = await run((port, base) => {
      const folder = join(base, 'errors');
      for (const { path, content } of target.files(pages, { upstream: 'http://127.0.0.1:1', folder, retryAfter: 30, maintenanceFile })) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      const locations = typeof server === 'string' ? server : server(folder);
      return `include ${folder}/http.conf; ${http}
        server { ${listen(port)} include ${folder}/server.conf; access_log ${base}/access.log halyard; ${locations} }`;
    });
    const logged = async (text: string): Promise<string> => {
      for (let tries = 0; tries < 500; tries++) {
        const line = readFileSync(join(nginx.folder, 'access.log'), 'utf8')
          .split('\n')
          .find((one) => one.includes(text));
        if (line !== undefined) return line;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return `no line has ${text}`;
    };
    return { nginx, origin: new URL(`http://127.0.0.1:${nginx.port}`), logged };
  };
}

/** Starts `proxied-app.mjs`, on a port of its own or on this one. `stop()` kills it with SIGKILL. */
export async function startApp({ host = 'express', port = 0 }: { readonly host?: 'express' | 'fastify'; readonly port?: number } = {}): Promise<App> {
  const app = new HostProcess(`${host} (tests/export/proxied-app.mjs)`, fileURLToPath(new URL('proxied-app.mjs', import.meta.url)), {
    PATH: process.env['PATH'],
    HOST: host,
    PORT: String(port),
  });
  return { origin: await app.origin(), lines: app.lines, stop: () => app.stop() };
}

export interface App {
  readonly origin: URL;
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

/** The lines of a location in front of an app, as in `example.conf`. */
export function proxyTo({ port }: URL): string {
  return `proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; proxy_set_header Host $host; proxy_set_header Connection $halyard_connection;
    proxy_set_header X-Request-Id $request_id;`;
}
