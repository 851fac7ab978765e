import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
// @ts-expect-error It has no types.
import express4 from 'express4';
import { describe, expect, it } from 'vitest';
import { halyard as onExpress } from '../../../src/adapters/express/express.ts';
import { lines, listening, watching } from './listening.ts';

const FOLDER = join(tmpdir(), 'no-such-folder-of-files');

const fails = (): never => {
  throw new Error('the till is open');
};

describe.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
])('the routes of %s', (_name, make) => {
  it('have those of mounted routers and apps, with the paths that they are mounted at', async () => {
    const { options, table } = watching();
    const app = make();
    const [orders, admin, inner] = [make.Router(), make(), make.Router()];
    inner.get('/items/:item', fails);
    orders.get(['/', '/list'], fails).post('/', fails).all('/:id', fails);
    orders.use('/:id/parts', inner);
    admin.get('/users', fails);
    app.use('/early', make.static(FOLDER));
    onExpress(app, options);
    app.get('/fails', fails);
    app.use(['/orders', '/v2/orders'], orders);
    app.use('/admin/:org', admin);
    app.get(/^\/old.*$/, fails);
    app.use(make.static(FOLDER));
    await fetch(`${await listening(app)}/fails`);
    expect(lines(table())).toEqual([
      'GET /orders',
      'GET /orders/list',
      'POST /orders',
      'ALL /orders/:id',
      'GET /orders/:id/parts/items/:item',
      'GET /v2/orders',
      'GET /v2/orders/list',
      'POST /v2/orders',
      'ALL /v2/orders/:id',
      'GET /v2/orders/:id/parts/items/:item',
      'GET /admin/:org/users',
      'GET /^\\/old.*$/',
    ]);
    expect(table()?.routes.at(-1)?.isExpression).toBe(true);
    expect(table()?.folders).toEqual([
      { path: '/early', folder: FOLDER },
      { path: '/', folder: FOLDER },
    ]);
  });

  it('end for a router that is mounted in itself, and for more routes than anybody reads', async () => {
    const { options, table } = watching();
    const app = make();
    onExpress(app, options);
    const router = make.Router();
    router.get('/fails', fails);
    app.use(router);
    router.use('/again', router);
    router.use('/and-again', router);
    for (let i = 0; i < 2_500; i++) app.get(`/page-${i}`, fails);
    await fetch(`${await listening(app)}/fails`);
    expect(table()?.routes.length).toBeLessThanOrEqual(2_000);
    expect(table()?.routes.length).toBeGreaterThan(100);
  });

  it('never throw, whatever stands among the layers', async () => {
    const { options, table } = watching();
    const app = make();
    onExpress(app, options);
    app.get('/fails', fails);
    app.get('/kept', fails);
    const origin = await listening(app);
    await fetch(`${origin}/fails`);
    const { stack } = ((app as unknown as { _router?: { stack: object[] } })._router ?? app.router) as { stack: object[] };
    stack.push(new Proxy(stack.at(-2) as object, { get: (target, name) => (name === 'route' ? fails() : Reflect.get(target, name)) }));
    await fetch(`${origin}/fails`);
    expect(lines(table())).toContain('GET /kept');
  });
});
