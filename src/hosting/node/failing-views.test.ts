import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastifyView from '@fastify/view';
import { createAdaptorServer } from '@hono/node-server';
// @ts-expect-error It brings no types.
import koaEjs from '@koa/ejs';
import ejs from 'ejs';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { html } from 'hono/html';
import Koa from 'koa';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { halyard as onExpress } from '../../adapters/express/express.ts';
import { halyard as onFastify } from '../../adapters/fastify/fastify.ts';
import { halyard as onHono } from '../../adapters/hono/hono.ts';
import { halyard as onKoa } from '../../adapters/koa/koa.ts';
import type { Options } from '../../core/settings/options.ts';
import { folderViews } from '../../load/folder-views.ts';

let folder = '';
const ends: (() => unknown)[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'halyard-views-'));
  writeFileSync(join(folder, '404.ejs'), '<p><%= tideTable.height %></p>');
  writeFileSync(join(folder, 'layout.ejs'), '<main><%- body %></main>');
  writeFileSync(join(folder, '500.ejs'), '<%- include("part") %>');
  writeFileSync(join(folder, 'part.ejs'), '<p><%= noSuchThing.x %></p>');
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Log = { level: string; line: string; err?: { code?: string; message: string; cause?: { name: string; message: string } } }[];

/** A server for each kind of view engine. */
const ENGINES: Readonly<Record<string, (options: Options) => Server | Promise<Server>>> = {
  "Express' own": (options) => {
    const app = express().set('views', folder).set('view engine', 'ejs');
    onExpress(app, options);
    app.get('/500', (_req, res) => res.serverError());
    return createServer(app);
  },
  '@fastify/view': async (options) => {
    const app = Fastify();
    await app.register(fastifyView as never, { engine: { ejs }, root: folder, viewExt: 'ejs' });
    await app.register(onFastify, options);
    app.get('/500', (_request, reply) => reply.serverError());
    await app.ready();
    return app.server;
  },
  '@koa/ejs, with a layout': (options) => {
    const app = new Koa();
    koaEjs(app, { root: folder, layout: 'layout', viewExt: 'ejs', cache: false });
    onKoa(app, options);
    app.use((ctx) => (ctx.path === '/500' ? ctx.serverError() : ctx.notFound()));
    return createServer(app.callback());
  },
  "Hono's html": (options) => {
    const app = new Hono();
    const views = { render: (_view: string, { missing }: Record<string, unknown>) => html`<p>${(missing as { height: string }).height}</p>` as never };
    onHono(app, { ...options, views });
    app.get('/500', (c) => c.var.reply.serverError());
    return createAdaptorServer({ fetch: app.fetch }) as Server;
  },
  "files of Halyard's": async (options) => {
    const app = express();
    onExpress(app, { ...options, views: await folderViews(folder, {}, false) });
    app.get('/500', (_req, res) => res.serverError());
    return createServer(app);
  },
};

describe.each(Object.entries(ENGINES))('a view of %s that fails', (_name, make) => {
  it('is E_VIEW in the log, with its name and cause, and the client receives the built-in page', async () => {
    const log: Log = [];
    const at = (level: string) => (record: object, line: string) => void log.push({ level, line, ...record });
    const server = await make({
      environment: 'production',
      flash: false,
      logger: { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') },
    });
    ends.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
    if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const status of [404, 500]) {
      log.splice(0);
      const answer = await fetch(`${url}/${status}`, { headers: { accept: 'text/html' } });
      expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining('<h1>')]);
      const failed = log.filter(({ err }) => err?.code?.startsWith('E_'));
      expect(failed.map(({ level, err }) => [level, err?.code])).toEqual([['error', 'E_VIEW']]);
      expect(failed[0]?.line).toMatch(new RegExp(`^while answering ${status} \\w+: E_VIEW: A view failed\\. Found view "${status}" failing: .+`));
      expect(failed[0]?.err?.cause?.message).toMatch(/tideTable|noSuchThing|undefined/);
    }
  });
});
