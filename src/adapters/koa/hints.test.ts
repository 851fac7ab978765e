import type { AddressInfo } from 'node:net';
import Koa, { type Middleware } from 'koa';
import { describe, expect, it } from 'vitest';
import { halyard } from './koa.ts';

async function hintsOf(
  middleware: readonly Middleware[],
  environment: 'development' | 'production' = 'development',
  last: readonly Middleware[] = [],
): Promise<readonly string[]> {
  const lines: string[] = [];
  const ignore = (): void => {};
  const app = new Koa();
  app.silent = true;
  halyard(app, { environment, logger: { error: ignore, warn: (_, line) => void lines.push(line), info: ignore, debug: ignore } });
  for (const one of middleware) app.use(one);
  app.use((ctx, next) => {
    if (ctx.path === '/fails') throw Object.assign(new Error('failed'), ctx.query);
    if (ctx.path === '/missing') [ctx.status, ctx.body] = [404, 'missing'];
    if (ctx.path === '/ok') ctx.body = 'ok';
    return next();
  });
  for (const one of last) app.use(one);
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

const UNMATCHED = expect.stringMatching(
  /^halyard: your middleware at \S*hints\.test\.ts:\d+ answers unmatched routes before Halyard\. Delete it, or call ctx\.notFound\(\) in it\.$/,
);

/** As Koa starters have it around the routes. */
const AROUND: Readonly<Record<string, Middleware>> = {
  'by the status': async (ctx, next) => {
    await next();
    if (ctx.status === 404) {
      ctx.status = 404;
      ctx.body = { message: 'Not found' };
    }
  },
  'by the status and the body': async (ctx, next) => {
    await next();
    if (ctx.status === 404 && !ctx.body) ctx.body = 'none';
  },
  "as in Koa's examples": async function pageNotFound(ctx, next) {
    await next();
    // We need to explicitly set 404 here.
    if (ctx.status !== 404) return;
    ctx.status = 404;
    switch (ctx.accepts('html', 'json')) {
      case 'html':
        ctx.body = '<p>none</p>';
        break;
      default:
        ctx.body = 'none';
    }
  },
};

/** As Koa starters have it after the routes. */
const LAST: Readonly<Record<string, Middleware>> = {
  'a function': (ctx) => {
    ctx.status = 404;
    ctx.body = { message: 'Not found' };
  },
  'an async function': async function pageNotFound(ctx) {
    ctx.status = 404;
    ctx.body = 'none';
  },
};

describe('a hint in development on Koa', () => {
  it('names middleware that catches every error, once', async () => {
    expect(await hintsOf([catching])).toEqual([
      expect.stringMatching(
        /^halyard: your middleware at \S*hints\.test\.ts:\d+ answers errors before Halyard\. Delete it, or throw the error again in its catch block\.$/,
      ),
    ]);
  });

  it.each(Object.entries(AROUND))('names middleware that answers what is left unmatched, once: %s', async (_, middleware) => {
    expect(await hintsOf([middleware])).toEqual([UNMATCHED]);
    expect(await hintsOf([middleware], 'production')).toEqual([]);
  });

  it.each(Object.entries(LAST))('names the last middleware that answers 404, once: %s', async (_, middleware) => {
    expect(await hintsOf([], 'development', [middleware])).toEqual([UNMATCHED]);
  });

  it.each<[string, readonly Middleware[], ('development' | 'production')?]>([
    ['without such middleware', []],
    [
      'that answers some unmatched routes only',
      [
        async (ctx, next) => {
          await next();
          if (ctx.status === 404 && ctx.path.startsWith('/api')) ctx.body = {};
        },
      ],
    ],
    [
      'that throws for unmatched routes',
      [
        async (ctx, next) => {
          await next();
          if (ctx.status === 404) ctx.throw(404);
        },
      ],
    ],
    [
      'that calls ctx.notFound()',
      [
        async (ctx, next) => {
          await next();
          if (ctx.status === 404 && ctx.body === undefined) ctx.notFound();
        },
      ],
    ],
    [
      'that wraps every body',
      [
        async (ctx, next) => {
          await next();
          if (ctx.status === 200) ctx.body = { data: ctx.body };
        },
      ],
    ],
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
