import { PassThrough, Readable } from 'node:stream';
import { setTimeout as later } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyServerOptions } from 'fastify';
import { describe, expect, it } from 'vitest';
import { ends, get, leaveEarly, logged } from '../../../tests/support/second-answers.ts';
import { halyard } from './fastify.ts';

async function started(change: (app: FastifyInstance) => unknown, fastify: FastifyServerOptions = {}) {
  const { options, log } = logged();
  const own: Record<string, unknown>[] = [];
  // Its own logger: Halyard writes to it, too.
  const stream = { write: (line: string) => void own.push(JSON.parse(line)) };
  const hasLog = fastify.logger !== undefined && fastify.logger !== false;
  const app = Fastify({ ...fastify, logger: hasLog ? { level: 'debug', stream } : false });
  ends.push(() => app.close());
  await app.register(halyard, hasLog ? { environment: 'production' } : options);
  change(app);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, log: hasLog ? own : log };
}

async function* halves(wait = 30): AsyncGenerator<string> {
  yield 'data: the first half\n\n';
  await later(wait);
  throw new Error('S3CRET');
}

async function* bytes(): AsyncGenerator<Uint8Array> {
  for await (const part of halves()) yield new TextEncoder().encode(part);
}

const webStream = (): ReadableStream => ReadableStream.from(bytes()) as ReadableStream;

const STREAMS: Readonly<Record<string, () => unknown>> = {
  'a stream of Node': () => Readable.from(halves()),
  'a stream through another one': () => {
    const through = new PassThrough();
    Readable.from(halves())
      .on('error', (error) => through.destroy(error))
      .pipe(through);
    return through;
  },
  'a stream that closes without an error': () => {
    const stream = new PassThrough();
    stream.write('data: the first half\n\n');
    setTimeout(() => stream.destroy(), 30);
    return stream;
  },
  'a web stream': webStream,
  'a fetch Response': () => new Response(webStream(), { headers: { 'content-type': 'text/plain' } }),
};

const SERVERS: readonly (readonly [string, FastifyServerOptions])[] = [
  ['without a log', {}],
  ['without a log of requests', { disableRequestLogging: true }],
  ['with its own log', { logger: true }],
  ['with its own log, without its requests', { logger: true, disableRequestLogging: true }],
];

describe.each(SERVERS)('Fastify %s', (_, fastify) => {
  const failures = (log: readonly Record<string, unknown>[]) => log.filter(({ level }) => level === 'error' || level === 'warn' || (level as number) >= 40);

  it.each(Object.entries(STREAMS))('logs once %s that fails after the head, and the client notices', async (__, stream) => {
    const { url, log } = await started((app) => app.get('/orders/:id', (_request, reply) => reply.send(stream())), fastify);
    await expect(get(`${url}/orders/7`)).rejects.toThrow();
    await later(30);
    expect(failures(log)).toMatchObject([{ reference: expect.any(String), method: 'GET', path: '/orders/7', route: '/orders/:id', response: 'serverError' }]);
  });

  it('ends an event stream with an event', async () => {
    const { url, log } = await started((app) => app.get('/', (_request, reply) => reply.type('text/event-stream').send(Readable.from(halves()))), fastify);
    expect((await get(url)).text).toMatch(/^data: the first half\n\n(?:.*\n)*event: error\n(?:.*\n)*.*"status":500/);
    expect(failures(log)).toHaveLength(1);
  });

  it.each<[string, (reply: FastifyReply) => unknown]>([
    [
      'a throw',
      (reply) => {
        reply.send({});
        throw new Error('S3CRET');
      },
    ],
    [
      'a rejection',
      async (reply) => {
        reply.send({});
        throw new Error('S3CRET');
      },
    ],
  ])('logs %s after reply.send() once, and the response stays', async (__, handler) => {
    const { url, log } = await started((app) => app.get('/orders/:id', (_request, reply) => handler(reply)), fastify);
    expect(await get(`${url}/orders/7`)).toMatchObject({ status: 200, text: '{}' });
    await later(20);
    expect(failures(log)).toMatchObject([{ afterResponse: true, path: '/orders/7', route: '/orders/:id', err: { message: 'S3CRET' } }]);
  });

  it('leaves no warning if the client disconnects', async () => {
    const { url, log } = await started((app) => app.get('/', (_request, reply) => reply.send(Readable.from(halves(500)))), fastify);
    await leaveEarly(url);
    await later(500);
    expect(failures(log)).toEqual([]);
  });
});

describe('a Fastify without Halyard that shares a log controller', () => {
  it('logs as before', async () => {
    const own: Record<string, unknown>[] = [];
    const app = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => void own.push(JSON.parse(line)) } } });
    ends.push(() => app.close());
    app.get('/', (_request, reply) => reply.send(Readable.from(halves())));
    await app.listen({ port: 0, host: '127.0.0.1' });
    await expect(get(`http://127.0.0.1:${(app.server.address() as { port: number }).port}`)).rejects.toThrow();
    expect(own).toMatchObject([{ msg: 'response terminated with an error with headers already sent' }]);
  });
});
