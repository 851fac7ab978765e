import type Koa from 'koa';
import { describe, expect, it } from 'vitest';
import { ask, harbour, withEjs } from '../../../tests/support/koa-harbour.ts';

describe("an app's own views on Koa", () => {
  const HTML = { headers: { accept: 'text/html' } };
  const failing = (app: Koa): Koa =>
    app.use((ctx) => {
      Object.assign(ctx.state, { harbour: 'Kittiwake' });
      if (ctx.path === '/berths') return ctx.ok({ free: 3 }, { view: 'berths' });
      throw new Error('no tide table');
    });

  it('are rendered with `ctx.render`, with ctx.state', async () => {
    const { app } = harbour();
    withEjs(app, { '500': '<p><%= status %> at <%= harbour %></p>', berths: '<p><%= data.free %> at <%= harbour %></p>' });
    failing(app);
    expect(await ask(app, '/', HTML)).toMatchObject({ status: 500, text: '<p>500 at Kittiwake</p>' });
    expect(await ask(app, '/berths', HTML)).toMatchObject({ status: 200, text: '<p>3 at Kittiwake</p>' });
  });

  it('give way to the built-in page when there is none, or it fails', async () => {
    for (const views of [{}, { '500': '<%= nobody %>' }]) {
      const { app } = harbour();
      withEjs(app, views);
      expect(await ask(failing(app), '/', HTML)).toMatchObject({ status: 500, text: expect.stringContaining('<h1>Internal Server Error</h1>') });
    }
  });

  it('may be set as the body alone, as koa-views does', async () => {
    const { app } = harbour();
    app.use((ctx, next) => {
      Object.assign(ctx, { render: async (view: string) => void Object.assign(ctx, { type: 'html', body: `<p>${view}</p>` }) });
      return next();
    });
    expect(await ask(failing(app), '/', HTML)).toMatchObject({ status: 500, text: '<p>500</p>' });
  });

  it('from the options have ctx.state too, and the locals of the page take precedence', async () => {
    const { app } = harbour({ views: { render: (view, { status, harbour: name }) => `<p>${view} ${status} ${name}</p>` } });
    app.use((ctx, next) => [Object.assign(ctx.state, { status: 200 }), next()][1]);
    expect(await ask(failing(app), '/', HTML)).toMatchObject({ status: 500, text: '<p>500 500 Kittiwake</p>' });
  });
});
