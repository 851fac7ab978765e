import { request as httpRequest } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as later } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ask, harbour, portOf, problem } from '../../../tests/support/koa-harbour.ts';

describe('streams as bodies on Koa', () => {
  const failing = (...chunks: string[]): Readable =>
    Readable.from(
      (async function* () {
        for (const chunk of chunks) yield chunk;
        await later(10);
        throw new Error('the gauge is broken');
      })(),
    );
  const BODIES: Readonly<Record<string, (...chunks: string[]) => unknown>> = {
    'a stream of Node': failing,
    'a web stream': (...chunks) => Readable.toWeb(failing(...chunks)),
    'a fetch Response': (...chunks) => new Response(Readable.toWeb(failing(...chunks)) as never),
  };

  it.each(Object.entries(BODIES))('answers 500 for %s that fails before its first byte', async (_, body) => {
    const { app, heard, lines } = harbour();
    app.use((ctx) => {
      ctx.set('ETag', '"1"');
      ctx.body = body();
    });
    const answer = await ask(app);
    expect(problem(answer)).toEqual([500, 500, 'Internal Server Error']);
    expect(answer.headers['etag']).toBe(undefined);
    expect([heard.length, lines]).toEqual([1, ['error: GET / 500 serverError: the gauge is broken']]);
  });

  it.each(Object.entries(BODIES))('ends the connection for %s that fails after its first byte', async (_, body) => {
    const { app, heard } = harbour();
    app.use((ctx) => {
      ctx.body = body('the first half');
    });
    expect(await ask(app)).toMatchObject({ status: 200, text: 'the first half', broken: true });
    expect(heard.length).toBe(1);
  });

  it('survives one that fails while middleware waits for something else', async () => {
    const { app } = harbour();
    app.use(async (_ctx, next) => {
      await next();
      await later(50);
    });
    app.use((ctx) => {
      ctx.body = failing();
    });
    expect((await ask(app)).status).toBe(500);
  });

  it.each(['a web stream', 'a fetch Response'])('destroys %s when the client has disconnected', async (kind) => {
    const { app, lines } = harbour();
    const gone = new Promise<void>((resolve) => {
      const source = new ReadableStream({
        async pull(controller) {
          await later(5);
          controller.enqueue(new Uint8Array(65_536));
        },
        cancel: () => resolve(),
      });
      app.use((ctx) => {
        ctx.body = kind === 'a web stream' ? source : new Response(source);
      });
    });
    const request = httpRequest({ host: '127.0.0.1', port: await portOf(app) }, () => request.destroy()).on('error', () => {});
    request.end();
    await gone;
    expect(lines).toEqual([]);
  });

  it('is logged once when it is piped through another stream, such as a compression', async () => {
    const { app, heard, lines } = harbour();
    app.use(async (ctx, next) => {
      await next();
      const { body } = ctx;
      ctx.body = (body as Readable).pipe(new PassThrough());
    });
    app.use((ctx) => {
      ctx.body = failing();
    });
    expect(problem(await ask(app))).toEqual([500, 500, 'Internal Server Error']);
    await later(20);
    expect([heard.length, lines]).toEqual([1, ['error: GET / 500 serverError: the gauge is broken']]);
  });

  it('is not logged when it was made from our response, and the client has disconnected', async () => {
    const { app, heard, lines } = harbour();
    app.use(async (ctx, next) => {
      await next();
      ctx.body = Readable.from([ctx.body, 'x'.repeat(5_000_000)]).pipe(new PassThrough());
    });
    const over = new Promise<void>((resolve) => {
      app.use((ctx) => {
        ctx.res.once('close', () => resolve());
        return ctx.ok({ id: 7 });
      });
    });
    const request = httpRequest({ host: '127.0.0.1', port: await portOf(app) }, () => request.destroy()).on('error', () => {});
    request.end();
    await over;
    await later(20);
    expect([heard, lines]).toEqual([[], []]);
  });

  it('sends one that does not fail, and a Blob', async () => {
    const { app } = harbour();
    app.use((ctx) => {
      ctx.body = ctx.path === '/blob' ? new Blob(['high water']) : Readable.from(['high ', 'water']);
    });
    for (const path of ['/blob', '/stream']) expect(await ask(app, path)).toMatchObject({ status: 200, text: 'high water', broken: false });
  });
});
