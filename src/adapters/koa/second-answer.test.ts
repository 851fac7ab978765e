import { createServer } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import Koa from 'koa';
import compress from 'koa-compress';
import { describe, expect, it } from 'vitest';
import { get, listening, logged, type Seen, stands } from '../../../tests/support/second-answers.ts';
import { halyard as onKoa } from './koa.ts';

describe('on Koa, after ctx.badRequest()', () => {
  const app = (...middleware: Koa.Middleware[]): { app: Koa; log: Record<string, unknown>[] } => {
    const { options, log } = logged();
    const made = new Koa();
    onKoa(made, options);
    for (const one of middleware) made.use(one);
    return { app: made, log };
  };
  const refuse: Koa.Middleware = (ctx) => void ctx.badRequest('Too long');

  it.each<[string, RegExp, Koa.Middleware]>([
    ['ctx.body', /ctx\.body = …/, (ctx) => void Object.assign(ctx, { body: { ok: true } })],
    ['ctx.status and ctx.body', /ctx\.status = 200/, (ctx) => void Object.assign(ctx, { status: 200, body: 'done' })],
    ['ctx.body and ctx.status', /ctx\.body = …/, (ctx) => void Object.assign(ctx, { body: 'done', status: 200 })],
    ['ctx.status alone', /ctx\.status = 204/, (ctx) => void Object.assign(ctx, { status: 204 })],
    ['ctx.body = null', /ctx\.body = …/, (ctx) => void Object.assign(ctx, { body: null })],
    ['ctx.redirect()', /ctx\.status = 302/, (ctx) => ctx.redirect('/done')],
    ['a stream', /ctx\.body = …/, (ctx) => void Object.assign(ctx, { body: Readable.from(['done']) })],
    ['ctx.response.body', /ctx\.body = …/, (ctx) => void Object.assign(ctx.response, { body: 'done' })],
  ])('the handler answers with %s: the failure stands', async (_how, by, next) => {
    const { app: made, log } = app(async (ctx) => {
      await ctx.badRequest('Too long');
      await next(ctx, async () => undefined);
    });
    stands(await get(await listening(createServer(made.callback()))), log, by);
  });

  it('the middleware above answers with a success: the failure stands', async () => {
    const { app: made, log } = app(async (ctx, next) => {
      await next();
      if (ctx.status === 400) {
        ctx.status = 200;
        ctx.body = { ok: true };
      }
    }, refuse);
    stands(await get(await listening(createServer(made.callback()))), log, /ctx\.status = 200/);
  });

  it('names both places in development', async () => {
    const { options, log } = logged({ environment: 'development', disclose: false });
    const made = new Koa();
    onKoa(made, options);
    made.use((ctx) => {
      ctx.badRequest('Too long');
      ctx.body = 'done';
    });
    await get(await listening(createServer(made.callback())));
    expect(log.at(-1)).toMatchObject({
      level: 'error',
      first: expect.stringContaining('koa/second-answer.test.ts'),
      second: expect.stringContaining('koa/second-answer.test.ts'),
    });
  });

  it.each<[string, (ctx: Koa.Context) => void]>([
    ['past Koa', (ctx) => Object.assign(ctx, { respond: false }).res.writeHead(200, { 'content-length': '4' }).end('done')],
    ['with a head of its own', (ctx) => ctx.res.writeHead(200, { 'content-length': '4' }).end('done')],
    ['without one', (ctx) => ctx.res.end('done')],
  ])('the app writes to ctx.res by itself, %s: the failure stands, and that is logged', async (_, write) => {
    const { app: made, log } = app((ctx) => {
      void ctx.badRequest('Too long');
      write(ctx);
    });
    const seen = await get(await listening(createServer(made.callback())));
    expect([seen.status, seen.text.includes('Too long')]).toEqual([400, true]);
    expect(log.at(-1)?.['line']).toMatch(/E_ANSWERED_TWICE: .*ctx\.res/);
  });

  it.each<[string, Koa.Middleware, (seen: Seen) => void]>([
    ['compress', compress({ threshold: 0 }) as Koa.Middleware, ({ headers }) => expect(headers.get('content-encoding')).toMatch(/gzip|br|deflate|zstd/)],
    [
      'a stream made of it',
      async (ctx, next) => {
        await next();
        ctx.body = Readable.from([String(ctx.body)]).pipe(new PassThrough());
      },
      () => undefined,
    ],
    [
      'an envelope',
      async (ctx, next) => {
        await next();
        ctx.body = JSON.stringify({ ...JSON.parse(String(ctx.body)), wrapped: true });
      },
      ({ text }) => expect(text).toContain('wrapped'),
    ],
    [
      'a header',
      async (ctx, next) => {
        await next();
        ctx.set('x-response-time', '3');
      },
      ({ headers }) => expect(headers.get('x-response-time')).toBe('3'),
    ],
    [
      'an envelope, when the handler has set ctx.respond to false',
      async (ctx, next) => {
        await next();
        ctx.respond = false;
        ctx.body = JSON.stringify({ ...JSON.parse(String(ctx.body)), wrapped: true });
      },
      ({ text }) => expect(text).toContain('wrapped'),
    ],
  ])('middleware that decorates is no second answer: %s', async (_what, middleware, check) => {
    const { app: made, log } = app(middleware, refuse);
    const seen = await get(await listening(createServer(made.callback())), { headers: { 'accept-encoding': 'gzip' } });
    expect([seen.status, JSON.parse(seen.text).detail]).toEqual([400, 'Too long']);
    check(seen);
    expect(log).toHaveLength(1);
  });

  it('the app can still replace a success by a later body', async () => {
    const { app: made, log } = app((ctx) => {
      ctx.ok({ id: 1 });
      ctx.body = 'done';
    });
    expect((await get(await listening(createServer(made.callback())))).text).toBe('done');
    expect(log).toEqual([]);
  });
});
