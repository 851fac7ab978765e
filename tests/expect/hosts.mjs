import { createServer } from 'node:http';
import Hapi from '@hapi/hapi';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import express4 from 'express4';
import Fastify from 'fastify';
import { halyard as onExpress } from 'halyard/express';
import { fastifyOptions, halyard as onFastify } from 'halyard/fastify';
import { halyard as onHapi } from 'halyard/hapi';
import { halyard as onHono } from 'halyard/hono';
import { halyard as onKoa } from 'halyard/koa';
import { halyard as onNode } from 'halyard/node-http';
import { Hono } from 'hono';
import Koa from 'koa';

const OPTIONS = { environment: 'production', logger: false, flash: { secret: 'a secret of the harbour, 123456789012' } };

const fromExpress = (factory) => () => {
  const app = factory();
  onExpress(app, OPTIONS);
  app.use((_request, reply) => reply.unauthorized());
  return createServer(app);
};

const fromHapi = (define) => async () => {
  const server = Hapi.server({ autoListen: false });
  await server.register({ plugin: onHapi, options: OPTIONS });
  define(server);
  await server.start();
  return server.listener;
};

/** A server of each host that answers every request with 401. Only hapi reads the body before that, if there is a route. It does not listen yet. */
export const HOSTS = {
  'node:http': () => onNode(OPTIONS).createServer((_request, reply) => reply.unauthorized()),
  'Express 5': fromExpress(express),
  'Express 4': fromExpress(express4),
  Koa() {
    const app = new Koa();
    onKoa(app, OPTIONS);
    app.use((ctx) => ctx.unauthorized());
    return createServer(app.callback());
  },
  async Fastify() {
    const app = Fastify(fastifyOptions());
    await app.register(onFastify, OPTIONS);
    app.addHook('onRequest', (_request, reply) => reply.unauthorized());
    app.all('/', () => 'never');
    await app.ready();
    return app.server;
  },
  'hapi, before the route': fromHapi((server) => server.ext('onRequest', (_request, h) => h.unauthorized())),
  'hapi, in a handler': fromHapi((server) =>
    server.route({ method: '*', path: '/', options: { payload: { parse: false } }, handler: (_request, h) => h.unauthorized() }),
  ),
  Hono() {
    const app = new Hono();
    onHono(app, OPTIONS);
    app.all('/', (c) => c.var.reply.unauthorized());
    return createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' });
  },
};
