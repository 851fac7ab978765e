import { Hono } from 'hono';
import { LinearRouter } from 'hono/router/linear-router';
import { PatternRouter } from 'hono/router/pattern-router';
import { describe, expect, it } from 'vitest';
import { halyard } from './hono.ts';

const SECRET = 'an-example-of-32-characters-at-least';

/** An app with a page behind a parameter, to which a form posts, and a guard that refuses every post. */
function guarded(options?: ConstructorParameters<typeof Hono>[0]): Hono {
  const app = new Hono(options);
  halyard(app, { flash: { secret: SECRET } });
  app.use('*', async (c, next) => {
    if (c.req.header('x-token') === 'old') throw Object.assign(new Error('invalid csrf token'), { code: 'EBADCSRFTOKEN' });
    await next();
  });
  const teams = new Hono().get('/:id/edit', (c) => c.html('<p>page</p>')).post('/:id/edit', (c) => c.var.reply.badRequest('No'));
  app.route('/teams', teams);
  app.post('/sent', (c) => c.var.reply.badRequest('No'));
  return app;
}

const post = async (app: Hono, path: string, headers: Readonly<Record<string, string>> = {}): Promise<readonly [number, string | null]> => {
  const { status, headers: answer } = await app.request(`http://shop.example${path}`, {
    method: 'POST',
    body: new URLSearchParams({ name: 'Ann' }),
    headers: {
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      'sec-fetch-dest': 'document',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
  });
  return [status, answer.get('location')];
};

describe.each([
  ['Hono', undefined],
  ['Hono with LinearRouter', { router: new LinearRouter() }],
  ['Hono with PatternRouter', { router: new PatternRouter() }],
] as const)('a form of %s that posts to its own address', (_, options) => {
  it('goes back there by its Referer', async () => {
    const app = guarded(options as never);
    const referer = 'http://shop.example/teams/7/edit?tab=2';
    expect(await post(app, '/teams/7/edit', { referer })).toEqual([303, '/teams/7/edit?tab=2']);
  });

  it('goes back there if its token has expired, with or without a Referer', async () => {
    const app = guarded(options as never);
    expect(await post(app, '/teams/7/edit', { 'x-token': 'old' })).toEqual([303, '/teams/7/edit']);
    expect(await post(app, '/teams/7/edit', { 'x-token': 'old', referer: 'http://shop.example/teams/7/edit' })).toEqual([303, '/teams/7/edit']);
  });

  it('is answered in place if the address has no page', async () => {
    const app = guarded(options as never);
    expect(await post(app, '/sent', { referer: 'http://shop.example/sent' })).toEqual([400, null]);
  });
});
