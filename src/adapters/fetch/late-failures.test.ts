import type { Server } from 'node:http';
import { connect, createServer as createHttp2Server } from 'node:http2';
import { text } from 'node:stream/consumers';
import { setTimeout as later } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { get, leaveEarly, listening, logged } from '../../../tests/support/second-answers.ts';
import { halyard as onHono } from '../hono/hono.ts';
import { halyard as onFetch } from './fetch.ts';

async function* halves(): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode('the first half');
  await later(50);
  throw new Error('S3CRET');
}

async function* endless(): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < 100; i++) {
    yield new Uint8Array(1_000);
    await later(10);
  }
}

const nothing = (): ReadableStream<Uint8Array> =>
  new ReadableStream({
    pull() {
      throw new Error('S3CRET');
    },
  });

async function textOverHttp2(url: string): Promise<string> {
  const client = connect(url);
  try {
    return await text(client.request({ ':path': '/orders/7' }));
  } finally {
    client.destroy();
  }
}

const streamOf = (parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> =>
  (parts instanceof ReadableStream ? parts : ReadableStream.from(parts)) as ReadableStream<Uint8Array>;

type Parts = () => AsyncIterable<Uint8Array>;
interface WebHost {
  readonly fetch: never;
  readonly log: Record<string, unknown>[];
}

/** An app of Hono whose handler answers with the stream, and what its middleware does afterwards. */
function honoWith(answer: (context: Context, stream: ReadableStream<Uint8Array>) => Response, after: (context: Context) => void = () => {}) {
  return (parts: Parts): WebHost => {
    const { options, log } = logged();
    const app = new Hono();
    onHono(app, options);
    app.use(async (context, next) => {
      await next();
      after(context);
    });
    app.get('/orders/:id', (context) => answer(context, streamOf(parts())));
    return { fetch: app.fetch as never, log };
  };
}

const HOSTS: Readonly<Record<string, (parts: Parts) => WebHost>> = {
  'c.body() on Hono': honoWith((context, stream) => context.body(stream)),
  'a Response on Hono, with a field that middleware adds': honoWith(
    (_context, stream) => new Response(stream),
    (context) => context.res.headers.set('x-tide', 'high'),
  ),
  'a Response on Hono, which middleware replaces': honoWith(
    (_context, stream) => new Response(stream),
    (context) => context.header('x-tide', 'high'),
  ),
  'a Response on fetch': (parts) => {
    const { options, log } = logged();
    return { fetch: onFetch(options).fetch(() => new Response(streamOf(parts()))) as never, log };
  },
};

describe.each(Object.entries(HOSTS))('%s', (name, host) => {
  const route = name.endsWith('fetch') ? {} : { route: '/orders/:id' };

  it.each([1, 2])('that fails before its first chunk does not tell the client why, and is one record, over HTTP/%s', async (version) => {
    const { fetch, log } = host(nothing);
    const createServer = version === 1 ? {} : { createServer: createHttp2Server as never };
    const url = await listening(createAdaptorServer({ fetch, ...createServer }) as Server);
    const answer = version === 1 ? globalThis.fetch(`${url}/orders/7`).then((response) => response.text()) : textOverHttp2(url);
    // The server sends the head of a Response that nothing has changed before it reads the body.
    expect(await answer.catch(() => 'broken off')).toBe(name.endsWith('replaces') ? 'Internal Server Error' : 'broken off');
    await later(30);
    expect(log).toMatchObject([{ level: 'error', reference: expect.any(String), method: 'GET', path: '/orders/7', ...route, err: { message: 'S3CRET' } }]);
  });

  it('that fails after the head is one record, and the client notices', async () => {
    const { fetch, log } = host(halves);
    const url = await listening(createAdaptorServer({ fetch }) as Server);
    await expect(get(`${url}/orders/7`)).rejects.toThrow();
    await later(30);
    expect(log).toMatchObject([{ level: 'error', reference: expect.any(String), method: 'GET', path: '/orders/7', ...route, err: { message: 'S3CRET' } }]);
  });

  it('leaves no record if the client disconnects', async () => {
    const { fetch, log } = host(endless);
    const url = await listening(createAdaptorServer({ fetch }) as Server);
    await leaveEarly(`${url}/orders/7`);
    expect(log).toEqual([]);
  });

  it('does so over HTTP/2', async () => {
    for (const [parts, code, count] of [
      [halves, undefined, 1],
      [endless, 0, 0],
      [endless, 8, 0],
      [endless, 2, 0],
    ] as const) {
      const { fetch, log } = host(parts);
      const url = await listening(createAdaptorServer({ fetch, createServer: createHttp2Server as never }) as Server);
      const client = connect(url);
      const stream = client.request({ ':path': '/orders/7' }).on('error', () => undefined);
      stream.once('data', () => code !== undefined && stream.close(code));
      await new Promise((resolve) => stream.once('close', resolve));
      await later(50);
      client.destroy();
      expect(log).toHaveLength(count);
    }
  });
});

it("a text of the app's own that begins like that of a failed body is sent as it is", async () => {
  const { options, log } = logged();
  const fetch = onFetch(options).fetch(() => new Response('Error: the tide is too low', { status: 500 }));
  const url = await listening(createAdaptorServer({ fetch: fetch as never }) as Server);
  const response = await globalThis.fetch(url);
  expect([response.status, await response.text()]).toEqual([500, 'Error: the tide is too low']);
  expect(log).toEqual([]);
});
