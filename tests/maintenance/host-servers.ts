import { createServer, type Server } from 'node:http';
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
import { running } from '../support/nest-app.ts';

/** What every handler answers, at any path. */
export const REACHED = 'the app was reached';

interface Served {
  readonly port: number;
  stop(): unknown;
}

const listening = async (server: Server): Promise<Served> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { port: (server.address() as { readonly port: number }).port, stop };
};

/** An app on each host that answers at every path, on a free port. */
export const SERVERS: Readonly<Record<string, (options: Parameters<typeof onNode>[0] & object) => Promise<Served>>> = {
  'node:http': (options) => listening(onNode(options).createServer((_req, res) => void res.end(REACHED)) as Server),
  Express: (options) => {
    const app = express();
    onExpress(app, options);
    app.use((_req, res) => void res.send(REACHED));
    return listening(createServer(app));
  },
  Fastify: async (options) => {
    const app = Fastify();
    await app.register(onFastify, options as object);
    app.all('/*', async () => REACHED);
    await app.listen({ port: 0, host: '127.0.0.1' });
    return { port: (app.server.address() as { readonly port: number }).port, stop: () => app.close() };
  },
  Koa: (options) => {
    const app = new Koa();
    onKoa(app, options as object);
    app.use((context) => {
      context.body = REACHED;
    });
    return listening(createServer(app.callback()));
  },
  hapi: async (options) => {
    const server = Hapi.server({ host: '127.0.0.1' });
    await server.register({ plugin: onHapi, options: options as object });
    server.route({ method: '*', path: '/{path*}', handler: () => REACHED });
    await server.start();
    return { port: Number(server.info.port), stop: () => server.stop({ timeout: 100 }) };
  },
  Hono: (options) => {
    const app = new Hono();
    onHono(app, options as object);
    app.all('*', (context) => context.text(REACHED));
    return listening(createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' }) as Server);
  },
  fetch: (options) => listening(createAdaptorServer({ fetch: onFetch(options as object).fetch(() => new Response(REACHED)), hostname: '127.0.0.1' }) as Server),
  Nest: async (options) => {
    const app = await running({ halyard: HalyardModule.forRoot(options as object), handlers: { '*path': () => REACHED } });
    return { port: Number(new URL(app.url).port), stop: () => app.stop() };
  },
};
