import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect as connectTcp } from 'node:net';
import type { Options } from 'halyard';
import { halyard, type WebSocketResponses } from 'halyard/ws';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function harbour(
  prepare: (wss: WebSocketServer, responses: WebSocketResponses) => void,
  options: Options = { environment: 'production', logger: false },
): Promise<number> {
  const server = createServer();
  const wss = new WebSocketServer({ server, maxPayload: 100_000 });
  prepare(wss, halyard(wss, options));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(async () => {
    for (const socket of wss.clients) socket.terminate();
    wss.close();
    server.close();
    await once(server, 'close');
  });
  return (server.address() as AddressInfo).port;
}

/** Opens a socket, sends a message, and waits until the socket closes. */
async function endOf(port: number, message?: string): Promise<{ code: number; reason: string }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/tides`);
  if (message !== undefined) socket.once('open', () => socket.send(message));
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return { code, reason: reason.toString() };
}

describe('a response on a WebSocket', () => {
  it.each([
    ['forbidden', ['Only the owner may'], 1008, /^403 Forbidden [\w-]+: Only the owner may$/],
    ['badRequest', [[{ path: ['boat'], message: 'Too long' }]], 1008, /^400 Bad Request [\w-]+: Too long$/],
    ['tooManyRequests', [], 1013, /^429 Too Many Requests [\w-]+$/],
    ['serviceUnavailable', [{ retryAfter: 5 }], 1013, /^503 Service Unavailable [\w-]+$/],
    ['serverError', [new Error('S3CRET')], 1011, /^500 Internal Server Error [\w-]+$/],
  ] as const)('closes it: %s', async (name, args, code, reason) => {
    const port = await harbour((wss, responses) => {
      wss.on(
        'connection',
        responses.connection((_socket, res) => (res as unknown as Record<string, (...args: readonly unknown[]) => unknown>)[name]!(...args)),
      );
    });
    expect(await endOf(port)).toEqual({ code, reason: expect.stringMatching(reason) });
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('S3CRET');
      },
    ],
    ['rejects', () => Promise.reject(new Error('S3CRET'))],
    ['rejects with undefined', () => Promise.reject(undefined)],
  ])('closes with 1011 and without detail when the handler %s', async (_how, handler) => {
    const port = await harbour((wss, responses) => {
      wss.on(
        'connection',
        responses.connection((socket) => {
          socket.on('message', responses.message(handler));
        }),
      );
    });
    expect(await endOf(port, 'high water?')).toEqual({ code: 1011, reason: expect.stringMatching(/^500 Internal Server Error [\w-]+$/) });
  });

  it('passes a message on, and leaves the socket open without an error', async () => {
    const port = await harbour((wss, responses) => {
      wss.on('connection', (socket) => {
        socket.on(
          'message',
          responses.message(async (data) => socket.send(`heard ${data}`)),
        );
      });
    });
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    socket.once('open', () => socket.send('one'));
    const [answer] = (await once(socket, 'message')) as [Buffer];
    expect(answer.toString()).toBe('heard one');
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.terminate();
  });

  it('shows a developer on this machine the error, cut to the size of a frame', async () => {
    const port = await harbour(
      (wss, responses) => {
        wss.on(
          'connection',
          responses.connection(() => Promise.reject(new Error(`the gauge ${'ü'.repeat(100)}`))),
        );
      },
      { environment: 'development', logger: false },
    );
    const { reason } = await endOf(port);
    expect(reason).toContain('the gauge');
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
  });

  it('is logged under the address of the handshake', async () => {
    const records: object[] = [];
    const keep = (record: object) => void records.push(record);
    const port = await harbour(
      (wss, responses) => {
        wss.on(
          'connection',
          responses.connection((_socket, res) => res.forbidden('No')),
        );
      },
      { environment: 'production', logger: { error: keep, warn: keep, info: keep, debug: keep } },
    );
    await endOf(port);
    expect(records).toEqual([expect.objectContaining({ response: 'forbidden', status: 403, path: '/tides' })]);
  });

  it('is not sent for an invalid frame, and the server continues', async () => {
    const port = await harbour((wss, responses) => {
      wss.on(
        'connection',
        responses.connection(() => undefined),
      );
    });
    const tcp = connectTcp(port, '127.0.0.1');
    tcp.write(
      'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    await once(tcp, 'data');
    tcp.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    await once(tcp, 'close');
    expect((await endOf(port, 'x'.repeat(200_000))).code).toBe(1009);
  });
});
