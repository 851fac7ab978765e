import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import express from 'express';
import { Hono } from 'hono';
import Koa from 'koa';
// @ts-expect-error koa-mount comes without types
import mount from 'koa-mount';
import { afterEach, describe, expect, it } from 'vitest';
import { halyard as onExpress } from '../../src/adapters/express/express.ts';
import { halyard as onHono } from '../../src/adapters/hono/hono.ts';
import { halyard as onKoa } from '../../src/adapters/koa/koa.ts';
import type { Options } from '../../src/core/settings/options.ts';

/** Makes an app that is mounted at `/shop` in another app. `outer` and `inner` are the options of each, if Halyard is mounted on it. */
type Make = (outer: Options | undefined, inner: Options | undefined) => Server;

const HOSTS: Readonly<Record<string, Make>> = {
  Express(outer, inner) {
    const [app, shop] = [express(), express()];
    if (outer !== undefined) onExpress(app, outer);
    if (inner !== undefined) onExpress(shop, inner);
    shop.get('/orders', (_request, res) => void res.send('orders'));
    app.get('/home', (_request, res) => void res.send('home'));
    app.use('/shop', shop);
    return createServer(app);
  },
  Koa(outer, inner) {
    const [app, shop] = [new Koa(), new Koa()];
    if (outer !== undefined) onKoa(app, outer);
    if (inner !== undefined) onKoa(shop, inner);
    shop.use((ctx) => {
      ctx.body = 'orders';
    });
    app.use(mount('/shop', shop));
    app.use((ctx) => {
      ctx.body = 'home';
    });
    return createServer(app.callback());
  },
  Hono(outer, inner) {
    const [app, shop] = [new Hono(), new Hono()];
    if (outer !== undefined) onHono(app, outer);
    if (inner !== undefined) onHono(shop, inner);
    shop.get('/orders', (c) => c.text('orders'));
    app.get('/home', (c) => c.text('home'));
    app.route('/shop', shop);
    return createAdaptorServer({ fetch: app.fetch }) as Server;
  },
};

describe.each(Object.entries(HOSTS))('a planned outage of an app in another app, on %s', (_, make) => {
  let server: Server;
  afterEach(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

  const source = (retryAfter: number | undefined) => {
    const asked: string[] = [];
    const meets = ({ url }: { readonly url: string }) => {
      asked.push(url);
      return retryAfter === undefined ? undefined : { retryAfter };
    };
    return { asked, maintenance: { meets } };
  };
  const quiet = { environment: 'production', logger: false } as const;

  async function statuses(outer: Options | undefined, inner: Options | undefined) {
    server = make(outer, inner).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const answers = await Promise.all(
      ['/home', '/shop/orders'].map((path) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept: 'application/json' } })),
    );
    return answers.map(({ status, headers }) => `${status} ${headers.get('retry-after')}`);
  }

  it('closes its own part of the addresses only', async () => {
    const { maintenance } = source(60);
    expect(await statuses(undefined, { ...quiet, maintenance })).toEqual(['200 null', '503 60']);
  });

  it('closes its part too if Halyard is mounted on both', async () => {
    const { maintenance } = source(60);
    expect(await statuses(quiet, { ...quiet, maintenance })).toEqual(['200 null', '503 60']);
  });

  it('asks the source of the outer app first', async () => {
    const [outer, inner] = [source(30), source(60)];
    expect(await statuses({ ...quiet, maintenance: outer.maintenance }, { ...quiet, maintenance: inner.maintenance })).toEqual(['503 30', '503 30']);
    expect(inner.asked).toEqual([]);
  });

  it('asks a source that both have once for each request', async () => {
    const { asked, maintenance } = source(undefined);
    expect(await statuses({ ...quiet, maintenance }, { ...quiet, maintenance })).toEqual(['200 null', '200 null']);
    expect(asked.toSorted()).toEqual(['/home', '/shop/orders']);
  });
});
