import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import Fastify from 'fastify';
import type { Format } from 'halyard';
import { halyard as onExpress } from 'halyard/express';
import { halyard as onHono } from 'halyard/hono';
import { halyard as onKoa } from 'halyard/koa';
import { halyard as onNode } from 'halyard/node-http';
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { StreamingApi } from 'hono/utils/stream';
import Koa from 'koa';
import { afterEach, describe, expect, it } from 'vitest';

// The module name is a value, so that the compiler does not load its types: FastifyReply already has those of src/.
const { halyard: onFastify } = await import('halyard/fastify' as string);

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const records: Record<string, unknown>[] = [];
const keep = (record: object): void => void records.push(record as Record<string, unknown>);

/** A line of JSON about the failure ends a stream of such lines. */
const ndjson: Format = {
  name: 'ndjson',
  mediaType: 'application/x-ndjson',
  render: () => undefined,
  conclude: ({ title, status, reference }) => `\n${JSON.stringify({ error: { title, status, reference } })}\n`,
};

const options = { environment: 'production', logger: { error: keep, warn: keep, info: () => {}, debug: () => {} }, formats: [ndjson] } as const;

/** The output of a model, which breaks off. */
async function* tokens(type: string): AsyncGenerator<string> {
  for (const token of ['Hello', 'world']) {
    yield type === 'text/event-stream' ? `data: ${JSON.stringify({ token })}\n\n` : `${JSON.stringify({ token })}\n`;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('S3CRET of the model');
}

const typeOf = (url: string | undefined): string => (url === '/lines' ? 'application/x-ndjson' : 'text/event-stream');

const HOSTS: Readonly<Record<string, () => RequestListener | Server | Promise<Server>>> = {
  'node:http': () =>
    onNode(options).createServer(async (req, res) => {
      res.writeHead(200, { 'content-type': typeOf(req.url) });
      for await (const part of tokens(typeOf(req.url))) res.write(part);
      res.end();
    }),
  Express() {
    const app = express();
    onExpress(app, options);
    app.post('/*path', async (req, res) => {
      res.type(typeOf(req.url));
      for await (const part of tokens(typeOf(req.url))) res.write(part);
      res.end();
    });
    return app;
  },
  async 'Fastify, reply.send(stream)'() {
    const app = Fastify();
    await app.register(onFastify, options);
    app.post('/*', (req, reply) => reply.type(typeOf(req.url)).send(Readable.from(tokens(typeOf(req.url)))));
    await app.ready();
    return app.server;
  },
  'Koa, ctx.body = stream'() {
    const app = new Koa();
    onKoa(app, options);
    app.use((ctx) => {
      ctx.type = typeOf(ctx.url);
      ctx.body = Readable.from(tokens(typeOf(ctx.url)));
    });
    return app.callback();
  },
  'Hono, stream()'() {
    const app = new Hono();
    onHono(app, options);
    app.post('/*', (c) => {
      const type = typeOf(new URL(c.req.url).pathname);
      c.header('Content-Type', type);
      const write = c.var.reply.streaming(async (to: StreamingApi) => {
        for await (const part of tokens(type)) await to.write(part);
      });
      return stream(c, write);
    });
    return getRequestListener(app.fetch) as RequestListener;
  },
};

async function serve(make: () => RequestListener | Server | Promise<Server>): Promise<string> {
  const made = await make();
  const server = typeof made === 'function' ? createServer(made) : made;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Reads the answer to a POST as a page does, part by part. */
async function readStream(url: string, accept: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', body: '{"prompt":"Hi"}', headers: { accept, 'content-type': 'application/json' } });
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += value;
  }
}

describe.each(Object.entries(HOSTS))('a POST whose answer is a stream that breaks off, on %s', (_name, make) => {
  it('ends with an error event', async () => {
    const text = await readStream(`${await serve(make)}/events`, 'text/event-stream');
    const events = text.split('\n\n').filter((event) => event.trim() !== '');
    expect(events.slice(0, 2)).toEqual(['data: {"token":"Hello"}', 'data: {"token":"world"}']);
    const [, data] = /^\n*event: error\ndata: (.*)$/.exec(events[2] ?? '') ?? [];
    const problem = JSON.parse(data ?? '{}');
    expect(problem).toEqual({ title: 'Internal Server Error', status: 500, reference: expect.any(String) });
    expect(records.splice(0)).toEqual([expect.objectContaining({ status: 500, method: 'POST', path: '/events', reference: problem.reference })]);
  });

  it('ends with the line of a format of the app', async () => {
    const lines = (await readStream(`${await serve(make)}/lines`, 'application/x-ndjson')).split('\n').filter((line) => line !== '');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { token: 'Hello' },
      { token: 'world' },
      { error: { title: 'Internal Server Error', status: 500, reference: expect.any(String) } },
    ]);
    expect(records.splice(0)).toHaveLength(1);
  });
});
