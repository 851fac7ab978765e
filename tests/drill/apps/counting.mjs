// An app on the host COUNTED_HOST, whose routes write a row into the file COUNTED_FILE. COUNTED_ROUTES is `named` or `wild`.
import { appendFileSync } from 'node:fs';

const { COUNTED_HOST: host, COUNTED_FILE: file, COUNTED_ROUTES: kind } = process.env;
const isWild = kind === 'wild';
const count = (route) => appendFileSync(file, `${host} ${route}\n`);
// Each page links to pages of the app, which a drill must not call either.
const render = () => '<!doctype html><html lang="en"><title>Error</title><h1>Error</h1><a href="/orders">Orders</a> <a href="/logout">Log out</a>';
const options = { logger: false, views: { render }, flash: { secret: 'a secret of the drill, 123456789012345678' } };

const apps = {
  async express() {
    const { default: express } = await import('express');
    const { halyard } = await import('halyard/express');
    const app = express();
    halyard(app, options);
    app.use(express.json(), express.urlencoded({ extended: true }));
    const route = (req, res) => {
      count(req.path);
      res.send('done');
    };
    app.get(['/', '/:a', '/:a/:b', '/orders/*rest'], route);
    app.post(['/orders', '/:a/:b'], route);
    app.use('/api', express.Router().all('/{*any}', route));
    if (isWild) app.all('/{*any}', route);
    return app;
  },
  async 'express handler'() {
    const { default: express } = await import('express');
    const { halyard } = await import('halyard/express');
    const app = express();
    halyard(app, options);
    if (isWild) {
      app.use((req, res) => {
        count(req.path);
        res.send('done');
      });
    }
    return app;
  },
  async fastify() {
    const { default: fastify } = await import('fastify');
    const { fastifyOptions, halyard } = await import('halyard/fastify');
    const app = fastify(fastifyOptions());
    const route = (request, reply) => {
      count(request.url);
      return reply.send('done');
    };
    // These stand before Halyard, so its list does not have them.
    for (const url of ['/', '/:a', '/:a/:b', ...(isWild ? ['/*'] : [])]) app.get(url, route);
    await app.register(halyard, options);
    for (const url of ['/orders', '/:a/:b', ...(isWild ? ['/*'] : [])]) app.post(url, route);
    app.get('/orders/*', route);
    return app;
  },
  async koa() {
    const { default: Koa } = await import('koa');
    const { default: Router } = await import('@koa/router');
    const { bodyParser } = await import('@koa/bodyparser');
    const { halyard } = await import('halyard/koa');
    const app = new Koa();
    halyard(app, options);
    const router = new Router();
    const route = (ctx) => {
      count(ctx.path);
      ctx.body = 'done';
    };
    router.get(['/', '/:a', '/:a/:b'], route).post(['/orders', '/:a/:b'], route);
    if (isWild) router.all(/.*/, route);
    app.use(bodyParser()).use(router.routes());
    return app;
  },
  async 'koa handler'() {
    const { default: Koa } = await import('koa');
    const { halyard } = await import('halyard/koa');
    const app = new Koa();
    halyard(app, options);
    if (isWild) {
      app.use((ctx) => {
        count(ctx.path);
        ctx.body = 'done';
      });
    }
    return app;
  },
  async hono() {
    const { Hono } = await import('hono');
    const { halyard } = await import('halyard/hono');
    const app = new Hono();
    halyard(app, options);
    const route = (c) => {
      count(c.req.path);
      return c.text('done');
    };
    app.get('/', route).get('/:a', route).get('/:a/:b', route).post('/orders', route).post('/:a/:b', route);
    if (isWild) app.all('*', route);
    return app;
  },
  async hapi() {
    const { default: Hapi } = await import('@hapi/hapi');
    const { halyard } = await import('halyard/hapi');
    const server = Hapi.server({ port: 0, host: '127.0.0.1' });
    await server.register({ plugin: halyard, options });
    const handler = (request) => {
      count(request.path);
      return 'done';
    };
    for (const path of ['/', '/{a}', '/{a}/{b}', '/orders/{rest*}']) server.route({ method: 'GET', path, handler });
    for (const path of ['/orders', '/{a}/{b}']) server.route({ method: 'POST', path, handler });
    if (isWild) server.route({ method: '*', path: '/{any*}', handler });
    return server;
  },
  async nest() {
    const { Controller, Get, Module, Post, All } = await import('@nestjs/common');
    const { NestFactory } = await import('@nestjs/core');
    const { HalyardModule } = await import('halyard/nest');
    class Counting {
      route() {
        count('nest');
        return 'done';
      }
      create() {
        count('nest POST');
        return 'done';
      }
    }
    const method = (name) => [Counting.prototype, name, Object.getOwnPropertyDescriptor(Counting.prototype, name)];
    Get(['', ':a', ':a/:b'])(...method('route'));
    Post(['orders', ':a/:b'])(...method('create'));
    if (isWild) All('{*any}')(...method('route'));
    Controller()(Counting);
    class App {}
    Module({ imports: [HalyardModule.forRoot(options)], controllers: [Counting] })(App);
    return NestFactory.create(App, { logger: false });
  },
  async fetch() {
    const { halyard } = await import('halyard/fetch');
    return halyard(options).fetch((request) => {
      count(new URL(request.url).pathname);
      return new Response('done');
    });
  },
  async 'node:http'() {
    const { halyard } = await import('halyard/node-http');
    return halyard(options).createServer((req, res) => {
      count(req.url);
      res.end('done');
    });
  },
};

export const app = await apps[host]();
