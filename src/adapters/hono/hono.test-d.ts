import { type Context, Hono } from 'hono';
import { hc, type InferResponseType } from 'hono/client';
import { html } from 'hono/html';
import { describe, expectTypeOf, it } from 'vitest';
import type { Form } from '../../forms/page/form.ts';
import { halyard, type Problem } from './hono.ts';

declare const c: Context;

describe('c.var.reply', () => {
  it('has the responses, by importing the adapter', () => {
    expectTypeOf(c.var.reply.notFound('No such berth')).toExtend<Response | Promise<Response>>();
    expectTypeOf(c.get('reply').form).toEqualTypeOf<Form>();
    c.var.reply.badRequest([{ message: 'Too short', path: ['name'] }], '/signup');
    c.var.reply.negotiate(new Error('m'));
  });

  it('is what a handler may return', () => {
    new Hono()
      .get('/', (context) => context.var.reply.notFound())
      .get('/later', async (context) => context.var.reply.ok({ id: 7 }))
      .notFound((context) => context.var.reply.notFound());
  });

  it('refuses what no response takes', () => {
    // @ts-expect-error: a message is no number
    c.var.reply.notFound(404);
    // @ts-expect-error: there is no such response
    c.var.reply.berthTaken();
  });
});

describe('hc of hono/client', () => {
  const app = new Hono()
    .get('/berths/:id', (context) => (context.req.param('id') === '0' ? context.var.reply.notFound() : context.json({ boat: 'Petrel' })))
    .get('/tides', async (context) => (context.req.query('at') ? context.var.reply.ok({ high: 7 }) : context.var.reply.negotiate(new Error('m'))));
  const client = hc<typeof app>('https://harbour.example');

  it('knows what handlers give, and that a failure is a problem', () => {
    expectTypeOf<InferResponseType<(typeof client.berths)[':id']['$get']>>().toEqualTypeOf<{ boat: string } | Problem>();
    expectTypeOf<InferResponseType<typeof client.tides.$get, 200>>().toEqualTypeOf<{ high: number }>();
  });

  it('distinguishes success and failure by `ok`', async () => {
    const response = await client.tides.$get();
    if (response.ok) expectTypeOf(await response.json()).toEqualTypeOf<{ high: number }>();
    else expectTypeOf(await response.json()).toEqualTypeOf<Problem>();
  });
});

describe('halyard(app)', () => {
  it('takes apps with bindings and variables of their own', () => {
    halyard(new Hono());
    halyard(new Hono<{ Bindings: { HARBOUR: string }; Variables: { user: string } }>(), { logger: false });
    halyard(new Hono().basePath('/api'));
    halyard(new Hono<{ Variables: { user: string } }>(), { context: (c) => ({ user: expectTypeOf(c.var.user).toEqualTypeOf<string>() }) });
    halyard(new Hono(), { views: { render: (_view, { title }) => html`<h1>${title}</h1>` } });
    // @ts-expect-error: an option that is none
    halyard(new Hono(), { loger: false });
    // @ts-expect-error: no app
    halyard({});
  });
});
