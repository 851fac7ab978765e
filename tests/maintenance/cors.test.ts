import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastifyCors from '@fastify/cors';
import Hapi from '@hapi/hapi';
import { createAdaptorServer } from '@hono/node-server';
// @ts-expect-error @koa/cors comes without types
import koaCors from '@koa/cors';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { cors as honoCors } from 'hono/cors';
import Koa from 'koa';
import { afterEach, describe, expect, it } from 'vitest';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../src/adapters/fastify/fastify.ts';
import { halyard as onHapi } from '../../src/adapters/hapi/hapi.ts';
import { halyard as onHono } from '../../src/adapters/hono/hono.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import { HalyardModule } from '../../src/adapters/nest/nest.ts';
import type { ResponseContext } from '../../src/core/responses/app-response.ts';
import type { Options } from '../../src/core/settings/options.ts';
import { PLATFORMS, running } from '../support/nest-app.ts';

const SHOP = 'https://shop.example';

/** An app that lets the pages of one origin in. */
interface App {
  readonly url: string;
  stop(): Promise<unknown>;
}

async function listening(server: Server): Promise<App> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** The app's own response sets the field, because its CORS middleware does not run. */
const own = {
  serviceUnavailable(this: ResponseContext, ...args: readonly unknown[]) {
    const { res } = this as { readonly res: { setHeader?(name: string, value: string): void; set?(name: string, value: string): void } };
    (res.setHeader ?? res.set)?.call(res, 'access-control-allow-origin', SHOP);
    return this.default(...args);
  },
};

const HOSTS: Readonly<Record<string, (options: Options) => Promise<App>>> = {
  'Express, by its own response'(options) {
    const app = express();
    app.use((request, reply, next) => {
      reply.setHeader('access-control-allow-origin', SHOP);
      if (request.method === 'OPTIONS') reply.sendStatus(204);
      else next();
    });
    onExpress(app, { ...options, responses: own });
    return listening(createServer(app));
  },
  'Koa, by its own response'(options) {
    const app = new Koa();
    app.use(koaCors({ origin: SHOP }));
    onKoa(app, { ...options, responses: own });
    return listening(createServer(app.callback()));
  },
  async Fastify(options) {
    const app = Fastify();
    await app.register(fastifyCors, { origin: SHOP, methods: ['PUT'] });
    await app.register(onFastify, options);
    return { url: await app.listen({ port: 0, host: '127.0.0.1' }), stop: () => app.close() };
  },
  async hapi(options) {
    const server = Hapi.server({ port: 0, host: '127.0.0.1', routes: { cors: { origin: [SHOP] } } });
    await server.register({ plugin: onHapi, options });
    server.route({ method: 'PUT', path: '/orders', handler: () => 'orders' });
    await server.start();
    return { url: server.info.uri, stop: () => server.stop({ timeout: 1 }) };
  },
  Hono(options) {
    const app = new Hono();
    app.use('*', honoCors({ origin: SHOP }));
    onHono(app, options);
    return listening(createAdaptorServer({ fetch: app.fetch }) as Server);
  },
  ...Object.fromEntries(
    PLATFORMS.map(([name, make]) => [
      `Nest on ${name}${name === 'Express' ? ', by its own response' : ''}`,
      (options: Options) =>
        running({
          halyard: HalyardModule.forRoot(name === 'Express' ? { ...options, responses: own } : options),
          adapter: make(),
          prepare: (app) => app.enableCors({ origin: SHOP, methods: ['PUT'] }),
        }),
    ]),
  ),
};

describe.each(Object.entries(HOSTS))('a planned outage and a page of another origin, on %s', (_, start) => {
  let app: App;
  afterEach(() => app.stop());

  it("answers the preflight by the app's policy, and lets the script read the 503", async () => {
    app = await start({ environment: 'production', logger: false, maintenance: { meets: () => ({ retryAfter: 60 }) } });
    const preflight = await fetch(`${app.url}/orders`, {
      method: 'OPTIONS',
      headers: { origin: SHOP, 'access-control-request-method': 'PUT', connection: 'close' },
    });
    expect([preflight.status < 300, preflight.headers.get('access-control-allow-origin')]).toEqual([true, SHOP]);
    const answer = await fetch(`${app.url}/orders`, { method: 'PUT', headers: { origin: SHOP, accept: 'application/json', connection: 'close' } });
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('access-control-allow-origin')]).toEqual([503, '60', SHOP]);
  });
});
