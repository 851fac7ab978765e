import { createServer } from 'node:http';
import Hapi from '@hapi/hapi';
import inert from '@hapi/inert';
import { createAdaptorServer } from '@hono/node-server';
import { All, Controller, Module, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import express from 'express';
import express4 from 'express4';
import Fastify from 'fastify';
import { halyard as onExpress } from 'halyard/express';
import { fastifyOptions, halyard as onFastify } from 'halyard/fastify';
import { halyard as onHapi } from 'halyard/hapi';
import { halyard as onHono } from 'halyard/hono';
import { halyard as onKoa } from 'halyard/koa';
import { HalyardModule } from 'halyard/nest';
import { halyard as onNode } from 'halyard/node-http';
import { Hono } from 'hono';
import { compress as honoCompress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import Koa from 'koa';
import koaCompress from 'koa-compress';
import koaHelmet from 'koa-helmet';
import koaSession from 'koa-session';
import { CONNECT, HAPI, of, plugins, through } from './neighbour-middleware.mjs';
import { answer, ON_EXPRESS, ON_FASTIFY, ON_HAPI, ON_HONO, ON_KOA, ON_NODE } from './neighbour-ways.mjs';

export { BODIES } from './neighbour-ways.mjs';

const fromExpress = (factory) => (options, names, events) => {
  const app = factory();
  onExpress(app, options);
  for (const one of of(CONNECT, names, events)) app.use(one);
  app.use((req, res) => answer(ON_EXPRESS, req.url, res.form, res, events, res));
  return createServer(app);
};

async function nest(adapter, everything, options, prepare, handle) {
  class Routes {
    all(request, reply) {
      return handle(request, reply);
    }
  }
  All(everything)(Routes.prototype, 'all', Object.getOwnPropertyDescriptor(Routes.prototype, 'all'));
  Req()(Routes.prototype, 'all', 0);
  Res()(Routes.prototype, 'all', 1);
  Controller()(Routes);
  class App {}
  Module({ imports: [HalyardModule.forRoot(options)], controllers: [Routes] })(App);
  const app = await NestFactory.create(App, adapter, { logger: false });
  await prepare(app);
  await app.init();
  return app;
}

/** `first`: the neighbours are registered before Halyard. */
const fromHapi = (first) => async (options, names, events) => {
  const server = Hapi.server({ autoListen: false, routes: { security: names.includes('security') } });
  const extend = () => of(HAPI, names, events).forEach((extension) => void server.ext('onPreResponse', extension));
  await server.register(inert);
  if (first) extend();
  await server.register({ plugin: onHapi, options });
  if (!first) extend();
  server.route({ method: 'GET', path: '/{any*}', handler: (request, h) => answer(ON_HAPI, request.raw.req.url, h.form, h, events, request.raw.res) });
  await server.start();
  return server.listener;
};

const FASTIFY = ['@fastify/compress', '@fastify/helmet', '@fastify/session'];

/** `open` returns a server that does not listen yet. */
export const HOSTS = {
  'Express 5': { ways: ON_EXPRESS, neighbours: Object.keys(CONNECT), open: fromExpress(express) },
  'Express 4': { ways: ON_EXPRESS, neighbours: Object.keys(CONNECT), open: fromExpress(express4) },
  'node:http, its middleware inside': {
    ways: ON_NODE,
    neighbours: Object.keys(CONNECT),
    open(options, names, events) {
      const chain = of(CONNECT, names, events);
      return onNode(options).createServer((req, res) => through(chain, req, res, () => answer(ON_NODE, req.url, res.form, res, events, res)));
    },
  },
  'node:http, its middleware around': {
    ways: ON_NODE,
    neighbours: Object.keys(CONNECT),
    open(options, names, events) {
      const chain = of(CONNECT, names, events);
      const listener = onNode(options).listener((req, res) => answer(ON_NODE, req.url, res.form, res, events, res));
      return createServer((req, res) => through(chain, req, res, () => listener(req, res)));
    },
  },
  'node:http, flash before its middleware': {
    ways: ON_NODE,
    neighbours: Object.keys(CONNECT),
    open(options, names, events) {
      const chain = of(CONNECT, names, events);
      return onNode(options).createServer((req, res) => {
        const { form } = res;
        const { pathname } = new URL(req.url, 'http://localhost');
        if (pathname !== '/show') form.flash('success', 'Order 7 is on its way');
        const early = { flash: (...args) => (args.length > 1 ? [] : form.flash(...args)) };
        return through(chain, req, res, () => answer(ON_NODE, req.url, early, res, events, res));
      });
    },
  },
  'Nest on Express': {
    ways: ON_EXPRESS,
    neighbours: Object.keys(CONNECT),
    async open(options, names, events) {
      const use = (app) => of(CONNECT, names, events).forEach((one) => void app.use(one));
      return (
        await nest(new ExpressAdapter(), '*path', options, use, (req, res) => void answer(ON_EXPRESS, req.url, res.form, res, events, res))
      ).getHttpServer();
    },
  },
  Fastify: {
    ways: ON_FASTIFY,
    neighbours: FASTIFY,
    async open(options, names, events) {
      const app = Fastify(fastifyOptions());
      await app.register(onFastify, options);
      await plugins(app, names);
      app.all('/*', (request, reply) => answer(ON_FASTIFY, request.url, reply.form, reply, events, reply.raw));
      await app.ready();
      return app.server;
    },
  },
  'Fastify, its plugins first': {
    ways: ON_FASTIFY,
    neighbours: FASTIFY,
    async open(options, names, events) {
      const app = Fastify(fastifyOptions());
      await plugins(app, names);
      await app.register(onFastify, options);
      app.all('/*', (request, reply) => answer(ON_FASTIFY, request.url, reply.form, reply, events, reply.raw));
      await app.ready();
      return app.server;
    },
  },
  'Nest on Fastify': {
    ways: ON_FASTIFY,
    neighbours: FASTIFY,
    async open(options, names, events) {
      const use = (app) => plugins(app, names);
      const handle = (request, reply) => void answer(ON_FASTIFY, request.url, reply.form, reply, events, reply.raw);
      const app = await nest(new FastifyAdapter(fastifyOptions()), '*', options, use, handle);
      await app.getHttpAdapter().getInstance().ready();
      return app.getHttpServer();
    },
  },
  Koa: {
    ways: ON_KOA,
    neighbours: ['koa-compress', 'koa-helmet', 'koa-session', ...Object.keys(CONNECT)],
    open(options, names, events) {
      const app = new Koa();
      app.keys = ['a secret of the specs'];
      onKoa(app, options);
      if (names.includes('koa-compress')) app.use(koaCompress({ gzip: { level: 1 } }));
      if (names.includes('koa-helmet')) app.use(koaHelmet());
      if (names.includes('koa-session')) app.use(koaSession(app)).use((ctx, next) => next(Object.assign(ctx.session, { seen: Date.now() })));
      // koa-connect does it like this.
      for (const one of of(
        CONNECT,
        names.filter((name) => name in CONNECT),
        events,
      )) {
        app.use((ctx, next) => new Promise((resolve, reject) => one(ctx.req, ctx.res, (error) => (error ? reject(error) : resolve(next())))));
      }
      app.use((ctx) => answer(ON_KOA, ctx.url, ctx.form, ctx, events, ctx.res));
      return createServer(app.callback());
    },
  },
  hapi: { ways: ON_HAPI, neighbours: Object.keys(HAPI), open: fromHapi(false) },
  'hapi, its extensions first': { ways: ON_HAPI, neighbours: Object.keys(HAPI), open: fromHapi(true) },
  Hono: {
    ways: ON_HONO,
    neighbours: ['hono/compress', 'hono/secure-headers'],
    open(options, names, events) {
      const app = new Hono();
      onHono(app, options);
      if (names.includes('hono/compress')) app.use(honoCompress());
      if (names.includes('hono/secure-headers')) app.use(secureHeaders());
      app.all('/*', (c) => answer(ON_HONO, c.req.url, c.var.reply.form, c, events, c.env.outgoing));
      return createAdaptorServer({ fetch: app.fetch, hostname: '127.0.0.1' });
    },
  },
};
