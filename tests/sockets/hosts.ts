import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import express from 'express';
import session from 'express-session';
import Fastify from 'fastify';
import type { Options } from 'halyard';
import { createServer, halyard as halyardExpress } from 'halyard/express';
import { halyard as halyardKoa } from 'halyard/koa';
import { halyard as halyardNode } from 'halyard/node-http';
import { halyard as halyardSockets, type SocketResponses, socketOf } from 'halyard/socket-io';
import Koa from 'koa';
import koaSession from 'koa-session';
import { Server } from 'socket.io';
import { hapiHost } from './hapi-host.ts';
import { nestOnExpress, nestOnFastify } from './nest-host.ts';
import { webHosts } from './web-routes.ts';

const require = createRequire(import.meta.url);
// The module name is a value, so that the compiler does not load its types: FastifyReply already has those of src/.
const { halyard: halyardFastify } = await import('halyard/fastify' as string);

// biome-ignore lint/suspicious/noExplicitAny: the replies of two hosts
type AnyReply = any;

/** The handlers of every host's routes, by path. */
const ROUTES: Readonly<Record<string, (res: AnyReply, asked: { body: unknown; query: unknown; req: AnyReply }) => unknown>> = {
  '/ok': (res, { body, query }) => res.ok({ body, query }),
  '/text': (res) => res.ok('high water'),
  '/nothing': (res) => res.ok(),
  '/null': (res) => res.ok(null),
  '/list': (res) => res.ok([1, 2]),
  '/none': (res) => res.noContent(),
  '/circular': (res) => {
    const berth: Record<string, unknown> = { id: 7 };
    berth['neighbour'] = berth;
    return res.ok(berth);
  },
  '/bad': (res) => res.badRequest([{ path: ['name'], message: 'Say a name' }], '/form'),
  '/forbidden': (res) => res.forbidden('Only the owner may'),
  '/page': (res) => res.forbidden('Only the owner may', { format: 'html' }),
  '/boom': () => {
    throw new Error('the tide gauge failed: S3CRET');
  },
  '/reject': () => Promise.reject(undefined),
  '/later': async (res) => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    return res.serviceUnavailable('At low water', { retryAfter: 60, expose: true });
  },
  '/half': (res) => {
    res.writeHead(200, { 'content-type': 'text/plain' });
    res.write('the first half');
    throw new Error('S3CRET half way');
  },
  '/stream': (res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.write('data: 1\n\n');
  },
  '/redirect': (res) => {
    res.writeHead(302, { location: '/ok' });
    res.end();
  },
  '/picture': (res) => {
    res.writeHead(200, { 'content-type': 'image/png' });
    res.end(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
  },
  '/socket': (res, { req }) => res.ok({ socket: socketOf(req)?.id ?? null }),
  '/headers': (res, { req }) => res.ok(req.headers),
};

/** The hosts. Each function makes a server with the same routes. */
export const HOSTS: Readonly<Record<string, (options: Options) => HttpServer | Promise<HttpServer>>> = {
  'node:http': (options) => halyardNode(options).createServer(plainRoutes as never),
  'Express 5': (options) => createHttpServer(expressApp(express(), options) as never),
  "Express 5 on Halyard's server": (options) => createServer(expressApp(express(), options)),
  'Fastify 5': fastifyServer,
  'Express 4': (options) => createHttpServer(expressApp((require('express4') as typeof express)(), options) as never),
  'Koa 3': (options) => createHttpServer(koaApp(new Koa(), options).callback()),
  'hapi 21': hapiHost(ROUTES),
  'Nest 12 on Express': (options) => nestOnExpress(ROUTES, options),
  'Nest 12 on Fastify': (options) => nestOnFastify(ROUTES, options),
  ...webHosts(ROUTES),
};

async function plainRoutes(req: AnyReply, res: AnyReply): Promise<unknown> {
  const { pathname, searchParams } = new URL(req.url, 'http://harbour');
  let text = '';
  for await (const chunk of req.setEncoding('utf8')) text += chunk;
  const body = text === '' ? undefined : JSON.parse(text);
  const route = ROUTES[pathname];
  return route === undefined ? res.notFound() : route(res, { body, query: Object.fromEntries(searchParams), req });
}

function expressApp(app: ReturnType<typeof express>, options: Options): ReturnType<typeof express> {
  halyardExpress(app, options);
  app.set('query parser', 'simple');
  app.use(express.json({ limit: '100kb' }));
  app.use(session({ secret: 'a secret of the tests', resave: false, saveUninitialized: false, store: new session.MemoryStore() }));
  app.all('/count', (req, res) => {
    const kept = req.session as { count?: number };
    kept.count = (kept.count ?? 0) + 1;
    return res.ok({ count: kept.count });
  });
  for (const [path, route] of Object.entries(ROUTES)) {
    app.all(path, (req, res) => route(res, { body: req.body === undefined || isEmpty(req) ? undefined : req.body, query: { ...req.query }, req }));
  }
  return app;
}

function fastifyServer(options: Options): HttpServer {
  const app = Fastify();
  app.register(halyardFastify, options);
  for (const [path, route] of Object.entries(ROUTES)) {
    app.all(path, (req, reply) => {
      const { raw } = reply;
      const res = Object.assign(reply, { writeHead: raw.writeHead.bind(raw), write: raw.write.bind(raw), end: raw.end.bind(raw) });
      return route(res, { body: req.body ?? undefined, query: req.query, req: req.raw });
    });
  }
  void app.ready();
  return app.server;
}

/** Express 4 sets an empty object when there is no body. */
function isEmpty(req: AnyReply): boolean {
  return req.headers['content-length'] === undefined;
}

function koaApp(app: Koa, options: Options): Koa {
  halyardKoa(app, options);
  app.keys = ['a key of the tests'];
  app.use(koaSession({}, app as never) as never).use(bodyParser({ jsonLimit: '100kb', jsonStrict: false, parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'] }));
  const router = new Router();
  router.all('/count', (ctx) => {
    const kept = ctx['session'] as { count?: number };
    kept.count = (kept.count ?? 0) + 1;
    return ctx.ok({ count: kept.count });
  });
  for (const [path, route] of Object.entries(ROUTES)) {
    router.all(path, (ctx) => {
      const { req } = ctx;
      const body = isEmpty(req) ? undefined : ctx.request.body;
      return route(withNodes(ctx), { body, query: { ...ctx.query }, req }) as Promise<void>;
    });
  }
  app.use(router.routes());
  return app;
}

/** A route that writes by itself uses Node's reply. */
function withNodes(ctx: AnyReply): AnyReply {
  const call =
    (name: string) =>
    (...args: unknown[]): unknown => {
      ctx.respond = false;
      return ctx.res[name](...args);
    };
  return Object.assign(ctx, { writeHead: call('writeHead'), write: call('write'), end: call('end') });
}

export interface Running {
  readonly url: string;
  readonly io: Server;
  readonly responses: SocketResponses;
  stop(): Promise<void>;
}

/** A host with sockets, on a free port. */
export async function run(
  made: HttpServer | Promise<HttpServer>,
  options: Options,
  prepare: (io: Server, responses: SocketResponses) => void = () => undefined,
  verbs: Parameters<SocketResponses['answerVerbs']>[0] = {},
): Promise<Running> {
  const server = await made;
  const io = new Server(server);
  const responses = halyardSockets(io, options);
  responses.answerVerbs(verbs);
  prepare(io, responses);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, io, responses, stop: async () => void (await io.close()) };
}
