import Router from '@koa/router';
import Koa from 'koa';
// @ts-expect-error It has no types.
import mount from 'koa-mount';
import { describe, expect, it } from 'vitest';
import { ask, harbour, problem } from '../../../tests/support/koa-harbour.ts';
import { halyard } from './koa.ts';

describe('@koa/router', () => {
  const routed = (options?: { throw: boolean }) => {
    const { app } = harbour();
    const router = new Router();
    router.get('/berths/:id', (ctx) => ctx.ok({ id: ctx.params['id'] }));
    app.use(router.routes()).use(router.allowedMethods(options));
    return app;
  };

  it.each([undefined, { throw: true }])('a 405 and a 501 of allowedMethods(%o) are in our format, with Allow', async (options) => {
    const app = routed(options);
    const [wrong, unknown] = [await ask(app, '/berths/7', { method: 'DELETE' }), await ask(app, '/berths/7', { method: 'REPORT' })];
    expect(problem(wrong)).toEqual([405, 405, 'Method Not Allowed']);
    expect(wrong.headers['allow']).toBe('HEAD, GET');
    expect(problem(unknown)).toEqual([501, 501, 'Not Implemented']);
  });

  it('a 405 of a handler has no Allow, because the router has a list with the refused method', async () => {
    const { app } = harbour();
    const router = new Router();
    router.get('/berths', (ctx) => ctx.throw(405));
    app.use(router.routes()).use(router.allowedMethods());
    const refused = await ask(app, '/berths');
    expect([problem(refused), refused.headers['allow']]).toEqual([[405, 405, 'Method Not Allowed'], undefined]);
  });

  it('logs the pattern of the route in the record', async () => {
    const records: object[] = [];
    const { app } = harbour({ report: ({ record }) => void records.push(record) });
    const router = new Router({ prefix: '/harbour' });
    router.get('/berths/:id', () => {
      throw new Error('no tide table');
    });
    app.use(router.routes());
    await ask(app, '/harbour/berths/7?token=S3CRET');
    expect(records).toEqual([expect.objectContaining({ route: '/harbour/berths/:id', path: '/harbour/berths/7' })]);
  });

  it('answers OPTIONS by itself', async () => {
    expect(await ask(routed(), '/berths/7', { method: 'OPTIONS' })).toMatchObject({ status: 200, text: '', headers: { allow: 'HEAD, GET' } });
  });
});

describe('an app in an app', () => {
  const inner = (app: Koa): Koa => {
    app.use((ctx) => {
      if (ctx.path === '/gone') return ctx.gone();
      if (ctx.path === '/throws') throw new Error('from within');
      return undefined;
    });
    return app;
  };

  it('has the methods of the outer app, which answers errors (koa-mount)', async () => {
    const { app, lines } = harbour();
    app.use(mount('/quay', inner(new Koa())));
    const answers = [await ask(app, '/quay/gone'), await ask(app, '/quay/throws'), await ask(app, '/quay/nowhere')];
    expect(answers.map(problem)).toEqual([
      [410, 410, 'Gone'],
      [500, 500, 'Internal Server Error'],
      [404, 404, 'Not Found'],
    ]);
    expect(lines[1]).toBe('error: GET /quay/throws 500 serverError: from within');
  });

  it('logs once that Halyard must be mounted on the outer app, and still has its methods', async () => {
    const outer = new Koa();
    outer.silent = true;
    const { app, lines } = harbour();
    outer.use(mount('/quay', inner(app)));
    expect(problem(await ask(outer, '/quay/gone'))).toEqual([410, 410, 'Gone']);
    expect(await ask(outer, '/quay/throws')).toMatchObject({ status: 500, text: 'Internal Server Error' });
    expect(lines).toEqual([
      'warn: halyard: the app it is mounted on runs inside another one, for /quay/gone: errors and unmatched routes are answered by that one. Mount Halyard on it: halyard(outerApp, options).',
      'info: GET /quay/gone 410 gone',
    ]);
  });

  it('may have Halyard on both: the outer one answers', async () => {
    const [outer, within] = [harbour(), harbour()];
    outer.app.use(mount('/quay', inner(within.app)));
    expect(problem(await ask(outer.app, '/quay/gone'))).toEqual([410, 410, 'Gone']);
    expect([outer.lines, within.lines]).toEqual([['info: GET /quay/gone 410 gone'], []]);
  });
});

describe('a mistake in mounting on Koa', () => {
  it('is refused: twice, on something else, as a middleware, or over a name that is taken', () => {
    const { app } = harbour();
    expect(() => halyard(app)).toThrow('E_MOUNTED_TWICE');
    for (const other of [undefined, {}, { views: [] }, (): void => {}]) expect(() => halyard(other as never)).toThrow('E_NOT_AN_APP');
    const taken = new Koa();
    Object.assign(taken.context, { notFound: () => undefined });
    expect(() => halyard(taken)).toThrow('E_NAME_TAKEN');
    expect(() => halyard(new Koa(), { logger: false, responses: { cookies: () => undefined } })).toThrow('E_NAME_TAKEN');
  });

  it.each(['views', {}, [{}], [null], 5])('is refused for `views: %j`, which are no views', (views) => {
    expect(() => halyard(new Koa(), { logger: false, views: views as never })).toThrow('E_OPTION');
  });

  it('is refused when something else replaces ctx.onerror, before or after', () => {
    const before = new Koa();
    before.context.onerror = () => {};
    expect(() => halyard(before)).toThrow('ctx.onerror() having been replaced before Halyard');
    const { app } = harbour();
    expect(() => {
      app.context.onerror = () => {};
    }).toThrow('E_NAME_TAKEN');
    expect(() => {
      Object.assign(app.context, { notFound: () => {} });
    }).toThrow('E_NAME_TAKEN');
  });

  it('is logged once if middleware replaces a method on its context, and its method is used', async () => {
    const { app, lines } = harbour();
    app.use((ctx) => {
      Object.assign(ctx, { notFound: () => Object.assign(ctx, { status: 200, body: 'theirs' }) });
      return ctx.notFound();
    });
    for (let i = 0; i < 2; i++) expect((await ask(app)).text).toBe('theirs');
    expect(lines).toEqual([expect.stringMatching(/^warn: E_NAME_TAKEN: .*ctx\.notFound\(\)/)]);
  });
});
