import { connect, type Socket } from 'node:net';
import type { Lifecycle, ResponseToolkit, Server } from '@hapi/hapi';
import { describe, expect, it } from 'vitest';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';

/** Sends two requests on one connection, and returns all that comes back. */
async function pipelined(server: Server, ...paths: string[]): Promise<string> {
  await server.start();
  let text = '';
  await new Promise<void>((resolve) => {
    const socket: Socket = connect(server.info.port as number, '127.0.0.1', () => {
      socket.write(paths.map((path, at) => `GET ${path} HTTP/1.1\r\nHost: x\r\n${at === paths.length - 1 ? 'Connection: close\r\n' : ''}\r\n`).join(''));
    });
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve());
  });
  return text;
}

async function withScheme(response: (h: ResponseToolkit) => unknown, handler: (h: ResponseToolkit) => unknown) {
  const { server, log } = await hapiServer();
  server.auth.scheme('signed', () => ({
    authenticate: (_request, h) => h.authenticated({ credentials: {} }),
    response: ((_request, h) => response(h)) as Lifecycle.Method,
  }));
  server.auth.strategy('signed', 'signed');
  server.route({ method: 'GET', path: '/', options: { auth: 'signed' }, handler: ((_request, h) => handler(h)) as Lifecycle.Method });
  server.route({ method: 'GET', path: '/two', handler: () => 'TWO' });
  return { server, log };
}

const fail = (): never => {
  throw new TypeError('S3CRET: password=hunter2 at db.internal:5432, and a text that is longer than the answer');
};

describe('a step between a response and its head on hapi', () => {
  it.each<[string, (h: ResponseToolkit) => unknown, (h: ResponseToolkit) => unknown, number]>([
    ['fails after a value', fail, () => 1, 500],
    ['fails after h.ok()', fail, (h) => h.ok({ id: 7 }), 500],
    ['returns h.response()', (h) => h.response('x'), () => 1, 500],
    ['returns h.abandon', (h) => h.abandon, () => 1, 500],
    ['returns h.forbidden() after h.ok()', (h) => h.forbidden(), (h) => h.ok({ id: 7 }), 403],
    ['returns h.forbidden() after a value', (h) => h.forbidden(), () => 1, 403],
  ])('answers once and logs once if response() of a scheme %s', async (_, response, handler, status) => {
    const { server, log } = await withScheme(response, handler);
    const text = await pipelined(server, '/', '/two');
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(text).not.toContain('S3CRET');
    expect(text).toMatch(/"reference":"[^"]+"\}HTTP\/1.1 200 OK[\s\S]*TWO$/);
    expect(log.map(({ line }) => line)).toEqual([expect.stringContaining(`${status}`)]);
  });

  it('keeps the failure if response() of a scheme fails after it', async () => {
    const { server, log } = await withScheme(fail, (h) => h.notFound('No such order'));
    expect((await ask(server)).json).toMatchObject({ status: 404, detail: 'No such order' });
    expect(log).toHaveLength(2);
  });

  it.each<[string, (h: ResponseToolkit) => unknown, number, number]>([
    ['a value', () => 'x', 500, 1],
    ['h.ok()', (h) => h.ok({ id: 7 }), 500, 1],
    ['h.notFound()', (h) => h.notFound('No such order'), 404, 2],
    ['an error', () => Promise.reject(new Error('S3CRET')), 500, 2],
  ])('answers if a cookie cannot be sent after %s', async (_, handler, status, records) => {
    for (const change of ['state', 'unstate'] as const) {
      const { server, log } = await hapiServer();
      server.state('cart', {
        contextualize: () => {
          throw new Error('S3CRET cart');
        },
      });
      server.route({
        method: 'GET',
        path: '/',
        handler: ((_request, h) => {
          (h[change] as (name: string, value?: unknown) => void)('cart', change === 'state' ? '1' : undefined);
          return handler(h);
        }) as Lifecycle.Method,
      });
      const { status: found, json, text, headers } = await ask(server);
      expect([found, json.status, headers.get('content-type')]).toEqual([status, status, 'application/problem+json']);
      expect(text).not.toContain('S3CRET');
      expect(log.length).toBeLessThanOrEqual(records);
      expect(log.length).toBeGreaterThan(0);
    }
  });

  it('answers with an extension’s status if the value of an automatic cookie cannot be made', async () => {
    const { server } = await hapiServer();
    server.state('visitor', { autoValue: fail });
    server.route({ method: 'GET', path: '/', handler: () => 'x' });
    server.ext('onPreResponse', fail);
    const { status, text } = await ask(server);
    expect(status).toBe(500);
    expect(text).not.toContain('S3CRET');
  });

  it.each<[string, (h: ResponseToolkit) => unknown]>([
    ['a content type that is no text', (h) => h.response('x').header('content-type', 5 as never)],
    ['an encoding that Node does not have', (h) => h.response('x').encoding('nope' as never)],
    ['toJSON() that throws null', () => ({ toJSON: () => throwValue(null) })],
    ['toJSON() that throws a frozen error', () => ({ toJSON: () => throwValue(Object.freeze(new TypeError('S3CRET'))) })],
    ['an entity tag that hapi refuses', (h) => h.entity({ etag: '*' }) ?? 'x'],
    ['a symbol', () => Symbol('order')],
    ['a status message that cannot be sent', (h) => h.response('x').message('a\nb')],
  ])('answers a 500 and logs it once: %s', async (_, handler) => {
    const { server, log } = await hapiServer();
    server.route({ method: 'GET', path: '/', handler: ((_request, h) => handler(h)) as Lifecycle.Method });
    const { status, text } = await ask(server);
    expect(status).toBe(500);
    expect(text).not.toContain('S3CRET');
    expect(log).toHaveLength(1);
  });

  it('sends a failure without the status message that cannot be sent', async () => {
    const { server, log } = await hapiServer();
    server.route({
      method: 'GET',
      path: '/',
      handler: ({ raw }, h) => {
        raw.res.statusMessage = 'a\nb';
        return h.notFound();
      },
    });
    expect((await ask(server)).status).toBe(404);
    expect(log).toHaveLength(1);
  });
});

function throwValue(value: unknown): never {
  throw value;
}
