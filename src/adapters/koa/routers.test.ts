import Router from '@koa/router';
import type Koa from 'koa';
// @ts-expect-error It has no types.
import mount from 'koa-mount';
import { describe, expect, it } from 'vitest';
import { ask, harbour } from '../../../tests/support/koa-harbour.ts';

const HOST = 'harbour.example';
const SETTINGS = { flash: { secret: 'a secret of the harbour, 123456789012' } };
const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', accept: 'text/html', host: HOST };

// biome-ignore lint/suspicious/noExplicitAny: the contexts of routers and apps have different types
type Any = any;

/** An app whose first middleware refuses every form before a router is asked. */
function refusing(...middleware: readonly Any[]): Koa {
  const { app } = harbour(SETTINGS);
  app.use((ctx: Any, next: () => Promise<unknown>) => (ctx.method === 'POST' ? ctx.forbidden('Expired.', { resend: true }) : next()));
  for (const one of middleware) app.use(one);
  return app as unknown as Koa;
}

function routes(paths: readonly string[], options = {}): Any {
  const router = new Router(options);
  for (const path of paths) router.get(path, (ctx: Any) => ctx.ok());
  router.post('/only', (ctx: Any) => ctx.ok());
  return router.routes();
}

/** Where the form goes back to. `undefined`: the page is shown in place. */
async function returnPath(app: Koa, path: string): Promise<string | undefined> {
  const { status, headers } = await ask(app, path, { method: 'POST', headers: FORM, body: 'boat=Petrel' });
  expect(status).toBe(headers.location === undefined ? 403 : 303);
  return headers.location;
}

describe('a form of Koa that middleware refuses before the router', () => {
  it.each<[string, Any, string, string | undefined]>([
    ['a route', () => routes(['/orders']), '/orders', '/orders'],
    ['a route with a parameter', () => routes(['/orders/:id']), '/orders/7?tab=2', '/orders/7'],
    ['a prefix', () => routes(['/orders'], { prefix: '/account' }), '/account/orders', '/account/orders'],
    ['a mount at /', () => mount('/', routes(['/orders'])), '/orders', '/orders'],
    ['the host of the router', () => routes(['/orders'], { host: HOST }), '/orders', '/orders'],
    ['no page at this address', () => routes(['/orders']), '/only', undefined],
    ['a router of another host', () => routes(['/orders'], { host: 'elsewhere.example' }), '/orders', undefined],
    ['a function with another property `router`', () => Object.assign((_: Any, next: Any) => next(), { router: 'orders' }), '/orders', undefined],
  ])('is answered, at the first request of the app, for %s', async (_, middleware, path, expected) => {
    expect(await returnPath(refusing(middleware()), path)).toBe(expected);
  });

  it.each<[string, Any, string]>([
    ['koa-mount', () => mount('/shop', routes(['/orders'])), '/shop/orders'],
    ['koa-mount with a page at its own path', () => mount('/shop', routes(['/'])), '/shop'],
    ['two koa-mount', () => mount('/a', mount('/b', routes(['/orders']))), '/a/b/orders'],
    ['koa-compose', () => mount('/', [(_: Any, next: Any) => next(), routes(['/orders'])]), '/orders'],
  ])('goes back to its page behind %s, after the first request of the router', async (_, middleware, path) => {
    const app = refusing(middleware());
    expect(await returnPath(app, path)).toBeUndefined();
    expect((await ask(app, path)).status).toBe(200);
    expect(await returnPath(app, path)).toBe(path);
  });

  it('takes no other page for its own', async () => {
    const app = refusing(mount('/shop', routes(['/orders'])), routes(['/only', '/other']));
    for (const path of ['/shop/orders', '/other']) await ask(app, path);
    expect(await returnPath(app, '/other')).toBe('/other');
    for (const path of ['/shop/only', '/shopping/orders', '/orders', '/shop/other']) expect(await returnPath(app, path)).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a text', 'orders'],
    ['an object that throws', { match: () => JSON.parse('{') }],
  ])('is answered beside a `ctx.router` that is %s', async (_, router) => {
    const app = refusing((ctx: Any) => {
      ctx.router = router;
      return ctx.ok();
    });
    expect((await ask(app, '/orders')).status).toBe(200);
    expect(await returnPath(app, '/orders')).toBeUndefined();
  });

  it('goes back from inside of koa-mount', async () => {
    const router = new Router();
    router.get('/orders', (ctx: Any) => ctx.ok()).post('/orders', (ctx: Any) => ctx.badRequest('No.'));
    router.post('/thrown', (ctx: Any) => ctx.throw(500)).get('/thrown', (ctx: Any) => ctx.ok());
    const { app } = harbour(SETTINGS);
    app.use(mount('/shop', router.routes()));
    const headers = { ...FORM, referer: `http://${HOST}/shop/orders` };
    expect((await ask(app, '/shop/orders', { method: 'POST', headers, body: 'boat=Petrel' })).headers.location).toBe('/shop/orders');
    const failed = await ask(app, '/shop/thrown', { method: 'POST', headers: FORM, body: 'boat=Petrel' });
    expect([failed.status, failed.text]).toEqual([500, expect.stringContaining('href="/shop/thrown"')]);
  });
});
