import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as later } from 'node:timers/promises';
import Koa, { type Middleware } from 'koa';
import { describe, expect, it } from 'vitest';
import { get, leaveEarly, listening, logged } from '../../../tests/support/second-answers.ts';
import { halyard } from './koa.ts';

async function started(middleware: Middleware) {
  const { options, log } = logged();
  const app = new Koa();
  halyard(app, options);
  app.use(middleware);
  return { url: await listening(createServer(app.callback())), log };
}

const end: Middleware = (ctx) => {
  ctx.respond = false;
  ctx.res.writeHead(200).end('whole');
};

const AFTER: Readonly<Record<string, Middleware>> = {
  'a throw': async (ctx, next) => {
    await end(ctx, next);
    throw new Error('S3CRET');
  },
  'a throw in a later turn': async (ctx, next) => {
    await end(ctx, next);
    await later(20);
    throw new Error('S3CRET');
  },
  'ctx.onerror()': async (ctx, next) => {
    await end(ctx, next);
    ctx.onerror(new Error('S3CRET'));
  },
  'ctx.throw(404)': async (ctx, next) => {
    await end(ctx, next);
    ctx.throw(404, 'S3CRET');
  },
};

async function* halves(wait: number): AsyncGenerator<string> {
  yield 'the first half';
  await later(wait);
  throw new Error('S3CRET');
}

const STREAMS: Readonly<Record<string, (wait: number) => Middleware>> = {
  'a body': (wait) => (ctx) => {
    ctx.body = Readable.from(halves(wait));
  },
  'a pipeline past Koa': (wait) => async (ctx) => {
    ctx.respond = false;
    await pipeline(Readable.from(halves(wait)), ctx.res);
  },
};

describe('on Koa', () => {
  it.each(Object.entries(AFTER))('%s after the response is one record, and the response stays', async (_, middleware) => {
    const { url, log } = await started(middleware);
    expect(await get(url)).toMatchObject({ status: 200, text: 'whole' });
    await later(50);
    expect(log).toMatchObject([{ afterResponse: true, err: { message: 'S3CRET' } }]);
    expect(log[0]?.['level']).toMatch(/^(?:error|warn)$/);
  });

  it.each(Object.entries(STREAMS))('%s that fails after the head is one record, and the client notices', async (_, middleware) => {
    const { url, log } = await started(middleware(30));
    await expect(get(`${url}/orders`)).rejects.toThrow();
    await later(30);
    expect(log).toMatchObject([{ level: 'error', reference: expect.any(String), method: 'GET', path: '/orders', err: { message: 'S3CRET' } }]);
  });

  it.each(Object.entries(STREAMS))('a client that disconnects leaves no warning: %s', async (_, middleware) => {
    const { url, log } = await started(middleware(500));
    await leaveEarly(url);
    await later(500);
    expect(log.filter(({ level }) => level !== 'debug')).toEqual([]);
  });
});
