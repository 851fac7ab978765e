import { Readable } from 'node:stream';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { askHttp1 } from '../../conformance/asking.ts';
import { type FastifyOptions, halyard } from './fastify.ts';

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

type Line = Record<string, unknown> & { readonly text: string };

async function appWith(options: FastifyOptions = {}) {
  const app = Fastify();
  open.push(app);
  const lines: Line[] = [];
  const add = (record: object, text: string) => void lines.push({ ...record, text });
  const logger = { error: add, warn: add, info: add, debug: add };
  await app.register(halyard, { logger, environment: 'production', ...options });
  lines.length = 0;
  return { app, lines };
}

const API = { accept: 'application/json' };

describe('hooks of the app', () => {
  it('run over an answer of ours: onSend with its text, onResponse with its status', async () => {
    const { app } = await appWith();
    const seen: unknown[] = [];
    app.addHook('onSend', async (_request, reply, payload) => {
      seen.push(typeof payload);
      reply.header('x-sent', 'yes');
      return (payload as string).replace('Not Found', 'Gone astray');
    });
    app.addHook('onResponse', async (_request, reply) => void seen.push(reply.statusCode));
    const answer = await app.inject({ url: '/none', headers: API });
    expect(answer.json()).toMatchObject({ title: 'Gone astray' });
    expect([answer.headers['x-sent'], Number(answer.headers['content-length']), ...seen]).toEqual(['yes', answer.body.length, 'string', 404]);
  });

  it.each(['onRequest', 'preParsing', 'preValidation', 'preHandler'] as const)('that fail in %s are a 500 without details', async (name) => {
    const { app, lines } = await appWith();
    app.addHook(name, async () => {
      throw new Error('S3CRET');
    });
    app.get('/', async () => 'never');
    const answer = await app.inject({ url: '/', headers: API });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('S3CRET');
    expect(lines).toHaveLength(1);
  });

  it.each([
    ['what a handler returned', (app: FastifyInstance) => app.get('/', async () => ({ id: 7 })), [418, 500]],
    ['an answer of ours', (app: FastifyInstance) => app.get('/', (_request, reply) => reply.conflict('Taken.')), [409, 409]],
    ['an answer to an error', (app: FastifyInstance) => app.get('/', () => Promise.reject(new Error('first S3CRET'))), [500, 500]],
    ['a page of ours', (app: FastifyInstance) => app.get('/', (_request, reply) => reply.conflict('Taken.', { format: 'html' })), [409, 409]],
  ] as const)('that fail in onSend for %s change the status of a success only, and add no details', async (_, route, statuses) => {
    for (const [index, hook] of [
      async () => {
        throw Object.assign(new Error('hook S3CRET'), { headers: { 'x-leak': 'S3CRET' }, statusCode: 418 });
      },
      (_request: unknown, _reply: unknown, _payload: unknown, done: (error: unknown) => void) => void setTimeout(done, 5, 'hook S3CRET'),
    ].entries()) {
      const { app, lines } = await appWith({ views: { render: async () => undefined } });
      app.addHook('onSend', hook as never);
      route(app);
      const answer = await app.inject({ url: '/', headers: API });
      expect(answer.statusCode).toBe(statuses[index]);
      expect(answer.headers['error-reference']).toBeTypeOf('string');
      expect(`${answer.body}${JSON.stringify(answer.headers)}`).not.toContain('S3CRET');
      expect(lines.some(({ text, err }) => `${text}${JSON.stringify(err)}`.includes('hook S3CRET'))).toBe(true);
    }
  });

  it('that fail in preSerialization, and a response schema that cannot be kept, are a 500', async () => {
    const { app } = await appWith();
    app.get('/hook', { preSerialization: () => Promise.reject(new Error('S3CRET')) }, async () => ({ id: 7 }));
    app.get('/schema', { schema: { response: { 200: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } } } }, async () => ({}));
    for (const url of ['/hook', '/schema']) expect((await app.inject({ url, headers: API })).json()).toMatchObject({ status: 500 });
  });

  it('may take their time over an answer that the handler then fails after', async () => {
    const { app, lines } = await appWith();
    app.addHook('onSend', (_request, _reply, payload, done) => void setTimeout(done, 20, null, payload));
    app.get('/', async (_request, reply) => {
      reply.conflict('Taken.');
      throw new Error('too late');
    });
    const answer = await app.inject({ url: '/', headers: API });
    expect(answer.statusCode).toBe(409);
    expect(lines.some(({ text }) => text.includes('too late'))).toBe(true);
  });
});

describe('a field of the app that cannot be sent', () => {
  it('is logged and left out, and the response is sent', async () => {
    const { app, lines } = await appWith();
    app.get('/', (_request, reply) => reply.header('x-bad', 'a\r\nset-cookie: b=1').header('x-good', 'yes').conflict('Taken.'));
    const answer = await app.inject({ url: '/', headers: API });
    expect(answer.statusCode).toBe(409);
    expect([answer.headers['x-good'], answer.headers['x-bad'], answer.headers['set-cookie']]).toEqual(['yes', undefined, undefined]);
    expect(lines.some(({ text }) => text.includes('while answering 409'))).toBe(true);
  });
});

async function listening(app: FastifyInstance): Promise<URL> {
  return new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
}

async function* failing(first?: string) {
  if (first !== undefined) yield first;
  await new Promise((resolve) => setTimeout(resolve, 20));
  throw new Error('S3CRET');
}

describe('a stream that is sent', () => {
  it('and fails before its first byte is a 500, without the fields of what never came', async () => {
    const { app } = await appWith();
    app.get('/', (_request, reply) => reply.header('content-length', 100).header('etag', '"x"').type('image/png').send(Readable.from(failing())));
    const answer = await askHttp1(await listening(app), '/', { headers: API });
    expect([answer.status, answer.headers['etag']]).toEqual([500, undefined]);
    expect(answer.json()).toMatchObject({ title: 'Internal Server Error' });
  });

  it('and fails after it is broken off, so that the client notices', async () => {
    const { app } = await appWith();
    app.get('/', (_request, reply) => reply.type('text/plain').send(Readable.from(failing('half'))));
    expect(await askHttp1(await listening(app), '/')).toMatchObject({ status: 200, body: 'half', broken: true });
  });
});

describe('a reply that the app has hijacked', () => {
  it('is answered when its handler fails before it has begun', async () => {
    const { app } = await appWith();
    app.get('/', async (_request, reply) => {
      reply.header('x-own', 'yes').hijack();
      throw new Error('S3CRET');
    });
    const answer = await askHttp1(await listening(app), '/', { headers: API });
    expect([answer.status, answer.headers['x-own']]).toEqual([500, 'yes']);
  });

  it('is answered by a response method', async () => {
    const { app } = await appWith();
    app.get('/', (_request, reply) => {
      reply.hijack();
      reply.gone();
    });
    expect((await askHttp1(await listening(app), '/', { headers: API })).json()).toMatchObject({ status: 410 });
  });

  it('ends with an event when its stream of events fails, and is broken off when another body does', async () => {
    const { app } = await appWith();
    for (const type of ['text/event-stream', 'text/plain']) {
      app.get(`/${type}`, async (_request, reply) => {
        reply.hijack();
        reply.raw.writeHead(200, { 'content-type': type });
        reply.raw.write('data: first\n\n');
        await new Promise((resolve) => setTimeout(resolve, 20));
        throw new Error('S3CRET');
      });
    }
    const origin = await listening(app);
    const events = await askHttp1(origin, '/text/event-stream');
    expect(events).toMatchObject({ broken: false, body: expect.stringMatching(/^data: first\n+event: error\n/) });
    expect(await askHttp1(origin, '/text/plain')).toMatchObject({ broken: true, body: 'data: first\n\n' });
  });
});

describe('a handler that fails after its answer', () => {
  it.each<[string, (reply: FastifyReply) => unknown]>([
    ['throws', throwAfter],
    ['rejects', async (reply) => throwAfter(reply)],
  ])('is logged once, by Halyard only: it %s', async (_, handler) => {
    const lines: Record<string, unknown>[] = [];
    const app = Fastify({ logger: { level: 'error', stream: { write: (line) => void lines.push(JSON.parse(line)) } } }) as unknown as FastifyInstance;
    open.push(app);
    await app.register(halyard, { environment: 'production' });
    app.get('/', (_request, reply) => handler(reply));
    expect((await app.inject({ url: '/', headers: API })).json()).toMatchObject({ status: 404 });
    expect(lines).toEqual([expect.objectContaining({ status: 500, err: expect.objectContaining({ message: 'S3CRET' }) })]);
  });
});

function throwAfter(reply: FastifyReply): never {
  reply.notFound();
  throw new Error('S3CRET');
}

describe('what a handler returns', () => {
  it('is awaited once if it is a thenable and not a promise', async () => {
    const { app } = await appWith();
    let asked = 0;
    // As a builder of queries: it runs each time it is waited for.
    app.get('/', () => ({ then: (resolve: (value: string) => void) => resolve(`asked ${++asked}`) }));
    expect((await app.inject('/')).body).toBe('asked 1');
  });
});
