import { NotFound } from '@feathersjs/errors';
import Boom from '@hapi/boom';
import type { Lifecycle, ResponseToolkit } from '@hapi/hapi';
import { describe, expect, it, vi } from 'vitest';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';
import { forbidden } from '../../core/responses/index.ts';

const circular: Record<string, unknown> = {};
circular['self'] = circular;

class BerthTaken extends Error {
  override readonly name = 'BerthTaken';
}

describe('errors on hapi', () => {
  it.each<[string, (h: ResponseToolkit) => unknown, number, number, string | undefined]>([
    ["Boom.notFound('No such order')", () => Promise.reject(Boom.notFound('No such order')), 404, 0, 'No such order'],
    ['Boom.conflict() that is returned', () => Boom.conflict('Already paid'), 409, 0, 'Already paid'],
    ["Boom.badImplementation('S3CRET')", () => Promise.reject(Boom.badImplementation('S3CRET')), 500, 1, undefined],
    ["Boom.serverUnavailable('S3CRET')", () => Promise.reject(Boom.serverUnavailable('S3CRET')), 503, 1, undefined],
    ['boomify(error, 409)', () => Promise.reject(Boom.boomify(new Error('S3CRET'), { statusCode: 409 })), 409, 0, undefined],
    ['an Error', () => Promise.reject(new Error('S3CRET')), 500, 1, undefined],
    ['an Error that is returned', () => new Error('S3CRET'), 500, 1, undefined],
    ['a TypeError', () => Promise.reject(new TypeError('S3CRET')), 500, 1, undefined],
    ['a frozen Error', () => Promise.reject(Object.freeze(new Error('S3CRET'))), 500, 1, undefined],
    ['a frozen Error that is returned', () => Object.freeze(new Error('S3CRET')), 500, 1, undefined],
    ['a text', () => Promise.reject('S3CRET'), 500, 1, undefined],
    ['undefined', () => Promise.reject(undefined), 500, 1, undefined],
    ['an object with a status', () => Promise.reject({ status: 400, message: 'S3CRET' }), 500, 1, undefined],
    ['an Error with half a Boom on it', () => Promise.reject(Object.assign(new Error('S3CRET'), { isBoom: true })), 500, 1, undefined],
    ['throw forbidden()', () => Promise.reject(forbidden('Only the owner may')), 403, 0, 'Only the owner may'],
    [
      "an HTTP client's error with the class of a framework",
      () => Promise.reject(Object.assign(new NotFound('S3CRET'), { response: { status: 404 } })),
      500,
      1,
      undefined,
    ],
    [
      "undici's error with the marks of http-errors",
      () => Promise.reject(Object.assign(new Error('S3CRET'), { code: 'UND_ERR_SOCKET', status: 404, expose: true })),
      500,
      1,
      undefined,
    ],
    ['nothing returned', () => undefined, 500, 1, undefined],
    ['data that is no JSON', () => circular, 500, 1, undefined],
    ['a field that cannot be sent', (h) => h.response('ok').header('x-order', 'a\nb'), 500, 1, undefined],
    ['a cookie that cannot be sent', (h) => h.response('ok').state('order', 'S3CRET; x'), 500, 1, undefined],
  ])('answers %s, logs it once, and hapi’s own event is emitted for what is ours', async (_, handler, status, times, detail) => {
    const { server, log, heard } = await hapiServer();
    const debug = vi.spyOn(console, 'error').mockReturnValue();
    server.route({ method: 'GET', path: '/', handler: ((_request, h) => handler(h)) as Lifecycle.Method });
    const { status: found, json, text, headers } = await ask(server);
    expect([found, json.status, json.detail]).toEqual([status, status, detail]);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).not.toContain('S3CRET');
    expect(log.map(({ reference }) => reference)).toEqual([json.reference]);
    expect(heard).toHaveLength(times);
    expect(debug).not.toHaveBeenCalled();
    debug.mockRestore();
  });

  it('leaves the app its own error in extensions that come before, and takes what they make of it', async () => {
    const { server, heard } = await hapiServer();
    server.ext('onPreResponse', ({ response }, h) => (response instanceof BerthTaken ? h.response('taken').code(409) : h.continue), { before: 'halyard' });
    server.route({
      method: 'GET',
      path: '/',
      handler: () => {
        throw new BerthTaken('S3CRET');
      },
    });
    const { status, text } = await ask(server);
    expect([status, text, heard]).toEqual([409, 'taken', []]);
  });

  it('answers what an extension after it throws, over a success and over a failure', async () => {
    const { server, log } = await hapiServer();
    server.ext('onPreResponse', () => {
      throw new Error('S3CRET: the session store is down');
    });
    server.route([
      { method: 'GET', path: '/', handler: (_request, h) => h.ok({ id: 7 }) },
      { method: 'GET', path: '/refused', handler: (_request, h) => h.forbidden('Only the owner may') },
    ]);
    expect((await ask(server)).json).toEqual({ title: 'Internal Server Error', status: 500, reference: expect.any(String) });
    expect(log.splice(0)).toHaveLength(1);
    expect((await ask(server, '/refused')).json).toMatchObject({ status: 403, detail: 'Only the owner may' });
    expect(log.map(({ line }) => line)).toEqual([expect.stringContaining('403'), expect.stringContaining('the session store is down')]);
    expect(new Set(log.map(({ reference }) => reference)).size).toBe(1);
  });

  it('keeps the fields that a plugin has put on a Boom, and its challenge', async () => {
    const { server } = await hapiServer();
    server.auth.scheme('token', () => ({ authenticate: () => Promise.reject(Boom.unauthorized(null, 'Bearer')) }));
    server.auth.strategy('token', 'token');
    server.ext(
      'onPreResponse',
      ({ response }, h) => {
        if ('isBoom' in response) Object.assign(response.output.headers, { 'Content-Security-Policy': "default-src 'self'", etag: '"old"' });
        return h.continue;
      },
      { before: 'halyard' },
    );
    server.route({ method: 'GET', path: '/', options: { auth: 'token' }, handler: () => 'ok' });
    const { status, headers } = await ask(server);
    expect([status, headers.get('www-authenticate'), headers.get('content-security-policy'), headers.get('etag')]).toEqual([
      401,
      'Bearer',
      "default-src 'self'",
      null,
    ]);
  });

  it('answers what is hapi’s own: no route, another method, an address that cannot be decoded, a body', async () => {
    const { server } = await hapiServer();
    server.route({ method: 'POST', path: '/orders', options: { payload: { maxBytes: 20, allow: 'application/json' } }, handler: () => 'ok' });
    server.route({ method: 'GET', path: '/orders/{id}', handler: () => 'ok' });
    const post = (body: string, type = 'application/json') => ask(server, '/orders', { method: 'POST', body, headers: { 'content-type': type } });
    const answers = [
      await ask(server, '/nowhere'),
      await ask(server, '/orders'),
      await ask(server, '/orders/%'),
      await post('{"a":'),
      await post('a=1', 'text/plain'),
      await post(`"${'x'.repeat(30)}"`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 400, 400, 415, 413]);
    for (const { headers } of answers) expect(headers.get('content-type')).toBe('application/problem+json');
  });
});
