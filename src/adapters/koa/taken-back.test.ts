import { describe, expect, it } from 'vitest';
import { ask, harbour, problem } from '../../../tests/support/koa-harbour.ts';

const FAILED = [500, 500, 'Internal Server Error'];

/** Outer middleware that works after the handler, such as a session or a transaction that commits. */
const committing = (error: unknown, options?: object): ReturnType<typeof harbour> => {
  const made = harbour(options);
  made.app.use(async (_ctx, next) => {
    await next();
    throw error;
  });
  return made;
};

describe('what fails above a handler on Koa', () => {
  it('takes back a success that was answered: the client gets the failure, and it is logged once', async () => {
    const { app, heard, lines } = committing(new Error('the database is gone'));
    app.use((ctx) => ctx.created({ id: 7 }, '/berths/7'));
    const answer = await ask(app);
    expect(problem(answer)).toEqual(FAILED);
    expect(answer.headers['location']).toBe(undefined);
    expect([heard.length, lines]).toEqual([1, ['error: GET / 500 serverError: the database is gone']]);
  });

  it('does so for what is no Error, for HEAD, and where the handler itself had answered', async () => {
    for (const value of [null, undefined, 'S3CRET']) {
      const { app } = committing(value);
      app.use((ctx) => ctx.ok({ id: 7 }));
      expect(problem(await ask(app))).toEqual(FAILED);
      expect((await ask(app, '/', { method: 'HEAD' })).status).toBe(500);
    }
    const { app } = harbour();
    app.use(async (ctx) => {
      await ctx.ok({ id: 7 });
      throw new Error('S3CRET');
    });
    expect(problem(await ask(app))).toEqual(FAILED);
  });

  it("does so for the app's own response, which answers by Koa's means", async () => {
    const { app } = committing(new Error('S3CRET'), {
      responses: {
        ok(this: { res: { body: unknown } }, data: unknown) {
          this.res.body = { data };
        },
      },
    });
    app.use((ctx) => ctx.ok({ id: 7 }));
    expect(problem(await ask(app))).toEqual(FAILED);
  });

  it('does so where middleware of the app catches it, and asks for an answer', async () => {
    const { app } = harbour();
    app.use(async (ctx, next) => {
      try {
        await next();
      } catch (error) {
        await ctx.negotiate(error);
      }
    });
    app.use(async (_ctx, next) => {
      await next();
      throw new Error('S3CRET');
    });
    app.use((ctx) => ctx.ok({ id: 7 }));
    expect(problem(await ask(app))).toEqual(FAILED);
  });

  it('keeps a failure that was answered before', async () => {
    const { app, lines } = committing(new Error('the database is gone'));
    app.use((ctx) => ctx.badRequest('No such berth'));
    expect(problem(await ask(app))).toEqual([400, 400, 'Bad Request']);
    expect(lines).toEqual(['info: GET / 400 badRequest', 'error: GET / 500 serverError: the database is gone']);
  });
});
