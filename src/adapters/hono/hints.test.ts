import { runInThisContext } from 'node:vm';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { halyard } from './hono.ts';

async function hintsOf(change: (app: Hono) => unknown, environment: 'development' | 'production' = 'development'): Promise<readonly string[]> {
  const lines: string[] = [];
  const ignore = (): void => {};
  const app = new Hono();
  halyard(app, { environment, logger: { error: ignore, warn: (_, line) => void lines.push(line), info: ignore, debug: ignore } });
  app.get('/fails', () => {
    throw new Error('failed');
  });
  change(app);
  for (const path of ['/fails', '/nowhere', '/fails', '/nowhere']) await app.request(path);
  return lines.filter((line) => line.includes('before Halyard'));
}

describe('a hint in development on Hono', () => {
  it('names an app.onError() that answers every error, once', async () => {
    expect(await hintsOf((app) => app.onError((error, c) => c.json({ message: error.message }, 500)))).toEqual([
      'halyard: your app.onError() answers errors before Halyard. Delete it, or return c.var.reply.negotiate(error) in it.',
    ]);
  });

  it.each<[string, (app: Hono) => unknown]>([
    ['a function with brackets', (app) => app.notFound((c) => c.json({ message: 'Not found' }, 404))],
    ['a function without brackets', (app) => app.notFound(runInThisContext('async c => c.text("none", 404)'))],
    [
      'a block',
      (app) =>
        app.notFound((context) => {
          context.status(404);
          return context.html('<p>none</p>');
        }),
    ],
  ])('names an app.notFound() that answers every unmatched route, once: %s', async (_, change) => {
    expect(await hintsOf(change)).toEqual([
      'halyard: your app.notFound() answers unmatched routes before Halyard. Delete it, or return c.var.reply.notFound() in it.',
    ]);
  });

  it.each<[string, (app: Hono) => unknown, ('development' | 'production')?]>([
    ['without app.onError()', () => undefined],
    ['whose app.notFound() hands routes over', (app) => app.notFound((c) => (c.req.path === '/api' ? c.json({}, 404) : (c.var.reply.notFound() as Response)))],
    ['whose app.notFound() sends a page for every route', (app) => app.notFound((c) => c.html('<p>the app</p>', 200))],
    ['with a route that answers 404', (app) => app.get('/nowhere', (c) => c.json({}, 404))],
    ['with app.notFound() in production', (app) => app.notFound((c) => c.json({}, 404)), 'production'],
    ['whose app.onError() hands errors over', (app) => app.onError((error, c) => (error.name === 'Mine' ? c.text('mine') : c.var.reply.negotiate(error)))],
    ['in production', (app) => app.onError((error, c) => c.json({ message: error.message }, 500)), 'production'],
  ])('is not given for an app %s', async (_, change, environment) => {
    expect(await hintsOf(change, environment)).toEqual([]);
  });
});
