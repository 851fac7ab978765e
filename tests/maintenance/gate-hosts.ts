import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Hapi from '@hapi/hapi';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../src/adapters/fastify/fastify.ts';
import { halyard as onFetch } from '../../src/adapters/fetch/fetch.ts';
import { halyard as onHapi } from '../../src/adapters/hapi/hapi.ts';
import { halyard as onHono } from '../../src/adapters/hono/hono.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import { HalyardModule } from '../../src/adapters/nest/nest.ts';
import { halyard as onNode } from '../../src/adapters/node-http/node-http.ts';
import type { Options } from '../../src/core/settings/options.ts';
import { PLATFORMS, running } from '../support/nest-app.ts';

/** A running app. Every function of it that runs leaves its name in `ran`. */
export interface App {
  readonly url: string;
  readonly ran: string[];
  stop(): Promise<unknown>;
}

/** Starts an app with middleware, a body parser and the route `/orders`. */
type Start = (options: Options) => Promise<App>;

async function listening(server: Server, ran: string[]): Promise<App> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, ran, stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
}

const onNest = (make: (typeof PLATFORMS)[number][1]): Start => {
  return async (options) => {
    const ran: string[] = [];
    const middleware = (_request: object, _reply: object, next: () => void): void => {
      ran.push('middleware');
      next();
    };
    const handlers = { orders: () => ran.push('route') };
    const { url, stop } = await running({
      halyard: HalyardModule.forRoot(options),
      handlers,
      adapter: make(),
      prepare: (app) => app.use(middleware),
    });
    return { url, ran, stop };
  };
};

export const HOSTS: Readonly<Record<string, Start>> = {
  'node:http': (options) => {
    const ran: string[] = [];
    const server = onNode(options).createServer((_request, res) => {
      ran.push('route');
      res.ok('orders');
    });
    return listening(server, ran);
  },
  Express: (options) => {
    const ran: string[] = [];
    const app = express();
    // Middleware that is added before Halyard runs after it.
    app.use((_request, _reply, next) => {
      ran.push('middleware');
      next();
    });
    app.use(express.json());
    onExpress(app, options);
    app.all('/orders', (_request, res) => {
      ran.push('route');
      res.ok('orders');
    });
    return listening(createServer(app), ran);
  },
  Koa: (options) => {
    const ran: string[] = [];
    const app = new Koa();
    app.use((_ctx, next) => {
      ran.push('middleware');
      return next();
    });
    onKoa(app, options);
    app.use((ctx) => {
      ran.push('route');
      ctx.ok('orders');
    });
    return listening(createServer(app.callback()), ran);
  },
  Fastify: async (options) => {
    const ran: string[] = [];
    const app = Fastify();
    await app.register(onFastify, options);
    app.addHook('onRequest', async () => void ran.push('middleware'));
    app.all('/orders', (_request, reply) => {
      ran.push('route');
      return reply.ok('orders');
    });
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    return { url, ran, stop: () => app.close() };
  },
  hapi: async (options) => {
    const ran: string[] = [];
    const server = Hapi.server({ port: 0, host: '127.0.0.1' });
    await server.register({ plugin: onHapi, options });
    server.ext('onPreAuth', (_request, h) => {
      ran.push('middleware');
      return h.continue;
    });
    server.route({
      method: '*',
      path: '/orders',
      handler: (_request, h) => {
        ran.push('route');
        return h.ok('orders');
      },
    });
    await server.start();
    return { url: server.info.uri, ran, stop: () => server.stop({ timeout: 1 }) };
  },
  Hono: (options) => {
    const ran: string[] = [];
    const app = new Hono();
    onHono(app, options);
    app.use((_c, next) => {
      ran.push('middleware');
      return next();
    });
    app.all('/orders', (c) => {
      ran.push('route');
      return c.var.reply.ok('orders');
    });
    return listening(createAdaptorServer({ fetch: app.fetch }) as Server, ran);
  },
  fetch: (options) => {
    const ran: string[] = [];
    const fetch = onFetch(options).fetch((_request, reply) => {
      ran.push('route');
      return reply.ok('orders');
    });
    return listening(createAdaptorServer({ fetch }) as Server, ran);
  },
  ...Object.fromEntries(PLATFORMS.map(([name, make]) => [`Nest on ${name}`, onNest(make)])),
};
