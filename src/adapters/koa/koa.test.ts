import { createServer as createHttpServer } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as later } from 'node:timers/promises';
// @ts-expect-error It has no types.
import cors from '@koa/cors';
import Koa, { type Context } from 'koa';
import { describe, expect, it } from 'vitest';
import { ask, harbour, portOf, problem } from '../../../tests/support/koa-harbour.ts';
import { createServer, halyard } from './koa.ts';

describe('halyard on Koa', () => {
  it('answers through app.listen(), http.createServer(app.callback()) and createServer(app)', async () => {
    const { app } = harbour();
    app.use((ctx) => ctx.ok([1, 2]));
    for (const server of [app.listen(0, '127.0.0.1'), createHttpServer(app.callback()), createServer(app)]) {
      expect(await ask(server)).toMatchObject({ status: 200, text: '[1,2]' });
    }
  });

  it.each(['listen', 'createServer'])('answers what is not HTTP from app.%s', async (how) => {
    const { app } = harbour();
    const port = await portOf(how === 'listen' ? app.listen(0, '127.0.0.1') : createServer(app));
    const text = await new Promise<string>((resolve) => {
      let received = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('no HTTP\r\n\r\n'));
      socket.on('data', (chunk) => {
        received += chunk;
      });
      socket.on('close', () => resolve(received));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
  });

  it.each(['before', 'after', 'after app.callback() and'])('is mounted %s the middleware', async (order) => {
    const app = new Koa();
    const mountIt = (): void => halyard(app, { logger: false, environment: 'production' });
    if (order === 'before') mountIt();
    app.use(async (ctx, next) => {
      if (ctx.path === '/gone') return ctx.gone();
      if (ctx.path === '/throws') throw null;
      return next();
    });
    const callback = order.includes('callback') ? app.callback() : undefined;
    if (order !== 'before') mountIt();
    const server = createHttpServer(callback ?? app.callback());
    expect([(await ask(server, '/gone')).status, (await ask(server, '/throws')).status, (await ask(server)).status]).toEqual([410, 500, 404]);
  });

  it.each([404, 403, 503])('answers a status of %i that has no body', async (status) => {
    const { app } = harbour();
    app.use((ctx) => {
      ctx.status = status;
    });
    const answer = await ask(app);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(problem(answer)).toEqual([status, status, { 404: 'Not Found', 403: 'Forbidden', 503: 'Service Unavailable' }[status]]);
  });

  it('leaves alone what the app answers itself, an empty body and a status without a response too', async () => {
    const { app } = harbour();
    app.use((ctx) => {
      const answers: Record<string, () => void> = {
        '/text': () => Object.assign(ctx, { status: 404, body: 'my own' }),
        '/empty': () => Object.assign(ctx, { body: null, status: 404 }),
        '/teapot': () => Object.assign(ctx, { status: 418 }),
      };
      answers[ctx.path]?.();
    });
    expect(await ask(app, '/text')).toMatchObject({ status: 404, text: 'my own' });
    expect(await ask(app, '/empty')).toMatchObject({ status: 404, text: '' });
    expect(await ask(app, '/teapot')).toMatchObject({ status: 418, text: "I'm a Teapot" });
  });

  it('keeps the fields that middleware has set: CORS on a failure', async () => {
    const { app } = harbour();
    app.use(cors({ keepHeadersOnError: false }));
    app.use(() => {
      throw new Error('no tide table');
    });
    const answer = await ask(app, '/', { headers: { origin: 'https://pilot.example' } });
    expect(answer.status).toBe(500);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  it('lets the middleware above see the answer, and add to it', async () => {
    const { app } = harbour();
    const seen: unknown[] = [];
    app.use(async (ctx, next) => {
      await next();
      seen.push(ctx.status, ctx.length, ctx.type);
      ctx.set('X-Response-Time', '3');
    });
    app.use((ctx) => ctx.forbidden('Only the owner may'));
    const answer = await ask(app);
    expect(answer).toMatchObject({ status: 403, headers: { 'x-response-time': '3' } });
    expect(seen).toEqual([403, Buffer.byteLength(answer.text), 'application/problem+json']);
  });

  it('lets the middleware above make another body of it', async () => {
    const { app } = harbour();
    app.use(async (ctx, next) => {
      await next();
      ctx.body = Readable.from([Buffer.from(String(ctx.body).toUpperCase())]);
    });
    app.use((ctx) => ctx.notFound());
    expect(await ask(app)).toMatchObject({ status: 404, text: expect.stringContaining('NOT FOUND') });
  });

  it('waits for a response that the handler did not await', async () => {
    const { app, lines } = harbour({ views: { render: async () => later(20, '<p>the view</p>') } });
    app.use((ctx) => {
      void ctx.notFound();
    });
    expect(await ask(app, '/', { headers: { accept: 'text/html' } })).toMatchObject({ status: 404, text: '<p>the view</p>' });
    expect(lines).toEqual(['debug: GET / 404 notFound']);
  });

  it('answers once: an error after a response is logged, and changes nothing', async () => {
    const { app, lines } = harbour();
    app.use((ctx) => {
      ctx.forbidden();
      throw new Error('too late');
    });
    expect(problem(await ask(app))).toEqual([403, 403, 'Forbidden']);
    expect(lines).toEqual(['warn: GET / 403 forbidden', 'error: GET / 500 serverError: too late']);
  });

  it('leaves alone an answer that the app makes of an error itself', async () => {
    const { app, lines, heard } = harbour();
    app.use(async (ctx, next) => {
      try {
        await next();
      } catch (error) {
        ctx.status = 418;
        ctx.body = (error as Error).message;
      }
    });
    app.use((ctx) => ctx.throw(400, 'mine'));
    expect(await ask(app)).toMatchObject({ status: 418, text: 'mine' });
    expect([lines, heard]).toEqual([[], []]);
  });

  it("has the app's own responses, answered by the means of Koa or of the default", async () => {
    const responses = {
      teapot(this: { res: Context }) {
        this.res.status = 418;
        this.res.body = 'short and stout';
      },
      lowTide(this: { res: Context; default(): unknown }) {
        this.res.set('X-Tide', 'low');
        return this.default();
      },
      async ferry(this: { res: Context }) {
        await later(5);
        this.res.redirect('/ferry');
      },
      broken(this: { res: Context }) {
        this.res.body = 'half';
        throw new Error('the ferry has sunk');
      },
    };
    const { app } = harbour({ responses });
    app.use((ctx) => (ctx as unknown as Record<string, () => unknown>)[ctx.path.slice(1)]?.());
    expect(await ask(app, '/teapot')).toMatchObject({ status: 418, text: 'short and stout' });
    expect(await ask(app, '/lowTide')).toMatchObject({ status: 500, headers: { 'x-tide': 'low' } });
    expect(await ask(app, '/ferry')).toMatchObject({ status: 302, headers: { location: '/ferry' } });
    expect(problem(await ask(app, '/broken'))).toEqual([500, 500, 'Internal Server Error']);
  });

  it("answers when what the app's own response has set cannot be sent", async () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const { app } = harbour({
      responses: {
        round(this: { res: Context }) {
          this.res.status = 400;
          this.res.body = circle;
        },
      },
    });
    app.use((ctx) => (ctx as unknown as { round(): unknown }).round());
    expect(problem(await ask(app))).toEqual([500, 500, 'Internal Server Error']);
  });

  it('answers a HEAD with the fields of its GET, and no body', async () => {
    const { app } = harbour();
    app.use((ctx) => (ctx.path === '/called' ? ctx.conflict('Taken') : undefined));
    for (const path of ['/called', '/nowhere']) {
      const [got, head] = [await ask(app, path), await ask(app, path, { method: 'HEAD' })];
      expect(head).toMatchObject({ status: got.status, text: '' });
      expect(head.headers['content-length']).toBe(got.headers['content-length']);
    }
  });
});
