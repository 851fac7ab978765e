import Router from '@koa/router';
import Koa, { type Context } from 'koa';
import { describe, expectTypeOf, it } from 'vitest';
import type { Form } from '../../forms/page/form.ts';
import { createServer, halyard } from './koa.ts';

declare const ctx: Context;

describe('a context of Koa', () => {
  it('has the response methods, with their arguments', () => {
    ctx.notFound('No such berth');
    ctx.badRequest([{ message: 'Too short', path: ['name'] }], '/signup');
    // @ts-expect-error: a message is no number
    ctx.notFound(404);
    // @ts-expect-error: seconds or a Date
    ctx.tooManyRequests({ retryAfter: '3' });
    expectTypeOf(ctx.notFound()).toEqualTypeOf<void>();
  });

  it('has the form, and the messages of koa-connect-flash', () => {
    expectTypeOf(ctx.form).toEqualTypeOf<Form>();
    expectTypeOf(ctx.flash('info')).toEqualTypeOf<unknown[]>();
    expectTypeOf(ctx.flash('info', 'Booked.')).toEqualTypeOf<number>();
  });

  it('is the same in middleware, in routes, and in apps with a state of their own', () => {
    new Koa().use((context) => expectTypeOf(context.form).toEqualTypeOf<Form>());
    new Router().get('/', (context) => expectTypeOf(context.form).toEqualTypeOf<Form>());
    const app = new Koa<{ user: string }>().use((context) => {
      expectTypeOf(context.state.user).toEqualTypeOf<string>();
      return context.forbidden();
    });
    halyard(app, { deadline: 100, context: (context) => ({ address: expectTypeOf(context.ip).toEqualTypeOf<string>() }) });
    createServer(app, { keepAlive: true });
  });

  it('is not what halyard takes', () => {
    // @ts-expect-error: the app, not a context of it
    halyard(ctx);
    // @ts-expect-error: no option of that name
    halyard(new Koa(), { deadlin: 100 });
  });
});
