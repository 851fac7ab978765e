import { tracingChannel } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import auth from '@fastify/auth';
import basicAuth from '@fastify/basic-auth';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import createError from 'http-errors';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { forbidden } from '../../core/responses/index.ts';
import { halyard } from './fastify.ts';

// By `require`: its types give a reply members that ours has.
const sensible = createRequire(import.meta.url)('@fastify/sensible');

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

async function appWith(options: object = {}): Promise<FastifyInstance> {
  const app = Fastify();
  open.push(app);
  await app.register(halyard, { logger: false, environment: 'production', ...options });
  return app;
}

async function ask(app: FastifyInstance, url = '/', fields: Record<string, string> = {}) {
  const answer = await app.inject({ url, headers: { accept: 'application/json', ...fields } });
  expect(answer.body).not.toContain('S3CRET');
  const { reference: _, ...body } = answer.json();
  return { status: answer.statusCode, body, headers: answer.headers };
}

describe('the status of the reply', () => {
  it.each([400, 404, 418, 422, 503])('is that of an error that is sent with it: reply.code(%i).send(error)', async (status) => {
    const app = await appWith();
    app.get('/', (_request, reply) => reply.code(status).send(new Error('S3CRET')));
    app.get('/thrown', async (_request, reply) => {
      reply.code(status);
      throw Object.assign(new Error('S3CRET'), { statusCode: status });
    });
    for (const url of ['/', '/thrown']) expect(await ask(app, url)).toMatchObject({ status, body: { status, title: expect.any(String) } });
  });

  it('unlocks no text and no list of an error that it is sent with', async () => {
    const app = await appWith();
    const entries = [{ message: 'S3CRET', path: ['card'], code: 'custom' }];
    const makers: Readonly<Record<string, () => Error>> = {
      database: () => Object.assign(new Error('S3CRET'), { code: '42703', severity: 'ERROR', routine: 'x', errors: entries }),
      client: () => Object.assign(new Error('S3CRET'), { response: { data: { errors: entries } }, issues: entries }),
      wrapped: () => createError(400, new Error('S3CRET')),
      exposed: () => Object.assign(new TypeError('S3CRET'), { status: 400, expose: true }),
    };
    for (const [name, make] of Object.entries(makers)) {
      app.get(`/${name}`, (_request, reply) => reply.code(400).send(make()));
      app.get(`/${name}/thrown`, async (_request, reply) => {
        reply.code(400);
        throw make();
      });
    }
    for (const name of Object.keys(makers))
      for (const url of [`/${name}`, `/${name}/thrown`])
        expect(await ask(app, url)).toMatchObject({ status: 400, body: { title: 'Bad Request', status: 400 } });
  });

  it('is that of @fastify/sensible, with a message of the app or with a wrapped Error', async () => {
    const app = await appWith({ namespace: 'halyard' });
    await app.register(sensible);
    const { httpErrors } = app as unknown as { httpErrors: { badRequest(message: unknown): Error; createError(...args: readonly unknown[]): Error } };
    app.get('/text', () => Promise.reject(httpErrors.badRequest('Choose a pier')));
    app.get('/made', () => Promise.reject(httpErrors.createError(409, 'Already taken')));
    app.get('/error', () => Promise.reject(httpErrors.badRequest(new Error('S3CRET'))));
    app.get('/wrapped', () => Promise.reject(httpErrors.createError(400, new Error('S3CRET'))));
    expect(await ask(app, '/text')).toMatchObject({ status: 400, body: { detail: 'Choose a pier' } });
    expect(await ask(app, '/made')).toMatchObject({ status: 409, body: { detail: 'Already taken' } });
    for (const url of ['/error', '/wrapped']) expect((await ask(app, url)).body).toEqual({ title: 'Bad Request', status: 400 });
  });

  it('is sent with the issues of a validation', async () => {
    const app = await appWith();
    app.get('/', (_request, reply) => reply.code(422).send(z.object({ boat: z.string() }).safeParse({}).error));
    expect(await ask(app)).toMatchObject({ status: 422, body: { title: 'Unprocessable Content', errors: [{ pointer: '#/boat' }] } });
  });

  it('has precedence over the status of an upstream service', async () => {
    const app = await appWith();
    app.get('/', (_request, reply) => reply.code(502).send(Object.assign(new Error('S3CRET'), { status: 404, response: {} })));
    expect(await ask(app)).toMatchObject({ status: 502, body: { title: 'Bad Gateway' } });
  });

  it('does not replace the status of a mapped error, or the 500 of a programming error', async () => {
    const app = await appWith();
    app.get('/ours', (_request, reply) => reply.code(401).send(forbidden('Members only')));
    app.get('/mistake', (_request, reply) => reply.code(404).send(new TypeError('S3CRET')));
    app.get('/proxy', async (_request, reply) => {
      reply.code(404);
      throw new Proxy(new Error('S3CRET'), {
        getPrototypeOf: () => {
          throw new Error('S3CRET');
        },
      });
    });
    expect(await ask(app, '/ours')).toMatchObject({ status: 403, body: { detail: 'Members only' } });
    expect(await ask(app, '/mistake')).toMatchObject({ status: 500 });
    expect(await ask(app, '/proxy')).toMatchObject({ status: 500 });
  });

  it('is ignored if a tracer has made Fastify copy it from the error of an upstream service', async () => {
    const app = await appWith();
    app.get('/', () => Promise.reject(Object.assign(new Error('S3CRET'), { statusCode: 404, response: {} })));
    const nothing = (): void => {};
    const tracer = { start: nothing, end: nothing, asyncStart: nothing, asyncEnd: nothing, error: nothing };
    const channel = tracingChannel('fastify.request.handler');
    channel.subscribe(tracer);
    try {
      expect(await ask(app)).toMatchObject({ status: 500 });
    } finally {
      channel.unsubscribe(tracer);
    }
  });
});

describe('a plugin that puts a status on a plain error', () => {
  it('@fastify/rate-limit: 429, with its fields; also where the app makes the error', async () => {
    for (const options of [{}, { errorResponseBuilder: () => ({ statusCode: 429, message: 'S3CRET' }) }]) {
      const app = await appWith();
      await app.register(rateLimit, { max: 1, ...options });
      app.get('/', (_request, reply) => reply.ok());
      expect(await ask(app)).toMatchObject({ status: 200 });
      expect(await ask(app)).toMatchObject({ status: 429, body: { title: 'Too Many Requests' }, headers: { 'retry-after': '60', 'x-ratelimit-limit': '1' } });
    }
  });

  it('@fastify/basic-auth: 401, with its challenge', async () => {
    const app = await appWith();
    await app.register(basicAuth, { validate: () => Promise.reject(new Error('S3CRET')), authenticate: { realm: 'harbour' } });
    app.get('/', { onRequest: app.basicAuth }, (_request, reply) => reply.ok());
    const challenge = { 'www-authenticate': 'Basic realm="harbour", charset="UTF-8"' };
    expect(await ask(app, '/', { authorization: `Basic ${btoa('user:wrong')}` })).toMatchObject({ status: 401, headers: challenge });
    expect(await ask(app)).toMatchObject({ status: 401, headers: challenge });
  });

  it('@fastify/auth: 401, or the status of the error from the function', async () => {
    const app = await appWith();
    await app.register(auth);
    app.get('/', { preHandler: app.auth([() => Promise.reject(new Error('S3CRET'))]) }, (_request, reply) => reply.ok());
    app.get('/said', { preHandler: app.auth([() => Promise.reject(forbidden('Members only'))]) }, (_request, reply) => reply.ok());
    expect(await ask(app)).toMatchObject({ status: 401, body: { title: 'Unauthorized' } });
    expect(await ask(app, '/said')).toMatchObject({ status: 403, body: { detail: 'Members only' } });
  });

  it('is ignored for an object that is no Error without the matching header field, and for an error of an upstream service', async () => {
    const app = await appWith();
    app.get('/', () => Promise.reject({ statusCode: 429, message: 'S3CRET' }));
    app.get('/upstream', (_request, reply) => {
      reply.header('retry-after', '60');
      return Promise.reject(Object.assign(new Error('S3CRET'), { statusCode: 429, response: {} }));
    });
    for (const url of ['/', '/upstream']) expect(await ask(app, url)).toMatchObject({ status: 500 });
  });
});
