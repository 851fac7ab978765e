import { bodyParser } from '@koa/bodyparser';
import coBody from 'co-body';
import createError from 'http-errors';
import type { Context } from 'koa';
import { describe, expect, it } from 'vitest';
import { ask, harbour, problem } from '../../../tests/support/koa-harbour.ts';
import { UNPARSED } from '../../core/error-mapping/map-error.ts';
import { forbidden, serverError } from '../../core/responses/index.ts';

describe('errors on Koa', () => {
  it.each([[null], [undefined], [10n], ['text'], [Object.freeze(new Error('frozen'))], [{ status: 404, message: 'S3CRET' }]])(
    'answers %s that was thrown',
    async (thrown) => {
      const { app, heard } = harbour();
      app.use(() => {
        throw thrown;
      });
      expect(problem(await ask(app))).toEqual([500, 500, 'Internal Server Error']);
      expect(heard).toEqual([thrown instanceof Error ? thrown : expect.objectContaining({ message: 'a value that is no Error was thrown', cause: thrown })]);
    },
  );

  it.each<[string, (ctx: Context) => unknown, number, number]>([
    ["ctx.throw(400, 'name required')", (ctx) => ctx.throw(400, 'name required'), 400, 0],
    ['ctx.throw(403)', (ctx) => ctx.throw(403), 403, 0],
    ["ctx.throw(503, 'S3CRET')", (ctx) => ctx.throw(503, 'S3CRET'), 503, 1],
    ['ctx.throw(503) with fields', (ctx) => ctx.throw(503, 'S3CRET', { headers: { 'Retry-After': '60' } }), 503, 1],
    ["a 503 of an upstream's", () => Promise.reject(createError(503, { response: { status: 503 } })), 500, 1],
    ["ctx.throw('S3CRET')", (ctx) => ctx.throw('S3CRET'), 500, 1],
    ['ctx.assert(false, 401)', (ctx) => ctx.assert(false, 401), 401, 0],
    ["http-errors' 418", () => Promise.reject(createError(418)), 418, 0],
    ['throw forbidden()', () => Promise.reject(forbidden()), 403, 0],
    ['throw serverError()', () => Promise.reject(serverError()), 500, 1],
    ['ctx.onerror(error)', (ctx) => ctx.onerror(new Error('S3CRET')), 500, 1],
    ['ctx.onerror(null), which is no error', (ctx) => [ctx.onerror(null as never), ctx.ok()], 200, 0],
    ['a body that is no JSON', (ctx) => Object.assign(ctx, { body: { length: 10n } }), 500, 1],
  ])("answers %s, and app.on('error') gets each server error once", async (_, handler, status, times) => {
    const { app, heard } = harbour();
    app.use((ctx) => handler(ctx) as never);
    const answer = await ask(app);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('S3CRET');
    expect(heard.length).toBe(times);
  });

  const database = (): Error =>
    Object.assign(new Error('S3CRET'), { code: '42703', severity: 'ERROR', routine: 'x', errors: [{ message: 'S3CRET', path: ['card'] }] });

  it.each<[string, (ctx: Context) => unknown, number, string | undefined]>([
    ['ctx.throw(400, error)', (ctx) => ctx.throw(400, database()), 400, undefined],
    ['ctx.throw(error)', (ctx) => ctx.throw(Object.assign(database(), { status: 409 })), 409, undefined],
    ['ctx.throw(400, error, { expose: true })', (ctx) => ctx.throw(400, database(), { expose: true }), 400, undefined],
    ['ctx.throw(400, new TypeError())', (ctx) => ctx.throw(400, new TypeError('S3CRET')), 400, undefined],
    ['ctx.throw(503, error)', (ctx) => ctx.throw(503, database()), 503, undefined],
    ['ctx.assert(false, 400, error)', (ctx) => ctx.assert(false, 400, database() as never), 400, undefined],
    ["ctx.assert(false, 400, 'Choose a pier')", (ctx) => ctx.assert(false, 400, 'Choose a pier'), 400, 'Choose a pier'],
    ["ctx.throw(400, 'Choose a pier', { cause })", (ctx) => ctx.throw(400, 'Choose a pier', { cause: database() }), 400, 'Choose a pier'],
    ['ctx.badRequest(error)', (ctx) => ctx.badRequest(database()), 400, undefined],
  ])('sends a message that the app wrote, and not the message of a wrapped error: %s', async (_, handler, status, detail) => {
    const { app } = harbour();
    app.use((ctx) => handler(ctx) as never);
    for (const accept of ['application/json', 'text/html', 'text/plain', 'text/markdown']) {
      const answer = await ask(app, '/', { headers: { accept } });
      expect(answer.status).toBe(status);
      expect(answer.text).not.toContain('S3CRET');
      if (accept === 'application/json') expect(JSON.parse(answer.text).detail).toBe(detail);
    }
  });

  it.each<[string, Parameters<typeof bodyParser>[0], number, string | undefined]>([
    // http-errors keeps the status that the parser has put on it.
    ['throws it again', { onError: (error, ctx) => ctx.throw(422, error) }, 400, undefined],
    ['throws a message', { onError: (_error, ctx) => ctx.throw(422, 'Not a form') }, 422, 'Not a form'],
  ])('does not send the message of a body parser whose onError %s', async (_, options, status, detail) => {
    const { app, lines } = harbour();
    app.use(bodyParser(options));
    app.use((ctx) => ctx.ok(ctx.request.body));
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    const answer = await ask(app, '/', { method: 'POST', headers, body: '{"password": hunter2}' });
    expect([answer.status, JSON.parse(answer.text).detail]).toEqual([status, detail]);
    expect(JSON.stringify([answer.text, lines])).not.toContain('hunter2');
  });

  it('answers a form of too many fields that co-body refuses, and repeats nothing of it', async () => {
    const { app, lines } = harbour();
    app.use(async (ctx) => ctx.ok(await coBody.form(ctx.req, { queryString: { parameterLimit: 1, throwOnLimitExceeded: true } } as never)));
    const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await ask(app, '/', { method: 'POST', headers, body: 'a=1&hunter2=hunter2' });
    expect([answer.status, JSON.parse(answer.text).detail]).toEqual([400, UNPARSED]);
    expect(JSON.stringify([answer.text, lines])).not.toContain('hunter2');
  });

  it("answers when a listener of app.on('error') throws, and logs that error", async () => {
    const { app, lines } = harbour();
    app.on('error', () => {
      throw new Error('the listener is broken');
    });
    app.use(() => {
      throw new Error('first');
    });
    expect((await ask(app)).status).toBe(500);
    expect(lines).toEqual(['error: GET / 500 serverError: first', "error: a listener of the app's 'error' has failed: the listener is broken"]);
  });

  it.each([
    ['a malformed body', { body: '{"password": hunter2}', headers: { 'content-type': 'application/json' } }, 400],
    ['a body beyond the limit', { body: JSON.stringify('x'.repeat(200)), headers: { 'content-type': 'application/json' } }, 413],
    ['a body that does not unpack', { body: '{}', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } }, 400],
    ['a body that is no brotli', { body: '{}', headers: { 'content-type': 'application/json', 'content-encoding': 'br' } }, 400],
    ['an unknown coding', { body: 'x', headers: { 'content-type': 'application/json', 'content-encoding': 'zip' } }, 415],
  ])('answers %s that @koa/bodyparser refuses, and quotes nothing of it', async (_, asking, status) => {
    const { app, heard, lines } = harbour();
    app.use(bodyParser({ jsonLimit: '100b' }));
    app.use((ctx) => ctx.ok(ctx.request.body));
    const answer = await ask(app, '/', { method: 'POST', ...asking });
    expect(problem(answer)).toEqual([status, status, expect.any(String)]);
    expect(JSON.stringify([answer.text, lines])).not.toContain('hunter2');
    expect(heard).toEqual([]);
  });
});
