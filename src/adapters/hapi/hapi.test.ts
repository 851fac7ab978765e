import type { Lifecycle, ResponseToolkit } from '@hapi/hapi';
import { describe, expect, it } from 'vitest';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';
import { halyard } from './hapi.ts';

describe('responses on hapi', () => {
  it.each<[string, (h: ResponseToolkit) => unknown, number]>([
    ['a value that the handler returns', (h) => [h.badRequest('Too long'), h.response('done')][1], 1],
    ['nothing that the handler returns', (h) => void h.badRequest('Too long'), 0],
    [
      "Node's own reply",
      (h) => {
        const refused = h.badRequest('Too long');
        h.request.raw.res.end('done');
        return refused;
      },
      1,
    ],
  ])('stand when a failure is followed by %s', async (_, handler, times) => {
    const { server, log } = await hapiServer();
    server.route({ method: 'GET', path: '/', handler: ((_request, h) => handler(h)) as Lifecycle.Method });
    expect((await ask(server)).json).toMatchObject({ status: 400, detail: 'Too long' });
    expect(log.filter(({ line }) => line.includes('E_ANSWERED_TWICE'))).toHaveLength(times);
    expect(log).toHaveLength(1 + times);
  });

  it('take over before the handler: in an extension, in pre, in an authentication scheme', async () => {
    const { server } = await hapiServer();
    server.route([
      { method: 'GET', path: '/', handler: () => 'ok' },
      { method: 'GET', path: '/pre', options: { pre: [(_request, h) => h.gone('It is no longer here')] }, handler: () => 'ok' },
    ]);
    expect((await ask(server, '/pre')).json).toMatchObject({ status: 410, detail: 'It is no longer here' });
    server.ext('onPreHandler', (_request, h) => h.forbidden('Only the owner may'));
    expect((await ask(server)).json).toMatchObject({ status: 403, detail: 'Only the owner may' });
  });

  it('keep the cookies, the CORS fields and the Vary of hapi, and drop what was for the body', async () => {
    const { server } = await hapiServer({}, { routes: { cors: { origin: ['https://shop.example'] } } });
    server.state('basket', { isSecure: false, isSameSite: false });
    server.route({
      method: 'GET',
      path: '/',
      handler: (_request, h) => {
        h.state('basket', '7');
        h.entity({ etag: 'old' });
        return h.notFound();
      },
    });
    const { status, headers } = await ask(server, '/', { headers: { origin: 'https://shop.example', 'if-none-match': '"other"' } });
    expect([status, headers.get('access-control-allow-origin'), headers.get('etag'), headers.get('content-length')]).toEqual([
      404,
      'https://shop.example',
      null,
      expect.any(String),
    ]);
    expect(headers.get('set-cookie')).toContain('basket=7');
    expect(headers.get('vary')?.toLowerCase()).toMatch(/accept.*origin/);
  });

  it('answer server.inject(), whose requests come over no network, as any client far away', async () => {
    const { server } = await hapiServer({ environment: 'development' });
    server.route([
      { method: 'GET', path: '/', handler: (_request, h) => h.ok({ id: 7 }) },
      { method: 'POST', path: '/', handler: () => Promise.reject(new Error('S3CRET')) },
    ]);
    const [fine, failed] = [await server.inject('/'), await server.inject({ method: 'POST', url: '/', payload: { email: 'me' } })];
    expect([fine.statusCode, JSON.parse(fine.payload)]).toEqual([200, { id: 7 }]);
    expect([failed.statusCode, JSON.parse(failed.payload).title]).toEqual([500, 'Internal Server Error']);
    expect(failed.payload).not.toContain('S3CRET');
    expect((await server.inject({ method: 'HEAD', url: '/nowhere' })).payload).toBe('');
  });
});

describe('a response of the app’s own on hapi', () => {
  it.each<[string, (this: { res: ResponseToolkit; default(): unknown }) => unknown]>([
    [
      'a response of hapi’s',
      function () {
        return this.res.response('out of stock').code(409).header('retry-after', '60');
      },
    ],
    [
      'a promise of it',
      async function () {
        return this.res.response('out of stock').code(409).header('retry-after', '60');
      },
    ],
  ])('answers by returning %s, called and thrown', async (_, outOfStock) => {
    const { server } = await hapiServer({ responses: { outOfStock, serverError: outOfStock } });
    server.route([
      { method: 'GET', path: '/', handler: (_request, h) => (h as unknown as { outOfStock(): Lifecycle.ReturnValue }).outOfStock() },
      { method: 'GET', path: '/thrown', handler: () => Promise.reject(new Error('S3CRET')) },
    ]);
    for (const path of ['/', '/thrown']) {
      const { status, text, headers } = await ask(server, path);
      expect([status, text, headers.get('retry-after')]).toEqual([409, 'out of stock', '60']);
    }
  });

  it('may return a plain value, or the default', async () => {
    const { server } = await hapiServer({
      responses: {
        gone: () => ({ gone: true }),
        forbidden(this: { default(message: string): unknown }) {
          return this.default('Ask the owner');
        },
      },
    });
    server.route([
      { method: 'GET', path: '/', handler: (_request, h) => h.gone() },
      { method: 'GET', path: '/forbidden', handler: (_request, h) => h.forbidden() },
    ]);
    expect((await ask(server)).json).toEqual({ gone: true });
    expect((await ask(server, '/forbidden')).json).toMatchObject({ status: 403, detail: 'Ask the owner' });
  });
});

describe('the plugin', () => {
  it('refuses a second registration, a name that is taken, and what is no server', async () => {
    const { server } = await hapiServer();
    await expect(server.register(halyard)).rejects.toMatchObject({ code: 'E_MOUNTED_TWICE' });
    await expect(hapiServer({}, { prepare: (made) => made.decorate('toolkit', 'notFound' as never, (() => 'mine') as never) })).rejects.toMatchObject({
      code: 'E_NAME_TAKEN',
    });
    await expect(hapiServer({ responses: { redirect: () => 'mine' } })).rejects.toMatchObject({ code: expect.stringMatching(/^E_/) });
    expect(() => (halyard as { register(server: unknown, options: object): void }).register({}, {})).toThrow(expect.objectContaining({ code: 'E_NOT_AN_APP' }));
    await expect(hapiServer({ loger: false } as never)).rejects.toMatchObject({ code: 'E_OPTION_UNKNOWN' });
  });
});
