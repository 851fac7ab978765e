import type { IncomingMessage, RequestListener, Server } from 'node:http';
import formBody from '@fastify/formbody';
import fastifyMultipart from '@fastify/multipart';
import Hapi from '@hapi/hapi';
import { createAdaptorServer } from '@hono/node-server';
import { bodyParser } from '@koa/bodyparser';
import express, { type RequestHandler } from 'express';
import Fastify from 'fastify';
import formidable from 'formidable';
import { Hono } from 'hono';
import Koa, { type Middleware } from 'koa';
import { koaBody } from 'koa-body';
import multer from 'multer';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../src/adapters/fastify/fastify.ts';
import { halyard as onHapi } from '../../src/adapters/hapi/hapi.ts';
import { halyard as onHono } from '../../src/adapters/hono/hono.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import { halyard as onNode } from '../../src/adapters/node-http/node-http.ts';
import type { Form } from '../../src/forms/page/form.ts';

// biome-ignore lint/suspicious/noExplicitAny: parsers and hosts have different types
type Any = any;
export type Load = (name: string) => Any;
type Start = (load: Load) => Server | RequestListener | Promise<Server>;

const OPTIONS = { environment: 'production', logger: false, flash: { secret: 'a secret of more than thirty-two letters' } } as const;

/** The fields that are wrong. */
const ISSUES = [
  ['items', 1, 'qty'],
  ['user', 'emails', 1],
  ['parts', 1, 'qty'],
  ['tags', 1],
].map((path) => ({ path, message: `Wrong: ${path.join(' ')}` }));

/** The names of the fields, as the page has them. The last two are repeated. */
const FIELDS = ['items[0][name]', 'items[0][qty]', 'items[1][name]', 'items[1][qty]', 'user[emails][0]', 'user[emails][1]', 'note'];
const REPEATED = ['parts[][qty]', 'tags[]'];

/** What the page shows: the value of each field, and the fields that have an error. */
function page(form: Form): object {
  const repeated = REPEATED.flatMap((name) => [0, 1].map((index) => ({ name, at: { index } })));
  const places: readonly { name: string; at: { index?: number } }[] = [...FIELDS.map((name) => ({ name, at: {} })), ...repeated];
  const label = ({ name, at: { index } }: (typeof places)[number]): string => (index === undefined ? name : `${name} ${index}`);
  return {
    values: Object.fromEntries(places.map((place) => [label(place), form.props(place.name, { type: 'text', ...place.at })['value']])),
    old: Object.fromEntries(FIELDS.map((name) => [name, form.old(name)])),
    lists: Object.fromEntries(REPEATED.map((name) => [name, form.oldList(name)])),
    wrong: places.filter((place) => form.error(place.name, place.at) !== '').map(label),
  };
}

function onExpressWith(parser: RequestHandler): Start {
  return () => {
    const app = express();
    onExpress(app, OPTIONS);
    app.get('/order', (_req, res) => void res.json(page(res.form)));
    app.post('/order', parser, (_req, res) => res.badRequest(ISSUES, '/order'));
    return app;
  };
}

const readByFormidable: RequestHandler = async (req, _res, next) => {
  const [fields] = await formidable().parse(req as IncomingMessage);
  req.body = fields;
  next();
};

function onKoaWith(parser: (load: Load) => Middleware): Start {
  return (load) => {
    const app = new Koa();
    onKoa(app, OPTIONS);
    app.use(parser(load));
    app.use((ctx: Any) => {
      if (ctx.method === 'POST') return ctx.badRequest(ISSUES, '/order');
      ctx.body = page(ctx.form);
    });
    return app.callback();
  };
}

function onFastifyWith(plugin: Any, options: (load: Load) => object = () => ({})): Start {
  return async (load) => {
    const app = Fastify() as Any;
    await app.register(onFastify as never, OPTIONS as never);
    await app.register(plugin, options(load));
    app.get('/order', (_request: Any, reply: Any) => page(reply.form));
    app.post('/order', (_request: Any, reply: Any) => reply.badRequest(ISSUES, '/order'));
    await app.ready();
    return app.server;
  };
}

function onHonoWith(read: (c: Any) => Promise<unknown>): Start {
  return () => {
    const app = new Hono();
    onHono(app, OPTIONS);
    app.get('/order', (c: Any) => c.json(page(c.var.reply.form)));
    app.post('/order', async (c: Any) => {
      await read(c);
      return c.var.reply.badRequest(ISSUES, '/order');
    });
    return createAdaptorServer({ fetch: app.fetch }) as Server;
  };
}

async function onHapiServer(): Promise<Server> {
  const server = Hapi.server({ port: 0, host: '127.0.0.1' });
  await server.register({ plugin: onHapi as Any, options: OPTIONS });
  server.route([
    { method: 'GET', path: '/order', handler: (_request, h: Any) => page(h.form) },
    { method: 'POST', path: '/order', options: { payload: { multipart: { output: 'data' } } }, handler: (_request, h: Any) => h.badRequest(ISSUES, '/order') },
  ]);
  await server.initialize();
  return server.listener as Server;
}

function nodeServer(): Server {
  const app = onNode(OPTIONS);
  return app.createServer((request, response) => {
    if (request.method === 'POST') return response.badRequest(ISSUES, '/order');
    response.setHeader('content-type', 'application/json').end(JSON.stringify(page(response.form)));
    return undefined;
  });
}

const qsIn = (load: Load) => ({ parser: (text: string) => load('qs').parse(text) });

/** Apps with the form at `/order`, by their parser, and the encodings that each reads. */
export const PARSERS: readonly (readonly [string, Start, readonly ('urlencoded' | 'multipart')[]])[] = [
  ['express.urlencoded, extended', onExpressWith(express.urlencoded({ extended: true })), ['urlencoded']],
  ['express.urlencoded, simple', onExpressWith(express.urlencoded({ extended: false })), ['urlencoded']],
  ['multer', onExpressWith(multer().any()), ['multipart']],
  ['formidable', onExpressWith(readByFormidable), ['urlencoded', 'multipart']],
  ['no parser on Express', onExpressWith((_req, _res, next) => next()), ['urlencoded']],
  ['@fastify/formbody', onFastifyWith(formBody), ['urlencoded']],
  ['@fastify/formbody with qs', onFastifyWith(formBody, qsIn), ['urlencoded']],
  ['@fastify/multipart, attachFieldsToBody', onFastifyWith(fastifyMultipart, () => ({ attachFieldsToBody: true })), ['multipart']],
  ['@fastify/multipart, attachFieldsToBody: keyValues', onFastifyWith(fastifyMultipart, () => ({ attachFieldsToBody: 'keyValues' })), ['multipart']],
  ['parseBody() of Hono', onHonoWith((c) => c.req.parseBody()), ['urlencoded', 'multipart']],
  ['parseBody({ dot, all }) of Hono', onHonoWith((c) => c.req.parseBody({ dot: true, all: true })), ['urlencoded', 'multipart']],
  ['koa-body', onKoaWith(() => koaBody({ multipart: true }) as Middleware), ['urlencoded', 'multipart']],
  ['@koa/bodyparser', onKoaWith(() => bodyParser() as Middleware), ['urlencoded']],
  ['koa-bodyparser', onKoaWith((load) => load('koa-bodyparser')()), ['urlencoded']],
  ['hapi', onHapiServer, ['urlencoded', 'multipart']],
  ['no parser on node:http', nodeServer, ['urlencoded']],
];
