import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Hapi from '@hapi/hapi';
import Inert from '@hapi/inert';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import Router from '@koa/router';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
// @ts-expect-error It has no types.
import mount from 'koa-mount';
import { describe, expect, it } from 'vitest';
import { halyard as onFastify } from '../../../src/adapters/fastify/fastify.ts';
import { halyard as onHapi } from '../../../src/adapters/hapi/hapi.ts';
import { halyard as onHono } from '../../../src/adapters/hono/hono.ts';
import { halyard as onKoa } from '../../../src/adapters/koa/koa.ts';
import { HalyardModule } from '../../../src/adapters/nest/nest.ts';
import { afterwards, lines, listening, watching } from './listening.ts';

const FOLDER = join(tmpdir(), 'no-such-folder-of-files');

const fails = (): never => {
  throw new Error('the till is open');
};

describe('the routes of Fastify', () => {
  it('have those of plugins with their prefixes, and no HEAD that Fastify has added', async () => {
    const { options, table } = watching();
    const app = Fastify();
    afterwards(() => app.close());
    await app.register(onFastify, options);
    app.get('/fails', fails);
    app.route({ method: ['PUT', 'PATCH'], url: '/orders/:id', handler: fails });
    await app.register(
      (inner, _options, done) => {
        inner.get('/', fails);
        inner.register((deep, _none, ready) => ready(void deep.head('/only', fails)), { prefix: '/deep' });
        done();
      },
      { prefix: '/api' },
    );
    await fetch(`${await app.listen({ port: 0, host: '127.0.0.1' })}/fails`);
    expect(lines(table())).toEqual(['PUT /orders/:id', 'PATCH /orders/:id', 'GET /api', 'HEAD /api/deep/only']);
  });

  it('are not kept in production', async () => {
    const { options, table } = watching();
    const app = Fastify();
    afterwards(() => app.close());
    await app.register(onFastify, { ...options, environment: 'production' });
    app.get('/fails', fails);
    await fetch(`${await app.listen({ port: 0, host: '127.0.0.1' })}/fails`);
    expect(table()).toBeUndefined();
  });
});

describe('the routes of Koa', () => {
  it('have those of routers with prefixes, of routers in routers, and of what koa-mount and koa-compose hide', async () => {
    const { options, table } = watching();
    const app = new Koa();
    const composed = (new Koa() as unknown as { compose(list: readonly unknown[]): Koa.Middleware }).compose;
    onKoa(app, options);
    const [orders, api, hidden, inner] = [new Router({ prefix: '/orders' }), new Router(), new Router(), new Koa()];
    orders.get('/', fails).all('/:id', fails);
    api.get('/fails', fails).post(/^\/old/, fails);
    api.use('/v1', orders.routes());
    hidden.get('/users', fails);
    inner.use(hidden.routes());
    app.use(api.routes());
    app.use(mount('/admin', inner));
    app.use(composed([mount('/more', hidden.routes() as never), async (_context: unknown, next: () => Promise<unknown>) => next()]));
    await fetch(`${await listening(app.callback())}/fails`);
    expect(lines(table())).toEqual(['POST /^\\/old/', 'GET /v1/orders', 'ALL /v1/orders/:id', 'GET /admin/users', 'GET /more/users']);
  });
});

describe('the routes of Hono', () => {
  it('have those of other apps and of a base path, and no middleware', async () => {
    const { options, table } = watching();
    const app = new Hono();
    onHono(app, options as never);
    const orders = new Hono().get('/', fails).post('/', fails);
    app.use('/orders/:id', (_c, next) => next());
    app.get('/fails', fails);
    app.all('/any', (c) => c.text(''));
    app.route('/orders', orders);
    app.basePath('/v2').get('/users/:id', (_c, next) => next(), fails);
    app.use('/assets/*', serveStatic({ root: FOLDER }));
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await fetch(`${await listening(server as never)}/fails`);
    expect(lines(table())).toEqual(['ALL /any', 'GET /orders', 'POST /orders', 'GET /v2/users/:id']);
    expect(table()?.folders).toEqual([{ path: '/assets', folder: FOLDER }]);
  });
});

describe('the routes of hapi', () => {
  it('have those of plugins with their prefixes, and the folders of inert', async () => {
    const { options, table } = watching();
    const server = Hapi.server({ port: 0, host: '127.0.0.1' });
    afterwards(() => server.stop({ timeout: 1 }));
    await server.register([Inert, { plugin: onHapi, options: options as never }]);
    server.route([
      { method: 'GET', path: '/fails', handler: fails },
      { method: '*', path: '/orders/{id?}', handler: fails },
      { method: 'GET', path: '/files/{rest*}', handler: { directory: { path: FOLDER } } },
    ]);
    await server.register(
      { name: 'users', register: (inner) => inner.route({ method: ['PUT', 'PATCH'], path: '/users', handler: fails }) },
      { routes: { prefix: '/api' } },
    );
    await server.start();
    await fetch(`${server.info.uri}/fails`);
    expect([...lines(table())].sort()).toEqual(['ALL /orders/{id?}', 'GET /files/{rest*}', 'PATCH /api/users', 'PUT /api/users']);
    expect(table()?.folders).toEqual([{ path: '/files', folder: FOLDER }]);
  });
});

describe.each([
  ['Express', undefined],
  ['Fastify', () => new FastifyAdapter()],
])('the routes of Nest on %s', (_name, adapter) => {
  it('have the global prefix', async () => {
    const { options, table } = watching();
    class Orders {}
    Object.assign(Orders.prototype, { one: () => '', add: () => '', fails: () => fails() });
    const decorate = (name: string, decorator: MethodDecorator): void => {
      decorator(Orders.prototype, name, Object.getOwnPropertyDescriptor(Orders.prototype, name) as PropertyDescriptor);
    };
    for (const [name, decorator] of [
      ['one', Get(':id')],
      ['add', Post()],
      ['fails', Get('fails/now')],
    ] as const)
      decorate(name, decorator);
    Controller('orders')(Orders);
    class AppModule {}
    Module({ imports: [HalyardModule.forRoot(options)], controllers: [Orders] })(AppModule);
    const app =
      adapter === undefined
        ? await NestFactory.create(AppModule, { logger: false })
        : await NestFactory.create(AppModule, adapter() as never, { logger: false });
    afterwards(() => app.close());
    app.setGlobalPrefix('api');
    await app.listen(0, '127.0.0.1');
    await fetch(`${await app.getUrl()}/api/orders/fails/now`);
    // On Express, Nest has a middleware for all paths below the prefix.
    expect(lines(table()).filter((line) => !line.includes('*'))).toEqual(['GET /api/orders/:id', 'POST /api/orders']);
  });
});
