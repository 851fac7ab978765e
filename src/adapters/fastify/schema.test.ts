import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { halyard } from './fastify.ts';

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

const BOAT = { type: 'object', required: ['boat'], properties: { boat: { type: 'string' } } };
const SAILOR = { boat: 'Fram', passwordHash: 'S3CRET' };

type Responses = NonNullable<Parameters<FastifyInstance['register']>[1]>;

async function appWith(response: object, options: Responses = {}) {
  const app = Fastify();
  open.push(app);
  const levels: string[] = [];
  const add = (level: string) => (record: { readonly status?: number }) => void (record.status !== undefined && levels.push(`${level} ${record.status}`));
  const logger = { error: add('error'), warn: add('warn'), info: add('info'), debug: add('debug') };
  await app.register(halyard, { logger, environment: 'production', ...options });
  app.get('/ok', { schema: { response } }, (_request, reply) => reply.ok(SAILOR));
  app.get('/created', { schema: { response } }, async (_request, reply) => reply.created(SAILOR, '/sailors/7'));
  app.get('/wrong', { schema: { response } }, async (_request, reply) => reply.ok({ passwordHash: 'S3CRET' }));
  app.get('/conflict', { schema: { response: { '4xx': BOAT, default: BOAT } } }, (_request, reply) => reply.conflict('Taken.'));
  return { app, levels };
}

describe('the response schema of a route', () => {
  it.each([
    ['of the status', { 200: BOAT, 201: BOAT }],
    ['of its class', { '2xx': BOAT }],
    ['of whatever is left', { default: BOAT }],
    ['by media type', { '2xx': { content: { 'application/json': { schema: BOAT } } } }],
    ['of any media type', { '2xx': { content: { '*/*': { schema: BOAT } } } }],
  ])('decides what goes out of a success, as if it were returned: %s', async (_, response) => {
    const { app } = await appWith(response);
    for (const url of ['/ok', '/created']) {
      const answer = await app.inject(url);
      expect(answer.json()).toEqual({ boat: 'Fram' });
      expect(answer.headers['content-length']).toBe(String(answer.rawPayload.length));
    }
    expect((await app.inject({ url: '/ok', headers: { accept: 'text/html' } })).body).not.toContain('S3CRET');
    expect((await app.inject({ method: 'HEAD', url: '/ok' })).headers['content-length']).toBe('15');
  });

  it('that a success does not match is a 500, which is logged once', async () => {
    const { app, levels } = await appWith({ '2xx': BOAT });
    const answer = await app.inject('/wrong');
    expect([answer.statusCode, answer.body]).toEqual([500, expect.not.stringContaining('S3CRET')]);
    expect(levels).toEqual(['error 500']);
  });

  it('that a success does not keep ends, also where the response of the app to a failure is a success', async () => {
    const serverError = function (this: { res: { ok(data: unknown): void } }): void {
      this.res.ok({ passwordHash: 'S3CRET' });
    };
    const { app } = await appWith({ '2xx': BOAT }, { responses: { serverError } } as Responses);
    const answer = await app.inject('/wrong');
    expect([answer.statusCode, answer.body]).toEqual([500, '500 Internal Server Error\n']);
  });

  it('does not apply to an error', async () => {
    const { app } = await appWith({ 200: BOAT });
    expect((await app.inject('/conflict')).json()).toMatchObject({ status: 409, detail: 'Taken.' });
  });

  it('is of its route alone, and of its status', async () => {
    const { app } = await appWith({ 202: BOAT });
    expect((await app.inject('/ok')).json()).toEqual(SAILOR);
  });
});
