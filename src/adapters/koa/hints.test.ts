import type { AddressInfo } from 'node:net';
import Koa, { type Middleware } from 'koa';
import { describe, expect, it } from 'vitest';
import { halyard } from './koa.ts';

async function hintsOf(middleware: readonly Middleware[], environment: 'development' | 'production' = 'development'): Promise<readonly string[]> {
  const lines: string[] = [];
  const ignore = (): void => {};
  const app = new Koa();
  app.silent = true;
  halyard(app, { environment, logger: { error: ignore, warn: (_, line) => void lines.push(line), info: ignore, debug: ignore } });
  for (const one of middleware) app.use(one);
  app.use((ctx) => {
    if (ctx.path === '/fails') throw Object.assign(new Error('failed'), ctx.query);
    if (ctx.path === '/missing') [ctx.status, ctx.body] = [404, 'missing'];
    if (ctx.path === '/ok') ctx.body = 'ok';
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  for (const path of ['/ok', '/missing', '/fails', '/fails?mine=1', '/nowhere', '/fails']) {
    await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)).text();
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  server.close();
  return lines.filter((line) => line.includes('before Halyard'));
}

const catching: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (err) {
    ctx.status = (err as { status?: number }).status || 500;
    ctx.body = { message: (err as Error).message };
    ctx.app.emit('error', err, ctx);
  }
};

describe('a hint in development on Koa', () => {
  it('names middleware that catches every error, once', async () => {
    expect(await hintsOf([catching])).toEqual([
      expect.stringMatching(
        /^halyard: your middleware at \S*hints\.test\.ts:\d+ answers errors before Halyard\. Delete it, or throw the error again in its catch block\.$/,
      ),
    ]);
  });

  it.each<[string, readonly Middleware[], ('development' | 'production')?]>([
    ['without such middleware', []],
    ['with a log of requests', [async (_ctx, next) => void (await next())]],
    [
      'that catches its own errors only',
      [
        async (ctx, next) => {
          try {
            await next();
          } catch (error) {
            if ((error as { mine?: unknown }).mine === undefined) throw error;
            ctx.status = 418;
          }
        },
      ],
    ],
    [
      'that undoes a transaction',
      [
        async (ctx, next) => {
          try {
            await next();
          } catch (error) {
            ctx.set('x-undone', 'yes');
            throw error;
          }
        },
      ],
    ],
    [
      'that calls a response method',
      [
        async (ctx, next) => {
          try {
            await next();
          } catch (error) {
            ctx.negotiate(error);
          }
        },
      ],
    ],
    ['in production', [catching], 'production'],
  ])('is not given for an app %s', async (_, middleware, environment) => {
    expect(await hintsOf(middleware, environment)).toEqual([]);
  });
});
