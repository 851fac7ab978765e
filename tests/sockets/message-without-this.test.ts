import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CloseReply, halyard as halyardWs, type WebSocketLike, type WebSocketResponses } from 'halyard/ws';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { refuseUncaughtErrors } from './uncaught-errors.ts';

refuseUncaughtErrors();

describe('responses.message of ws', () => {
  type Message = (...args: [data: Buffer, isBinary: boolean, res: CloseReply<WebSocketLike>]) => unknown;
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  const connect = async (wrap: (socket: WebSocket, responses: WebSocketResponses, handler: Message) => void, handler: Message): Promise<WebSocket> => {
    const server = createServer();
    const wss = new WebSocketServer({ server });
    const responses = halyardWs(wss, { environment: 'production', logger: false });
    wss.on('connection', (socket) => wrap(socket, responses, handler));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(() => {
      for (const socket of wss.clients) socket.terminate();
      server.close();
    });
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await once(client, 'open');
    return client;
  };

  const WAYS: Readonly<Record<string, (socket: WebSocket, responses: WebSocketResponses, handler: Message) => void>> = {
    'as it is': (socket, { message }, handler) => socket.on('message', message(handler)),
    'an arrow function': (socket, { message }, handler) => {
      const listener = message(handler);
      socket.on('message', (data: Buffer) => listener(data, false));
    },
    'bind({})': (socket, { message }, handler) => socket.on('message', message(handler).bind({})),
    addEventListener: (socket, { message }, handler) => {
      const listener = message(handler);
      socket.addEventListener('message', ({ data }) => listener(data as Buffer, false));
    },
    'a function that waits first': (socket, { message }, handler) => {
      const listener = message(handler);
      socket.on('message', (data: Buffer) => void setTimeout(() => listener(data, false), 5));
    },
  };

  it.each(Object.entries(WAYS))('closes only its own socket, registered by %s', async (_name, wrap) => {
    const client = await connect(wrap, (data, _isBinary, res) => (String(data) === 'bad' ? res.forbidden('No') : undefined));
    client.send('good');
    client.send('bad');
    const [code, reason] = (await once(client, 'close')) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1008, expect.stringMatching(/^403 Forbidden .*: No$/)]);
  });

  it.each(Object.entries(WAYS))('closes with 1011 when it throws, registered by %s', async (_name, wrap) => {
    const client = await connect(wrap, () => {
      throw new Error('S3CRET');
    });
    client.send('x');
    const [code] = (await once(client, 'close')) as [number];
    expect(code).toBe(1011);
  });

  it('never throws when it is called outside of an event', async () => {
    const client = await connect(
      (_socket, { message }, handler) => expect(message(handler)(Buffer.from('x'), false)).toBe(undefined),
      (_data, _isBinary, res) => res.notFound(),
    );
    expect(client.readyState).toBe(WebSocket.OPEN);
  });
});
