import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IncomingRequest } from 'halyard';
import { halyard, type WebSocketResponses } from 'halyard/ws';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { refuseUncaughtErrors } from '../sockets/uncaught-errors.ts';

refuseUncaughtErrors();

const ends: (() => unknown)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end();
});

type Prepare = (app: { readonly wss: WebSocketServer; readonly responses: WebSocketResponses; readonly server: ReturnType<typeof createServer> }) => void;

/** A server of ws whose outage begins and ends. */
async function serve(prepare: Prepare, isAttached = true) {
  const state = { out: false, asked: [] as string[], log: [] as Record<string, unknown>[], url: '' };
  const keep = (record: object): void => void state.log.push(record as Record<string, unknown>);
  const server = createServer();
  const wss = new WebSocketServer(isAttached ? { server } : { noServer: true });
  const responses = halyard(wss, {
    environment: 'production',
    logger: { error: keep, warn: keep, info: keep, debug: keep },
    maintenance: {
      meets(request: IncomingRequest) {
        state.asked.push(request.url);
        return state.out && request.header('cookie') !== 'pass=1' ? { retryAfter: 30, message: 'We move' } : undefined;
      },
    },
  });
  prepare({ wss, responses, server });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    for (const socket of wss.clients) socket.terminate();
    server.close();
    server.closeAllConnections();
  });
  state.url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/orders`;
  return state;
}

async function open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<WebSocket> {
  const socket = new WebSocket(url, { headers });
  ends.push(() => socket.terminate());
  await once(socket, 'open');
  return socket;
}

async function refusal(url: string): Promise<{ readonly head: IncomingMessage; readonly text: string }> {
  const socket = new WebSocket(url);
  socket.on('error', () => undefined);
  const [, head] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  let text = '';
  for await (const chunk of head.setEncoding('utf8')) text += chunk;
  return { head, text };
}

const echo: Prepare = ({ wss }) => {
  wss.on('connection', (socket) => socket.on('message', (data) => socket.send(`echo ${data}`)));
};

describe('a planned outage on ws', () => {
  it('refuses an upgrade with an HTTP 503, once, and lets it through afterwards', async () => {
    const state = await serve(echo);
    state.out = true;
    const { head, text } = await refusal(state.url);
    expect([head.statusCode, head.headers['retry-after'], head.headers['content-type']]).toEqual([503, '30', 'application/problem+json']);
    expect(JSON.parse(text)).toMatchObject({ status: 503, detail: 'We move', reference: head.headers['error-reference'] });
    expect(state.asked).toEqual(['/orders']);
    expect(state.log).toEqual([expect.objectContaining({ status: 503, maintenance: true, reference: head.headers['error-reference'] })]);
    state.out = false;
    const socket = await open(state.url);
    socket.send('hello');
    expect(String((await once(socket, 'message'))[0])).toBe('echo hello');
  });

  it('closes an open socket at its next message with 1013 and the reason, and no listener hears that message', async () => {
    const heard: string[] = [];
    const state = await serve(({ wss, responses }) => {
      wss.on('connection', (socket) => {
        socket.on('message', (data) => heard.push(`plain ${data}`));
        socket.on(
          'message',
          responses.message((data) => heard.push(`wrapped ${data}`)),
        );
      });
    });
    const socket = await open(state.url);
    state.out = true;
    for (const text of ['one', 'two', 'three']) socket.send(text);
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    expect(code).toBe(1013);
    expect(String(reason)).toMatch(/^503 Service Unavailable [0-9A-Z]{4}-[0-9A-Z]{4}: We move$/);
    expect(heard).toEqual([]);
    expect(state.log).toHaveLength(1);
  });

  it('leaves an open socket that sends nothing', async () => {
    const state = await serve(echo);
    const socket = await open(state.url);
    state.out = true;
    await refusal(state.url);
    state.out = false;
    socket.send('hello');
    expect(String((await once(socket, 'message'))[0])).toBe('echo hello');
  });

  it('runs no handler of responses.upgrade(), and asks the source once for an upgrade that is let through', async () => {
    const ran: string[] = [];
    const state = await serve(({ wss, responses, server }) => {
      const upgrade = responses.upgrade((request, socket, head) => {
        ran.push('upgrade');
        wss.handleUpgrade(request, socket, head, (client) => wss.emit('connection', client, request));
      });
      server.on('upgrade', upgrade);
    }, false);
    state.out = true;
    expect((await refusal(state.url)).head.statusCode).toBe(503);
    expect(ran).toEqual([]);
    state.out = false;
    await open(state.url);
    expect(ran).toEqual(['upgrade']);
    expect(state.asked).toHaveLength(2);
  });

  it("lets a client through whose handshake has the source's cookie", async () => {
    const state = await serve(echo);
    state.out = true;
    const socket = await open(state.url, { cookie: 'pass=1' });
    socket.send('hello');
    expect(String((await once(socket, 'message'))[0])).toBe('echo hello');
  });
});
