import { type Context, Hono } from 'hono';
import { describe, expectTypeOf, it } from 'vitest';
import type { Form } from '../forms/form.ts';
import { halyard } from './hono.ts';

declare const c: Context;

describe('c.var.reply', () => {
  it('has the responses, by importing the adapter', () => {
    expectTypeOf(c.var.reply.notFound('No such berth')).toEqualTypeOf<Response | Promise<Response>>();
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

describe('halyard(app)', () => {
  it('takes apps with bindings and variables of their own', () => {
    halyard(new Hono());
    halyard(new Hono<{ Bindings: { HARBOUR: string }; Variables: { user: string } }>(), { logger: false });
    halyard(new Hono().basePath('/api'));
    // @ts-expect-error: an option that is none
    halyard(new Hono(), { loger: false });
    // @ts-expect-error: no app
    halyard({});
  });
});
