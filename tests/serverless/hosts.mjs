import codegenie from '@codegenie/serverless-express';
import awsLambdaFastify from '@fastify/aws-lambda';
import fastifyForms from '@fastify/formbody';
import Hapi from '@hapi/hapi';
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
import { handle as honoLambda } from 'hono/aws-lambda';
import { stream } from 'hono/streaming';
import Koa from 'koa';
import serverlessHttp from 'serverless-http';
import { HAPI_ROUTES, handle } from './orders-app.mjs';
import { webHandlerAt, writeHalf } from './web-orders.mjs';

const fromExpress = (factory) => (options) => {
  const app = factory();
  onExpress(app, options);
  app.use(factory.urlencoded({ extended: false }));
  app.use((request, reply, next) => handle(request, reply) || next());
  return app;
};

async function nest(adapter, everything, options) {
  class Routes {
    all(request, reply) {
      if (!handle(request, reply)) reply.notFound();
    }
  }
  All(everything)(Routes.prototype, 'all', Object.getOwnPropertyDescriptor(Routes.prototype, 'all'));
  Req()(Routes.prototype, 'all', 0);
  Res()(Routes.prototype, 'all', 1);
  Controller()(Routes);
  class App {}
  Module({ imports: [HalyardModule.forRoot(options)], controllers: [Routes] })(App);
  const app = await NestFactory.create(App, adapter, { logger: false });
  await app.init();
  return app.getHttpAdapter().getInstance();
}

async function fastify(options) {
  const app = Fastify(fastifyOptions());
  await app.register(onFastify, options);
  await app.register(fastifyForms);
  app.all('/*', (request, reply) => void (handle(request, reply) || reply.callNotFound()));
  return app.ready();
}

async function hapi(options) {
  const server = Hapi.server({ autoListen: false });
  await server.register({ plugin: onHapi, options });
  for (const [path, handler] of Object.entries(HAPI_ROUTES)) server.route({ method: ['GET', 'POST'], path, handler });
  await server.start();
  return server;
}

const nestOnFastify = async (options) => (await nest(new FastifyAdapter(fastifyOptions()), '*', options)).ready();

/** An app of each host, in the form that an adapter accepts. Fastify is called as a request listener, or with `inject`. */
export const HOSTS = {
  'Express 5': fromExpress(express),
  'Express 4': fromExpress(express4),
  Koa(options) {
    const app = new Koa();
    onKoa(app, options);
    app.use((ctx, next) => handle(ctx.request, ctx) || next());
    return app;
  },
  'node:http': (options) => onNode(options).listener((request, reply) => handle(request, reply) || reply.notFound()),
  'Nest on Express': (options) => nest(new ExpressAdapter(), '*path', options),
  hapi,
  Fastify: async (options) => (await fastify(options)).routing,
  'Nest on Fastify': async (options) => (await nestOnFastify(options)).routing,
  'Fastify, injected': fastify,
  'Nest on Fastify, injected': nestOnFastify,
  Hono(options) {
    const app = new Hono();
    onHono(app, options);
    app.get('/half', (c) => stream(c, c.var.reply.streaming(writeHalf)));
    const answer = webHandlerAt('');
    app.all('*', (c) => answer(c.req.raw, c.var.reply));
    return app;
  },
};

const INJECTED = ['Fastify, injected', 'Nest on Fastify, injected'];
const LISTENERS = Object.keys(HOSTS).filter((host) => host !== 'Hono' && !INJECTED.includes(host));

/** The libraries that turn an app into a Lambda function, each with the hosts that it takes. serverless-http injects into Fastify by itself. */
export const LIBRARIES = {
  'serverless-http': { hosts: [...LISTENERS, ...INJECTED], lambda: (app) => serverlessHttp(app, { binary: ['image/png'] }) },
  '@codegenie/serverless-express': {
    hosts: LISTENERS,
    lambda: (app) => codegenie({ app, logSettings: { level: 'none' }, binarySettings: { contentTypes: ['image/png'] } }),
  },
  '@fastify/aws-lambda': { hosts: INJECTED, lambda: (app) => awsLambdaFastify(app, { binaryMimeTypes: ['image/png'], albMultiValueHeaders: true }) },
  'hono/aws-lambda': { hosts: ['Hono'], lambda: (app) => honoLambda(app) },
};
