import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastifyMultipart from '@fastify/multipart';
import { serve } from '@hono/node-server';
import busboy from 'busboy';
import express from 'express';
import Fastify from 'fastify';
import formidable from 'formidable';
import { Hono } from 'hono';
import Koa from 'koa';
import { koaBody } from 'koa-body';
import multer from 'multer';
import { describe, expect, it } from 'vitest';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../src/adapters/fastify/fastify.ts';
import { halyard as onFetch } from '../../src/adapters/fetch/fetch.ts';
import { halyard as onHono } from '../../src/adapters/hono/hono.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import { halyard as onNode } from '../../src/adapters/node-http/node-http.ts';
import type { Options } from '../../src/core/settings/options.ts';
import { CANARY } from './row.ts';

const FORM = { 'content-type': 'multipart/form-data; boundary=b' };
const FILE = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n';
const FIELD = `--b\r\nContent-Disposition: form-data; name="email"\r\n\r\n${CANARY}`;

/** The bodies that no parser can read, with the status of each. */
const BODIES = {
  'a form that ends too early': [400, FORM, FIELD],
  'a form without a boundary': [400, { 'content-type': 'multipart/form-data' }, `${FIELD}\r\n--b--\r\n`],
  'a form whose boundary is too long': [400, { 'content-type': `multipart/form-data; boundary=${'b'.repeat(300)}` }, FIELD],
  'a form with an unknown coding': [400, FORM, FIELD.replace('\r\n\r\n', '\r\nContent-Transfer-Encoding: x\r\n\r\n')],
  'a file that is too large': [413, FORM, `${FILE}${'x'.repeat(5_000)}\r\n--b--\r\n`],
  'JSON that is none': [400, { 'content-type': 'application/json' }, `{"email":${CANARY}`],
  'JSON that is too large': [413, { 'content-type': 'application/json' }, `{"email":"${CANARY}"}`],
  'a media type that is no form': [415, { 'content-type': 'text/plain; charset=utf-8' }, CANARY],
} as const;
type Body = keyof typeof BODIES;

type Closing = () => unknown;
type Open = (options: Options) => Promise<readonly [port: number, close: Closing]>;

async function listening(server: ReturnType<typeof createServer>): Promise<readonly [number, Closing]> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return [(server.address() as AddressInfo).port, () => server.close().closeAllConnections()];
}

/** Each parser in its host, and the bodies that it refuses. */
const PARSERS: readonly (readonly [name: string, open: Open, bodies: readonly Body[]])[] = [
  [
    'multer on Express',
    (options) => {
      const app = express();
      onExpress(app, options);
      app.post('/', multer({ limits: { fileSize: 1_000 } }).any(), (_req, res) => void res.send('read'));
      return listening(createServer(app));
    },
    ['a form that ends too early', 'a form without a boundary', 'a file that is too large'],
  ],
  [
    'busboy on node:http',
    (options) => {
      const app = onNode(options);
      const listener = app.listener(async (req, res) => {
        const form = busboy({ headers: req.headers });
        await new Promise((resolve, reject) => {
          form.on('error', reject).on('close', resolve);
          form.on('file', (_name, file) => void file.resume());
          req.pipe(form);
        });
        res.end('read');
      });
      return listening(createServer(listener));
    },
    ['a form that ends too early', 'a form without a boundary', 'a media type that is no form'],
  ],
  [
    'formidable on node:http',
    (options) => {
      const app = onNode(options);
      const listener = app.listener(async (req, res) => {
        await formidable({ maxFileSize: 1_000 }).parse(req);
        res.end('read');
      });
      return listening(createServer(listener));
    },
    ['a form that ends too early', 'a form without a boundary', 'a form with an unknown coding', 'a file that is too large'],
  ],
  [
    '@fastify/multipart',
    async (options) => {
      const app = Fastify();
      await app.register(onFastify, options);
      await app.register(fastifyMultipart, { attachFieldsToBody: true, limits: { fileSize: 1_000 } });
      app.addContentTypeParser('text/plain', (_request, _payload, done) => done(null));
      app.post('/', async (request) => {
        if (!request.isMultipart()) await request.file();
        return 'read';
      });
      await app.listen({ host: '127.0.0.1', port: 0 });
      return [(app.server.address() as AddressInfo).port, () => app.close()];
    },
    [
      'a form that ends too early',
      'a form without a boundary',
      'a form whose boundary is too long',
      'a file that is too large',
      'JSON that is none',
      'a media type that is no form',
    ],
  ],
  [
    'koa-body',
    (options) => {
      const app = new Koa();
      onKoa(app, options);
      app.use(koaBody({ multipart: true, jsonLimit: 20, formidable: { maxFileSize: 1_000 } }));
      app.use((context) => {
        context.body = 'read';
      });
      return listening(createServer(app.callback()));
    },
    ['a form that ends too early', 'a form without a boundary', 'a file that is too large', 'JSON that is too large'],
  ],
  [
    'Hono',
    async (options) => {
      const app = new Hono();
      onHono(app, options);
      app.post('/', async (c) => {
        const type = c.req.header('content-type') ?? '';
        await (type.includes('json') ? c.req.json() : type.includes('text') ? c.req.formData() : c.req.parseBody());
        return c.text('read');
      });
      const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as ReturnType<typeof createServer>;
      await once(server, 'listening');
      return [(server.address() as AddressInfo).port, () => server.close().closeAllConnections()];
    },
    ['a form that ends too early', 'a form without a boundary', 'JSON that is none', 'a media type that is no form'],
  ],
  [
    'a fetch handler',
    async (options) => {
      const handler = onFetch(options).fetch(async (request) => {
        await (request.headers.get('content-type')?.includes('json') ? request.json() : request.formData());
        return new Response('read');
      });
      const server = serve({ fetch: handler as never, hostname: '127.0.0.1', port: 0 }) as ReturnType<typeof createServer>;
      await once(server, 'listening');
      return [(server.address() as AddressInfo).port, () => server.close().closeAllConnections()];
    },
    ['a form that ends too early', 'a form without a boundary', 'JSON that is none', 'a media type that is no form'],
  ],
];

describe.each(PARSERS)('%s', (_name, open, bodies) => {
  it.each(bodies)('refuses %s, and neither the answer nor the log repeats it', async (body) => {
    const lines: string[] = [];
    const at =
      (level: string) =>
      (...line: readonly unknown[]): void =>
        void lines.push(`${level} ${JSON.stringify(line)}`);
    const [status, headers, content] = BODIES[body];
    const [port, close] = await open({ environment: 'production', logger: { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') } });
    // Fastify logs that it listens.
    lines.length = 0;
    try {
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { ...headers, connection: 'close' }, body: content });
      const text = await response.text();
      expect([response.status, lines.map((line) => line.split(' ', 1)[0])]).toEqual([status, ['info']]);
      expect([text, ...lines].join('\n')).not.toContain('quimby');
    } finally {
      await close();
    }
  });
});

describe('JSON that is not of the request', () => {
  it('is a mistake of the app: a 500', async () => {
    const app = new Hono();
    onHono(app, { environment: 'production', logger: false });
    app.post('/', (c) => c.text(JSON.parse(`{"email":${CANARY}`)));
    expect((await app.request('/', { method: 'POST', body: '{}' })).status).toBe(500);
  });
});
