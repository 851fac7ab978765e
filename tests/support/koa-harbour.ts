import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// @ts-expect-error It has no types.
import render from '@koa/ejs';
import Koa from 'koa';
import { afterEach } from 'vitest';
import { halyard } from '../../src/adapters/koa/koa.ts';
import type { Options } from '../../src/core/settings/options.ts';

const open: Server[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The connection ended before the body did. */
  readonly broken: boolean;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The address where an app or its server listens, until the end of the test. */
export async function portOf(asked: Koa | Server): Promise<number> {
  const server = asked instanceof Koa ? createHttpServer(asked.callback()) : asked;
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  if (!open.includes(server)) open.push(server);
  return (server.address() as AddressInfo).port;
}

/** Requests a path from an app or its server. */
export async function ask(asked: Koa | Server, path = '/', { method = 'GET', headers = {}, body }: Asking = {}): Promise<Answer> {
  const port = await portOf(asked);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, agent: false, headers }, (response) => {
      let text = '';
      const done = (broken: boolean) => (): void => resolve({ status: response.statusCode ?? 0, headers: response.headers, text, broken });
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', done(false)).on('error', done(true));
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** An app, its log, and the errors that its 'error' listeners receive. */
export function harbour(options: Options = {}): { app: Koa; lines: string[]; heard: unknown[] } {
  const app = new Koa();
  const lines: string[] = [];
  const heard: unknown[] = [];
  const write =
    (level: string) =>
    (_record: object, message: string): void => {
      lines.push(`${level}: ${message}`);
    };
  const logger = { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
  halyard(app, { logger, environment: 'production', flash: false, ...options });
  app.on('error', (error) => heard.push(error));
  return { app, lines, heard };
}

/** A folder of views, and the `ctx.render` of @koa/ejs. */
export function withEjs(app: Koa, views: Readonly<Record<string, string>>): void {
  const root = mkdtempSync(join(tmpdir(), 'halyard-koa-'));
  for (const [name, text] of Object.entries(views)) writeFileSync(join(root, `${name}.ejs`), text);
  render(app, { root, layout: false, viewExt: 'ejs', cache: false });
}

/** The status and title in a problem document, with the status of the response. */
export const problem = ({ status, text }: Answer): unknown => {
  const { title, status: member } = JSON.parse(text) as { title: string; status: number };
  return [status, member, title];
};
