import type { Lifecycle } from '@hapi/hapi';
import inert from '@hapi/inert';
import joi from 'joi';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';

describe('what hapi validates', () => {
  const payload = joi.object({ email: joi.string().email().required(), password: joi.string().min(8) });
  const post = { method: 'POST', body: JSON.stringify({ email: 'S3CRET', password: 'hunter2' }), headers: { 'content-type': 'application/json' } };

  it('is refused as hapi has it by default: without the fields', async () => {
    const { server } = await hapiServer();
    server.route({ method: 'POST', path: '/', options: { validate: { payload } }, handler: () => 'ok' });
    expect((await ask(server, '/', post)).json).toMatchObject({ status: 400, detail: 'Invalid request payload input' });
  });

  it.each<[string, Lifecycle.FailAction]>([
    [
      'throws the error',
      (_request, _h, error) => {
        throw error;
      },
    ],
    ['hands it to a response', (_request, h, error) => h.badRequest(error, '/signup')],
  ])('has its issues where failAction %s', async (_, failAction) => {
    const { server, log } = await hapiServer();
    server.route({ method: 'POST', path: '/', options: { validate: { payload, failAction, options: { abortEarly: false } } }, handler: () => 'ok' });
    const { status, json, text } = await ask(server, '/', post);
    expect([status, json.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([400, ['#/email', '#/password']]);
    expect(text + JSON.stringify(log)).not.toMatch(/S3CRET|hunter2/);
  });

  it('may be validated by another library, in a function', async () => {
    const { server } = await hapiServer();
    const schema = z.object({ email: z.email('Not an address') });
    const failAction: Lifecycle.FailAction = (_request, _h, error) => {
      throw error;
    };
    server.route({ method: 'POST', path: '/', options: { validate: { payload: async (value) => schema.parse(value), failAction } }, handler: () => 'ok' });
    const { json } = await ask(server, '/', post);
    expect([json.status, json.errors]).toEqual([400, [expect.objectContaining({ pointer: '#/email', detail: 'Not an address' })]]);
  });

  it('of an answer is a failure of ours, and its values are in no log', async () => {
    const { server, log } = await hapiServer();
    server.route({ method: 'GET', path: '/', options: { response: { schema: joi.object({ id: joi.number() }) } }, handler: () => ({ id: 'S3CRET' }) });
    const { json } = await ask(server);
    expect(json).toEqual({ title: 'Internal Server Error', status: 500, reference: expect.any(String) });
    expect(JSON.stringify(log)).not.toContain('S3CRET');
  });
});

describe('Inert', () => {
  it('a file that is not there is a 404 page, and one that is goes out untouched', async () => {
    const { server } = await hapiServer({}, { prepare: (made) => made.register(inert), routes: { files: { relativeTo: import.meta.dirname } } });
    server.route([
      { method: 'GET', path: '/missing', handler: (_request, h) => h.file('missing.txt') },
      { method: 'GET', path: '/out', handler: (_request, h) => h.file('../../../package.json') },
      { method: 'GET', path: '/here', handler: (_request, h) => h.file('host.ts') },
    ]);
    const page = await ask(server, '/missing', { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.text).toContain('Not Found');
    expect((await ask(server, '/out')).status).toBe(403);
    expect((await ask(server, '/here')).text).toContain('hapiHost');
  });
});
