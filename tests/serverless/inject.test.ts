import { createServer as createHttpServer, type RequestListener } from 'node:http';
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import express from 'express';
// @ts-expect-error It has no types.
import express4 from 'express4';
import Koa from 'koa';
import inject, { type DispatchFunc } from 'light-my-request';
import { describe, expect, it } from 'vitest';
import { createServer, halyard } from '../../src/adapters/express/express.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import { HalyardModule } from '../../src/adapters/nest/nest.ts';
import { halyard as onNode } from '../../src/adapters/node-http/node-http.ts';
import { gone } from '../../src/index.ts';

const OPTIONS = { environment: 'production', logger: false } as const;

function expressApp(make: typeof express): express.Express {
  const app = make();
  halyard(app, OPTIONS);
  const mounted = make();
  mounted.get('/fine', (_req, res) => void res.status(200).json('mounted'));
  mounted.get('/gone', (_req, res) => res.gone());
  app.use('/mounted', mounted);
  app.get('/fine', (_req, res) => void res.status(200).json('fine'));
  app.get('/gone', (_req, res) => res.gone());
  app.get('/boom', () => {
    throw new Error('no berth');
  });
  return app;
}

async function listenOnce(app: express.Express): Promise<express.Express> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  await new Promise((resolve) => server.close(resolve));
  return app;
}

function served(app: express.Express): express.Express {
  createServer(app);
  return app;
}

function koaApp(): RequestListener {
  const app = new Koa();
  onKoa(app, OPTIONS);
  app.use((ctx) => {
    if (ctx.path === '/boom') throw new Error('no berth');
    if (ctx.path === '/gone') return ctx.gone();
    if (ctx.path === '/fine') ctx.body = '"fine"';
    return undefined;
  });
  return app.callback();
}

function nodeApp(): RequestListener {
  return onNode(OPTIONS).listener((req, res) => {
    if (req.url === '/boom') throw new Error('no berth');
    if (req.url === '/gone') return res.gone();
    if (req.url === '/fine') return res.end('"fine"');
    return res.notFound();
  });
}

/** Nest on Express, which has made its HTTP server. */
async function nestApp(): Promise<unknown> {
  class Routes {
    fine(): string {
      return '"fine"';
    }
    gone(): void {
      throw gone();
    }
    boom(): void {
      throw new Error('no berth');
    }
  }
  for (const name of ['fine', 'gone', 'boom'] as const) {
    Get(name)(Routes.prototype, name, Object.getOwnPropertyDescriptor(Routes.prototype, name) as PropertyDescriptor);
  }
  Controller()(Routes);
  class App {}
  Module({ imports: [HalyardModule.forRoot(OPTIONS)], controllers: [Routes] })(App);
  const app = await NestFactory.create(App, new ExpressAdapter(), { logger: false, abortOnError: false });
  await app.init();
  return app.getHttpAdapter().getInstance();
}

const EXPRESSES: readonly (readonly [string, typeof express])[] = [
  ['Express 5', express],
  ['Express 4', express4],
];

const APPS: readonly (readonly [string, () => unknown])[] = [
  ...EXPRESSES.flatMap(([name, make]): [string, () => unknown][] => [
    [`${name} that never listened`, () => expressApp(make)],
    [`${name} that listened`, () => listenOnce(expressApp(make))],
    [`${name} with createServer(app)`, () => served(expressApp(make))],
  ]),
  ['Nest on Express', nestApp],
  ['Koa', koaApp],
  ['node:http', nodeApp],
  ['a server of node:http', () => createHttpServer(nodeApp()).listeners('request')[0]],
];

const MOUNTED = [
  ['/mounted/fine', 200],
  ['/mounted/gone', 410],
] as const;

describe.each(APPS)('light-my-request, into %s', (name, make) => {
  it.each<readonly [url: string, status: number]>([
    ['/fine', 200],
    ['/gone', 410],
    ['/boom', 500],
    ['/nowhere', 404],
    ...MOUNTED.filter(() => name.startsWith('Express')),
  ])('%s is %i, a second time too', async (url, status) => {
    const app = (await make()) as RequestListener;
    for (let i = 0; i < 2; i++) {
      const { statusCode, payload } = await inject(app as DispatchFunc, { url, headers: { accept: 'application/problem+json' } });
      expect(statusCode).toBe(status);
      expect(JSON.parse(payload)).toEqual(status === 200 ? expect.any(String) : expect.objectContaining({ status }));
    }
  });
});
