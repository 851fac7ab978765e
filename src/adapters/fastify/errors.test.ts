import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import Fastify, { type FastifyInstance } from 'fastify';
import Joi from 'joi';
import { afterEach, describe, expect, it } from 'vitest';
import { halyard } from './fastify.ts';

const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
});

async function appWith(fastify: object = {}): Promise<FastifyInstance> {
  const app = Fastify(fastify) as unknown as FastifyInstance;
  open.push(app);
  await app.register(halyard, { logger: false, environment: 'production' });
  return app;
}

const API = { accept: 'application/json' };

/** Status, and the body without its reference. */
async function ask(app: FastifyInstance, method: 'GET' | 'POST', url: string, { headers = API, payload = undefined as unknown } = {}) {
  const answer = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload: payload as string }) });
  const { reference: _, ...body } = answer.json();
  return { status: answer.statusCode, body };
}

describe("Fastify's own failures", () => {
  it.each<[string, number, { method?: 'GET' | 'POST'; url?: string; headers?: Record<string, string>; payload?: string }]>([
    ['a body that is no JSON', 400, { headers: { 'content-type': 'application/json' }, payload: '{"password": hunter2}' }],
    ['a body that is empty', 400, { headers: { 'content-type': 'application/json' }, payload: '' }],
    ['a body that is too large', 413, { headers: { 'content-type': 'application/json' }, payload: `{"boat":"${'x'.repeat(200)}"}` }],
    ['a body of a type that nobody reads', 415, { headers: { 'content-type': 'text/csv' }, payload: 'a,b' }],
    ['a type that is none', 415, { headers: { 'content-type': 'x' }, payload: 'a,b' }],
    ['a body for no route', 404, { url: '/none', headers: { 'content-type': 'application/json' }, payload: '{}' }],
  ])('are answered in the same format as other errors: %s', async (_, status, { headers, payload, url = '/bookings' }) => {
    const app = await appWith({ bodyLimit: 100 });
    app.post('/bookings', (_request, reply) => reply.created());
    const answer = await ask(app, 'POST', url, { headers: { ...API, ...headers } as never, payload });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, title: expect.any(String) });
    expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|FST_/);
  });

  it("are issues where a schema is broken, with pointers to the client's own names", async () => {
    const app = await appWith({ ajv: { customOptions: { allErrors: true, removeAdditional: false } } });
    const berth = { type: 'object', properties: { 'a/b': { type: 'number' } }, additionalProperties: false };
    const body = { type: 'object', required: ['boat'], properties: { boat: { type: 'string', minLength: 2 }, nights: { type: 'number' }, berth } };
    app.post('/bookings', { schema: { body } }, (_request, reply) => reply.created());
    const send = (payload: string) => ask(app, 'POST', '/bookings', { headers: { ...API, 'content-type': 'application/json' } as never, payload });
    expect(await send('{"nights":"hunter2","berth":{"a/b":[],"c":1}}')).toEqual({
      status: 400,
      body: {
        title: 'Bad Request',
        status: 400,
        errors: [
          { detail: "must have required property 'boat'", pointer: '#/boat', code: 'required', params: { missingProperty: 'boat' } },
          { detail: 'must be number', pointer: '#/nights', code: 'type', params: { type: 'number' } },
          { detail: 'must NOT have additional properties', pointer: '#/berth/c', code: 'additionalProperties', params: { additionalProperty: 'c' } },
          { detail: 'must be number', pointer: '#/berth/a~1b', code: 'type', params: { type: 'number' } },
        ],
      },
    });
  });

  it.each([
    ['querystring', '/bookings?nights=hunter2', { parameter: 'nights' }],
    ['headers', '/bookings', { header: 'nights' }],
  ])('are issues of the %s, too', async (part, url, place) => {
    const app = await appWith();
    const schema = { type: 'object', required: ['nights'], properties: { nights: { type: 'number' } } };
    app.get('/bookings', { schema: { [part]: schema } }, (_request, reply) => reply.ok());
    expect((await ask(app, 'GET', url)).body).toMatchObject({ status: 400, errors: [place] });
  });

  it('are the issues of another validator, where the app has one', async () => {
    const app = await appWith();
    app.setValidatorCompiler(
      ({ schema }) =>
        (data) =>
          (schema as unknown as Joi.ObjectSchema).validate(data) as { value: unknown },
    );
    app.get('/bookings', { schema: { querystring: Joi.object({ nights: Joi.number() }) } }, (_request, reply) => reply.ok());
    const { status, body } = await ask(app, 'GET', '/bookings?nights=hunter2');
    expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ detail: '"nights" must be a number', code: 'number.base' }] } });
  });

  it('are a 503 where a handler takes longer than its timeout', async () => {
    const app = await appWith();
    app.get('/', { handlerTimeout: 20 }, () => new Promise(() => {}));
    expect(await ask(app, 'GET', '/')).toEqual({ status: 503, body: { title: 'Service Unavailable', status: 503 } });
  });

  it.each([
    ['has no secret', 'FST_CSRF_MISSING_SECRET', {}],
    ['has another token', 'FST_CSRF_INVALID_TOKEN', { cookie: '_csrf=harbour', 'x-csrf-token': 'hunter2' }],
  ])('are a 403 with its code where a form %s', async (_, code, headers) => {
    const app = await appWith();
    await app.register(cookie);
    await app.register(csrf);
    app.post('/', { onRequest: (request, reply, done) => app.csrfProtection(request, reply, done) }, (_request, reply) => reply.ok());
    const answer = await ask(app, 'POST', '/', { headers: { ...API, ...headers } });
    expect(answer).toEqual({ status: 403, body: { title: 'Forbidden', status: 403, detail: 'This form has expired. Please send it again.', code } });
  });

  it('are not what merely looks like one: it has its status, and none of its text and header fields', async () => {
    const app = await appWith();
    app.get('/', () => Promise.reject(Object.assign(new Error('S3CRET'), { statusCode: 404, code: 'E_UPSTREAM', headers: { 'x-leak': '1' } })));
    const answer = await app.inject({ url: '/', headers: API });
    expect([answer.statusCode, answer.headers['x-leak']]).toEqual([404, undefined]);
    expect(answer.body).not.toContain('S3CRET');
  });
});
