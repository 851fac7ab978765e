import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import express from 'express';
import type { Options, ResponseMethods } from 'halyard';
import { createServer, halyard as halyardOnExpress } from 'halyard/express';
import type { ConnectFlash, Form } from 'halyard/forms';
import { load } from 'halyard/load';
import { halyard as halyardOnNode } from 'halyard/node-http';

export const HOSTS = ['Express', 'node:http'] as const;
export const PRESETS: readonly { readonly title: string; readonly options: Options }[] = [
  { title: 'no preset', options: {} },
  { title: 'sails-1', options: { preset: 'sails-1' } },
  { title: 'sails-0.9', options: { preset: 'sails-0.9' } },
];

type Request = IncomingMessage & { flash: ConnectFlash };
type Reply = ServerResponse & ResponseMethods & { readonly form: Form };
/** A handler as an app writes it, on either host. */
export type Handler = (request: Request, response: Reply) => unknown;

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The header fields of the clients in the two pages. */
const CLIENTS = {
  'a program': { accept: 'application/json' },
  cURL: { accept: '*/*' },
  AJAX: { accept: 'application/json, text/javascript, */*; q=0.01', 'x-requested-with': 'XMLHttpRequest' },
  'AJAX that prefers HTML': { accept: 'text/html, */*; q=0.01', 'x-requested-with': 'XMLHttpRequest' },
  'an Inertia visit': { accept: 'text/html, application/xhtml+xml', 'x-requested-with': 'XMLHttpRequest', 'x-inertia': 'true' },
  'a program that knows RFC 9457': { accept: 'application/problem+json' },
  'a browser': { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' },
} as const;
export type Client = keyof typeof CLIENTS;

/** An app for one test: a folder, a server, a log, and a browser's cookies. */
export class App {
  readonly folder = mkdtempSync(join(tmpdir(), 'halyard-seeds-'));
  /** The lines of the log, with their records. */
  readonly log: { readonly level: string; readonly record: Readonly<Record<string, unknown>>; readonly line: string }[] = [];
  readonly #cookies = new Map<string, string>();
  #server: Server | undefined;
  #port = 0;

  write(file: string, text: string): this {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
    return this;
  }

  /** Starts it on a host, with this `NODE_ENV`. */
  async start(host: (typeof HOSTS)[number], nodeEnv: string, options: Options, handler: Handler): Promise<this> {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = nodeEnv;
    try {
      const own: Options = {
        flash: { secret: 'a text of 32 characters at the least' },
        logger: this.#logger(),
        ...(await load({ root: this.folder })),
        ...options,
      };
      this.#server = host === 'Express' ? onExpress(own, handler) : halyardOnNode(own).createServer(handler as never);
    } finally {
      process.env['NODE_ENV'] = before;
    }
    const server = this.#server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    return this;
  }

  ask(client: Client, path = '/', form?: string): Promise<Answer> {
    const port = this.#port;
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      host: `localhost:${port}`,
      ...CLIENTS[client],
      ...(cookie !== '' && { cookie }),
      ...(form !== undefined && { origin: `http://localhost:${port}`, 'content-type': 'application/x-www-form-urlencoded' }),
    };
    return new Promise((resolve, reject) => {
      const method = form === undefined ? 'GET' : 'POST';
      const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, async (response) => {
        for (const field of response.headers['set-cookie'] ?? []) this.#keep(field);
        let body = '';
        for await (const chunk of response.setEncoding('utf8')) body += chunk;
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body, headers: response.headers });
      });
      request.on('error', reject).end(form);
    });
  }

  async stop(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    await new Promise((resolve) => (this.#server === undefined ? resolve(undefined) : this.#server.close(resolve)));
  }

  #keep(field: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(field) ?? [];
    if (/max-age=0\b/i.test(field)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }

  #logger() {
    const telling = (level: string) => (record: object, line: string) => this.log.push({ level, record: { ...record }, line });
    return { error: telling('error'), warn: telling('warn'), info: telling('info'), debug: telling('debug') };
  }
}

function onExpress(options: Options, handler: Handler): Server {
  const app = express();
  halyardOnExpress(app, options);
  app.use((request, response) => handler(request as never, response as never));
  return createServer(app);
}
