import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import { contentTooLarge } from 'halyard';
import { createServer, halyard as onExpress } from 'halyard/express';
import { halyard as onFetch } from 'halyard/fetch';
import { halyard as onKoa, createServer as serverOfKoa } from 'halyard/koa';
import { halyard as onNode } from 'halyard/node-http';
import Koa from 'koa';
import { afterEach, describe, expect, it } from 'vitest';

/** Reads a body as `for await` does, and stops in the middle. Node then destroys the request, and takes its socket away. */
async function readSome(body: AsyncIterable<unknown>): Promise<never> {
  for await (const _ of body) throw contentTooLarge('At most 16 kB.');
  throw new Error('there was no body');
}

const OPTIONS = { logger: false, environment: 'production' } as const;

const SERVERS: Readonly<Record<string, () => Server>> = {
  express: () => {
    const app = express();
    onExpress(app, OPTIONS);
    app.post('/', (req) => readSome(req));
    app.get('/', (_req, res) => res.ok('alive'));
    return createServer(app);
  },
  koa: () => {
    const app = new Koa();
    onKoa(app, OPTIONS);
    app.use((ctx) => (ctx.method === 'POST' ? readSome(ctx.req) : ctx.ok('alive')));
    return serverOfKoa(app);
  },
  fetch: () => {
    const app = onFetch(OPTIONS);
    return createAdaptorServer({ fetch: app.fetch((asked, reply) => (asked.method === 'POST' ? readSome(asked.body as never) : reply.ok('alive'))) }) as Server;
  },
  'node:http': () => onNode(OPTIONS).createServer((req, res) => (req.method === 'POST' ? readSome(req) : res.ok('alive'))),
};

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe.each(Object.entries(SERVERS))('a handler on %s that stops reading a body in the middle', (_, make) => {
  it('leaves the server alive', async () => {
    server = make().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const failures: unknown[] = [];
    process.prependListener('uncaughtException', (error) => failures.push(error));
    const url = `http://127.0.0.1:${port}`;
    // Each sends another part before the server breaks off.
    for (const size of [100, 20_000, 200_000, 2_000_000]) {
      const answer = await fetch(url, { method: 'POST', body: 'x'.repeat(size) }).catch(() => undefined);
      await answer?.text().catch(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await (await fetch(url)).json()).toBe('alive');
    expect(failures).toEqual([]);
  });
});
