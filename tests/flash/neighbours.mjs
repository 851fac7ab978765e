import { once } from 'node:events';
import { createReadStream, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifySession from '@fastify/session';
import { createAdaptorServer } from '@hono/node-server';
import { All, Controller, Module, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import compression from 'compression';
import express from 'express';
import session from 'express-session';
import express4 from 'express4';
import Fastify from 'fastify';
import { halyard as onExpress } from 'halyard/express';
import { fastifyOptions, halyard as onFastify } from 'halyard/fastify';
import { halyard as onHono } from 'halyard/hono';
import { halyard as onKoa } from 'halyard/koa';
import { HalyardModule } from 'halyard/nest';
import { halyard as onNode } from 'halyard/node-http';
import helmet from 'helmet';
import { Hono } from 'hono';
import { compress as honoCompress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import Koa from 'koa';
import koaCompress from 'koa-compress';
import koaHelmet from 'koa-helmet';
import koaSession from 'koa-session';
import morgan from 'morgan';
import onFinished from 'on-finished';
import onHeaders from 'on-headers';

const PIECE = 16_384;
const directory = mkdtempSync(join(tmpdir(), 'halyard-neighbours-'));

/** Bodies of each size: text that can be compressed, and not to nothing. */
export const BODIES = new Map(
  [10, 65_536, 3_145_728].map((size) => {
    let text = '';
    for (let i = 0; text.length < size; i++) text += `order ${i} of ${(i * 2_654_435_761) % 4_294_967_296} pieces\n`;
    writeFileSync(join(directory, `${size}.txt`), text.slice(0, size));
    return [size, text.slice(0, size)];
  }),
);

function* pieces(body) {
  for (let at = 0; at < body.length; at += PIECE) yield Buffer.from(body.slice(at, at + PIECE));
}

const fileOf = (body) => join(directory, `${body.length}.txt`);
const TEXT = { 'content-type': 'text/plain' };

/** Every way in which an app answers by means of Node's: each sends the whole body. */
export const ON_NODE = {
  'pipe of a file': (res, body) => createReadStream(fileOf(body)).pipe(res.setHeader('content-type', 'text/plain') ?? res),
  'pipe of many pieces': (res, body) => Readable.from(pieces(body)).pipe(res.writeHead(200, TEXT)),
  'pipeline of a generator': (res, body) => pipeline(() => pieces(body), res.setHeader('content-type', 'text/plain') ?? res),
  async 'writes that wait for drain'(res, body) {
    res.setHeader('content-type', 'text/plain');
    for (const piece of pieces(body)) if (!res.write(piece)) await once(res, 'drain');
    res.end();
  },
  'writes that wait for nothing'(res, body) {
    res.writeHead(200, TEXT);
    for (const piece of pieces(body)) res.write(piece);
    res.end();
  },
  'end with a callback': (res, body, called) => res.writeHead(200, TEXT).end(body, called),
  'end of text': (res, body) => (res.setHeader('content-type', 'text/plain') ?? res).end(body, 'utf8'),
  'flushHeaders first'(res, body) {
    res.setHeader('content-type', 'text/plain');
    res.flushHeaders();
    setImmediate(() => res.end(body));
  },
};

const ON_EXPRESS = {
  ...ON_NODE,
  send: (res, body) => res.type('text').send(body),
  json: (res, body) => res.json(body),
  sendFile: (res, body) => res.sendFile(fileOf(body)),
};

const ON_FASTIFY = {
  'send of text': (reply, body) => reply.type('text/plain').send(body),
  'send of data': (reply, body) => reply.send([body]),
  'send of a file': (reply, body) => reply.type('text/plain').send(createReadStream(fileOf(body))),
  'send of many pieces': (reply, body) => reply.type('text/plain').send(Readable.from(pieces(body))),
};

const ON_KOA = {
  text: (ctx, body) => void (ctx.body = body),
  data: (ctx, body) => void (ctx.body = [body]),
  'a file'(ctx, body) {
    ctx.type = 'text';
    ctx.body = createReadStream(fileOf(body));
  },
  'many pieces'(ctx, body) {
    ctx.type = 'text';
    ctx.body = Readable.from(pieces(body));
  },
};

const ON_HONO = {
  text: (c, body) => c.text(body),
  data: (c, body) => c.json([body]),
  'many pieces': (c, body) => c.body(ReadableStream.from(pieces(body)), 200, TEXT),
};

/** Middleware that changes a reply of Node's. */
const CONNECT = {
  compression: () => compression({ level: 1 }),
  'express-session': () => session({ secret: 'a secret of the specs', resave: true, saveUninitialized: true }),
  morgan: () => morgan('combined', { stream: { write() {} } }),
  helmet: () => helmet(),
  'on-finished': (events) => (_req, res, next) => {
    onFinished(res, () => events.push('on-finished'));
    next();
  },
  'a response time': () => (_req, res, next) => {
    const started = process.hrtime.bigint();
    onHeaders(res, () => res.setHeader('x-response-time', String(process.hrtime.bigint() - started)));
    next();
  },
};

const of = (all, names, events) => names.map((name) => all[name](events));

/** Tells something to the next page, or shows what it was told, and answers; gives what the answer begins with. */
function answer(ways, url, form, target, events, raw) {
  const { searchParams, pathname } = new URL(url, 'http://localhost');
  raw?.once('finish', () => events.push('finish'));
  const shown = pathname === '/show' ? form.flash('success') : form.flash('success', 'Order 7 is on its way');
  events.push(`shows ${shown.join()}`);
  return ways[searchParams.get('way')](target, BODIES.get(Number(searchParams.get('size'))), () => events.push('callback'));
}

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

async function plugins(app, names) {
  if (names.includes('@fastify/compress')) await app.register(fastifyCompress, { global: true });
  if (names.includes('@fastify/helmet')) await app.register(fastifyHelmet);
  if (names.includes('@fastify/session')) {
    await app.register(fastifyCookie);
    await app.register(fastifySession, { secret: 'a secret of the specs that is long enough', cookie: { secure: false } });
  }
}

const FASTIFY = ['@fastify/compress', '@fastify/helmet', '@fastify/session'];

/** `open` gives a server that does not listen yet. */
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
  'node:http, told before its middleware': {
    ways: ON_NODE,
    neighbours: Object.keys(CONNECT),
    open(options, names, events) {
      const chain = of(CONNECT, names, events);
      return onNode(options).createServer((req, res) => {
        const { form } = res;
        const { pathname } = new URL(req.url, 'http://localhost');
        if (pathname !== '/show') form.flash('success', 'Order 7 is on its way');
        const told = { flash: (...args) => (args.length > 1 ? [] : form.flash(...args)) };
        return through(chain, req, res, () => answer(ON_NODE, req.url, told, res, events, res));
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
      if (names.includes('koa-session')) app.use(koaSession(app)).use((ctx, next) => next(void (ctx.session.seen = Date.now())));
      // As koa-connect does it.
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

function through([first, ...rest], req, res, end) {
  if (first === undefined) end();
  else first(req, res, () => through(rest, req, res, end));
}
