import { Readable } from 'node:stream';
import { setTimeout as later } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ask, harbour, problem } from '../../tests/support/koa-harbour.ts';

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

  it.each(Object.entries(BODIES))('answers 500 for %s that fails before its first byte (N46)', async (_, body) => {
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

  it.each(Object.entries(BODIES))('ends the connection for %s that fails after its first byte (N49)', async (_, body) => {
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

  it('sends one that does not fail, and a Blob', async () => {
    const { app } = harbour();
    app.use((ctx) => {
      ctx.body = ctx.path === '/blob' ? new Blob(['high water']) : Readable.from(['high ', 'water']);
    });
    for (const path of ['/blob', '/stream']) expect(await ask(app, path)).toMatchObject({ status: 200, text: 'high water', broken: false });
  });
});
