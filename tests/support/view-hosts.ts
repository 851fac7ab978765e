import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import Hapi from '@hapi/hapi';
import { createAdaptorServer } from '@hono/node-server';
import { Controller, Get, Req } from '@nestjs/common';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onFastify } from '../../src/adapters/fastify/fastify.ts';
import { fastifyOptions } from '../../src/adapters/fastify/server.ts';
import { halyard as onFetch } from '../../src/adapters/fetch/fetch.ts';
import { halyard as onHapi } from '../../src/adapters/hapi/hapi.ts';
import { halyard as onHono } from '../../src/adapters/hono/hono.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import { HalyardModule } from '../../src/adapters/nest/nest.ts';
import { halyard as onNode } from '../../src/adapters/node-http/node-http.ts';
import { conflict } from '../../src/core/responses/conflict.ts';
import type { ResponseMethods } from '../../src/core/responses/methods.ts';
import type { Options } from '../../src/core/settings/options.ts';
import { decorate, PLATFORMS, running } from './nest-app.ts';

/** An app whose path `/conflict?…` answers a 409 with the query as its message, and `/broken` a 500. */
export interface ViewApp {
  readonly url: string;
  stop(): Promise<unknown>;
}

/** Answers a path with a response method of the host's reply. */
function answer(reply: ResponseMethods<unknown>, url: string): unknown {
  const [path, message = ''] = url.replace(/^https?:\/\/[^/]+/, '').split('?');
  if (path === '/broken') return reply.serverError(new Error('the database is away'));
  if (path === '/named') return reply.conflict(message, { view: 'taken' });
  return path === '/conflict' ? reply.conflict(decodeURIComponent(message)) : reply.notFound();
}

async function listening(server: Server): Promise<ViewApp> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: urlOf(server), stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A controller of Nest that throws its failures, as its users do. Node has no decorators, so they are called as functions. */
function nestController(): new () => object {
  class Routes {
    conflict({ url }: { readonly url: string }): never {
      throw conflict(decodeURIComponent(url.split('?')[1] ?? ''));
    }
    named(): never {
      throw conflict('named', { view: 'taken' });
    }
    broken(): never {
      throw new Error('the database is away');
    }
  }
  Req()(Routes.prototype, 'conflict', 0);
  for (const path of ['conflict', 'named', 'broken']) decorate(Routes, path, Get(path));
  Controller()(Routes);
  return Routes;
}

/** Every host that `load()` can be passed to. */
export const VIEW_HOSTS: Readonly<Record<string, (options: Options) => Promise<ViewApp>>> = {
  'node:http': (options) => listening(onNode(options).createServer((req, res) => void answer(res, req.url ?? ''))),
  Express: (options) => {
    const app = express();
    onExpress(app, options);
    app.use((req, res) => void answer(res, req.url));
    return listening(createServer(app));
  },
  Fastify: async (options) => {
    const app = Fastify(fastifyOptions());
    await app.register(onFastify, options);
    app.get('/*', (request, reply) => answer(reply as never, request.url));
    await app.ready();
    return listening(app.server);
  },
  Koa: (options) => {
    const app = new Koa();
    onKoa(app, options);
    app.use((ctx) => void answer(ctx as never, ctx.url));
    return listening(createServer(app.callback() as RequestListener));
  },
  Hono: (options) => {
    const app = new Hono();
    onHono(app, options);
    app.get('*', (c) => answer(c.var.reply as never, c.req.url) as Response);
    return listening(createAdaptorServer({ fetch: app.fetch }) as Server);
  },
  fetch: (options) => {
    const app = onFetch(options);
    return listening(createAdaptorServer({ fetch: app.fetch((request, reply) => answer(reply as never, request.url) as Response) }) as Server);
  },
  hapi: async (options) => {
    const server = Hapi.server({ host: '127.0.0.1' });
    await server.register({ plugin: onHapi, options });
    server.route({ method: 'GET', path: '/{any*}', handler: (request, h) => answer(h as never, request.url.href) as never });
    await server.start();
    return { url: urlOf(server.listener as Server), stop: () => server.stop({ timeout: 100 }) };
  },
  ...Object.fromEntries(
    PLATFORMS.map(([name, adapter]) => [
      `Nest on ${name}`,
      (options: Options) => running({ halyard: HalyardModule.forRoot(options), adapter: adapter(), metadata: { controllers: [nestController()] } }),
    ]),
  ),
};

/** The raw answer of a HEAD, which shows whether a body was sent. */
export function rawHead(url: string, path: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(`HEAD ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAccept: text/html\r\nConnection: close\r\n\r\n`),
    );
    socket.setEncoding('utf8').on('data', (data) => {
      text += data;
    });
    socket.on('end', () => resolve(text)).on('error', reject);
  });
}
