import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { halyard as onFetch } from '../../src/adapters/fetch/fetch.ts';
import { halyard as onHono } from '../../src/adapters/hono/hono.ts';

const OPTIONS = { environment: 'production', logger: false } as const;

/** How middleware reads the body before the handler does: on a clone of the request. */
const READ: Readonly<Record<string, (request: Request) => Promise<unknown>>> = {
  json: (request) => request.clone().json(),
  'json of a clone of a clone': (request) => request.clone().clone().json(),
  'json after a clone': async (request) => [await request.clone().text(), await request.json()],
  form: (request) => request.clone().formData(),
};

const HOSTS: Readonly<Record<string, (read: (request: Request) => Promise<unknown>) => (request: Request) => unknown>> = {
  'a fetch handler': (read) =>
    onFetch(OPTIONS).fetch(async (request) => {
      await read(request as Request);
      return new Response('read');
    }) as (request: Request) => unknown,
  Hono: (read) => {
    const app = new Hono();
    onHono(app, OPTIONS);
    app.post('/', async (c) => {
      await read(c.req.raw);
      return c.text('read');
    });
    return (request) => app.request(request);
  },
};

describe.each(Object.entries(HOSTS))('A clone of a request on %s', (_, open) => {
  const ask = async (how: string, body: string, type: string): Promise<number> => {
    const handler = open(READ[how] as (request: Request) => Promise<unknown>);
    const response = await handler(new Request('http://a.example/', { method: 'POST', body, headers: { 'content-type': type } }));
    return (response as Response).status;
  };

  it.each(['json', 'json of a clone of a clone', 'json after a clone'])('has a body that is no JSON: a 400 (%s)', async (how) => {
    expect(await ask(how, '{"email":', 'application/json')).toBe(400);
  });

  it.each(['json', 'json of a clone of a clone', 'json after a clone'])('can be read (%s)', async (how) => {
    expect(await ask(how, '{"email":"ann"}', 'application/json')).toBe(200);
  });

  it.each([
    ['no form', 400, 'multipart/form-data; boundary=b'],
    ['no media type of a form', 415, 'text/plain'],
  ])('has a body that is %s: a %i', async (_what, status, type) => {
    expect(await ask('form', 'ann', type)).toBe(status);
  });
});
