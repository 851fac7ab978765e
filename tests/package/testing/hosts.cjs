// The same app on each host, and the client that its users test it with. Nothing here knows of `halyard/testing`.
const { once } = require('node:events');
const Hapi = require('@hapi/hapi');
const express = require('express');
const Fastify = require('fastify');
const { badRequest, conflict } = require('halyard');
const { halyard: onExpress } = require('halyard/express');
const { fastifyOptions, halyard: onFastify } = require('halyard/fastify');
const { halyard: onFetch } = require('halyard/fetch');
const { halyard: onHapi } = require('halyard/hapi');
const { halyard: onHono } = require('halyard/hono');
const { halyard: onKoa } = require('halyard/koa');
const { load } = require('halyard/load');
const { halyard: onNode } = require('halyard/node-http');
const { Hono } = require('hono');
const Koa = require('koa');
const request = require('supertest');

/** Has a message, a cause and own members that no client may see. */
class StorageError extends Error {
  constructor() {
    super('insert into "berths" of db-7.internal failed', { cause: new Error('password <hunter2> was refused') });
    this.query = { text: 'select * from berths', values: ['ann@example.com'] };
    this.port = 54_321;
  }
}
exports.StorageError = StorageError;
exports.storageError = new StorageError();

/** Every route throws, which every host knows. */
const ROUTES = {
  'GET /taken': () => {
    throw conflict({ detail: 'The berth is taken', code: 'E_TAKEN' });
  },
  'GET /broken': () => {
    throw exports.storageError;
  },
  'POST /boats': () => {
    throw badRequest([{ path: ['boat', 'length'], message: 'At most 12 m', code: 'too_big' }]);
  },
  'POST /signup': () => {
    throw badRequest([{ path: ['name'], message: 'Enter your name.' }], '/signup');
  },
};

const options = async () => ({
  ...(await load({ root: __dirname })),
  environment: 'production',
  logger: false,
  flash: { secret: 'a secret of 32 characters at least' },
});

const open = [];
exports.closeAll = async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections?.();
    server.close();
    await once(server, 'close');
  }
};

async function addressOf(server) {
  open.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

const overSupertest =
  (app) =>
  ({ method, path, headers, body }) =>
    request(app)[method.toLowerCase()](path).set(headers).redirects(0).send(body);

const overFetch =
  (url) =>
  ({ path, ...init }) =>
    fetch(url + path, { ...init, redirect: 'manual' });

function expressApp(given) {
  const app = express();
  onExpress(app, given);
  app.use(express.urlencoded({ extended: false }));
  for (const [route, handler] of Object.entries(ROUTES)) app[route.split(' ')[0].toLowerCase()](route.split(' ')[1], handler);
  return app;
}

/** A function for each host that makes the app, and returns a client: `{ method, path, headers, body }` in, the response of its library out. */
exports.HOSTS = {
  'Express with supertest': async () => overSupertest(expressApp(await options())),
  'Express with fetch': async () => overFetch(await addressOf(require('node:http').createServer(expressApp(await options())))),
  'Fastify with app.inject()': async () => {
    const app = Fastify(fastifyOptions());
    await app.register(onFastify, await options());
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(body))),
    );
    for (const [route, handler] of Object.entries(ROUTES)) app.route({ method: route.split(' ')[0], url: route.split(' ')[1], handler });
    return ({ method, path, headers, body }) => app.inject({ method, url: path, headers, ...(body && { payload: body }) });
  },
  'hapi with server.inject()': async () => {
    const server = Hapi.server();
    await server.register({ plugin: onHapi, options: await options() });
    for (const [route, handler] of Object.entries(ROUTES)) server.route({ method: route.split(' ')[0], path: route.split(' ')[1], handler });
    return ({ method, path, headers, body }) => server.inject({ method, url: path, headers, payload: body });
  },
  'Hono with app.request()': async () => {
    const app = new Hono();
    onHono(app, await options());
    for (const [route, handler] of Object.entries(ROUTES)) app.on(route.split(' ')[0], route.split(' ')[1], handler);
    return ({ path, ...init }) => app.request(`http://localhost${path}`, init);
  },
  'Koa with supertest': async () => {
    const app = new Koa();
    onKoa(app, await options());
    app.use((context, next) => (ROUTES[`${context.method} ${context.path}`] ?? next)());
    return overSupertest(app.callback());
  },
  'fetch with its handler': async () => {
    const app = onFetch(await options());
    const handler = app.fetch((given, reply) => (ROUTES[`${given.method} ${new URL(given.url).pathname}`] ?? (() => reply.notFound()))());
    return ({ path, ...init }) => handler(new Request(`http://localhost${path}`, init));
  },
  'node:http with fetch': async () => {
    const app = onNode(await options());
    const handler = (given, reply) => (ROUTES[`${given.method} ${given.url}`] ?? (() => reply.notFound()))();
    return overFetch(await addressOf(app.createServer(handler)));
  },
};
