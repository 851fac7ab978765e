import { get } from 'node:http';
import Boom from '@hapi/boom';
import type { Lifecycle, ResponseToolkit } from '@hapi/hapi';
import { describe, expect, it } from 'vitest';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';
import { unauthorized } from '../../core/responses/index.ts';

const raw: Lifecycle.Method = (request, h) => {
  request.raw.res.end('RAW');
  return h.abandon;
};
const close: Lifecycle.Method = (_request, h) => h.close;

describe('a request that the app ends on hapi', () => {
  it.each<[string, Lifecycle.Method]>([
    ['request.raw.res.end() and h.abandon', raw],
    ['h.abandon', (_request, h) => h.abandon],
    ['h.close', close],
  ])('sends the failure of before: %s', async (_, end) => {
    const { server, log } = await hapiServer();
    const after: Lifecycle.Method = (request, h) => {
      h.notFound('No such order');
      return end.call(null, request, h);
    };
    server.route([
      { method: 'GET', path: '/', handler: after },
      { method: 'GET', path: '/pre', options: { pre: [after] }, handler: () => 'x' },
      { method: 'GET', path: '/last', options: { ext: { onPreResponse: { method: end } } }, handler: (_request, h) => h.notFound('No such order') },
    ]);
    for (const path of ['/', '/pre', '/last']) {
      expect((await ask(server, path)).json).toMatchObject({ status: 404, detail: 'No such order' });
      expect(log.splice(0).map(({ line }) => line)).toEqual([expect.stringContaining('404'), expect.stringContaining('E_ANSWERED_TWICE')]);
    }
  });

  it('sends what the app has written itself', async () => {
    const { server, log } = await hapiServer();
    server.route([
      { method: 'GET', path: '/', handler: raw },
      { method: 'GET', path: '/ok', handler: (request, h) => h.ok({ id: 7 }) && raw.call(null, request, h) },
    ]);
    expect([(await ask(server)).text, (await ask(server, '/ok')).text, log]).toEqual(['RAW', 'RAW', []]);
  });

  it('answers a Boom that an extension has thrown before the route is known', async () => {
    const { server, log } = await hapiServer();
    server.ext('onRequest', ({ path }, h) => {
      if (path === '/tenant') throw Boom.notFound('No such tenant');
      return h.continue;
    });
    expect((await ask(server, '/tenant')).json).toMatchObject({ status: 404, detail: 'No such tenant' });
    expect((await ask(server, '/nowhere')).json).toEqual({ title: 'Not Found', status: 404, reference: expect.any(String) });
    expect(log).toHaveLength(2);
  });

  it('logs a failure after the client has gone', async () => {
    const { server, log } = await hapiServer();
    let finish = (): void => undefined;
    let leave = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const gone = new Promise<void>((resolve) => {
      leave = resolve;
    });
    server.events.on('response', () => leave());
    server.route({
      method: 'GET',
      path: '/',
      handler: async () => {
        request.destroy();
        await gone;
        setTimeout(finish, 20);
        throw new Error('The database is down');
      },
    });
    await server.start();
    const request = get(server.info.uri, { agent: false }).on('error', () => undefined);
    await done;
    expect(log.map(({ level, line }) => [level, line])).toEqual([['debug', expect.stringContaining('the client was gone')]]);
  });

  it.each<[string, (h: ResponseToolkit) => unknown, number]>([
    ['a TypeError', (h) => h.unauthenticated(new TypeError('S3CRET')), 500],
    ['a frozen error', (h) => h.unauthenticated(Object.freeze(new Error('S3CRET'))), 500],
    ['an error of a response', (h) => h.unauthenticated(unauthorized('Sign in')), 401],
    ['a response', (h) => h.unauthenticated(h.unauthorized('Sign in') as never), 401],
  ])('answers h.unauthenticated() with %s', async (_, authenticate, status) => {
    const { server, log } = await hapiServer();
    server.auth.scheme('token', () => ({ authenticate: ((_request, h) => authenticate(h)) as Lifecycle.Method }));
    server.auth.strategy('token', 'token');
    server.route({ method: 'GET', path: '/', options: { auth: 'token' }, handler: () => 'ok' });
    const { json, text } = await ask(server);
    expect(json.status).toBe(status);
    expect(text).not.toContain('S3CRET');
    expect(log).toHaveLength(1);
  });
});
