import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { halyard, type WebSocketResponses } from 'halyard/ws';
import { afterEach, describe, expect, it } from 'vitest';
import { type ServerOptions, WebSocket, WebSocketServer } from 'ws';
import { refuseUncaughtErrors } from './uncaught-errors.ts';

refuseUncaughtErrors();

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const fail = (): never => {
  throw new Error('S3CRET');
};

/** What an app does to a server of ws. */
type Prepare = (app: { wss: WebSocketServer; responses: WebSocketResponses; server: Server }) => void;

/** A server of ws whose log is kept. */
async function serve(options: ServerOptions, prepare: Prepare = () => undefined, preset?: 'sails-1' | 'sails-0.9') {
  const records: Record<string, unknown>[] = [];
  const keep = (record: object): void => void records.push(record as Record<string, unknown>);
  const server = createServer();
  const wss = new WebSocketServer(options.noServer ? options : { server, ...options });
  const logger = { error: keep, warn: keep, info: () => {}, debug: () => {} };
  prepare({ wss, responses: halyard(wss, { environment: 'production', logger, ...(preset !== undefined && { preset }) }), server });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    for (const socket of wss.clients) socket.terminate();
    wss.close();
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `ws://127.0.0.1:${port}`, port, records };
}

async function refusalOf(url: string): Promise<{ status: number; type: string | undefined; text: string }> {
  const socket = new WebSocket(url, ['orders']);
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode as number, type: response.headers['content-type'], text };
}

describe('responses.upgrade', () => {
  it.each<[string, number, string, Prepare]>([
    [
      'an exception after handleUpgrade',
      1011,
      '500 Internal Server Error',
      ({ wss, responses, server }) =>
        server.on(
          'upgrade',
          responses.upgrade((request, socket, head) => {
            wss.handleUpgrade(request, socket, head, (client) => wss.emit('connection', client, request));
            fail();
          }),
        ),
    ],
    [
      'a later rejection',
      1011,
      '500 Internal Server Error',
      ({ wss, responses, server }) =>
        server.on(
          'upgrade',
          responses.upgrade(async (request, socket, head) => {
            wss.handleUpgrade(request, socket, head, (client) => wss.emit('connection', client, request));
            await pause(10);
            fail();
          }),
        ),
    ],
    [
      'a response after handleUpgrade',
      1008,
      '403 Forbidden',
      ({ wss, responses, server }) =>
        server.on(
          'upgrade',
          responses.upgrade((request, socket, head, res) => {
            wss.handleUpgrade(request, socket, head, (client) => wss.emit('connection', client, request));
            return res.forbidden('Members only');
          }),
        ),
    ],
    [
      'an exception in the callback of handleUpgrade, in a listener without Halyard',
      1011,
      '500 Internal Server Error',
      ({ wss, server }) => server.on('upgrade', (request, socket, head) => wss.handleUpgrade(request, socket, head, fail)),
    ],
  ])('closes the socket if the connection is a WebSocket already: %s', async (_what, code, reason, prepare) => {
    const { url, records } = await serve({ noServer: true }, prepare);
    const got = (await once(new WebSocket(url), 'close')) as [number, Buffer];
    expect([got[0], got[1].toString()]).toEqual([code, expect.stringContaining(reason)]);
    expect(records).toHaveLength(1);
  });

  it.each(['refuses', 'accepts'])('survives a client that goes before an async handler %s', async (what) => {
    const { port } = await serve({ noServer: true }, ({ wss, responses, server }) =>
      server.on(
        'upgrade',
        responses.upgrade(async (request, socket, head, res) => {
          await pause(60);
          if (what === 'refuses') return res.unauthorized();
          return wss.handleUpgrade(request, socket, head, (client) => wss.emit('connection', client, request));
        }),
      ),
    );
    const client = connect(port, '127.0.0.1');
    client.on('error', () => undefined);
    await once(client, 'connect');
    const fields = 'Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13';
    client.write(`GET / HTTP/1.1\r\n${fields}\r\n\r\n`);
    await pause(20);
    client.resetAndDestroy();
    await pause(100);
  });
});

describe('a function of the app before the upgrade', () => {
  it.each<[string, ServerOptions['verifyClient']]>([
    [
      'throws',
      (_info, done) => {
        done(true);
        fail();
      },
    ],
    [
      'rejects',
      (async (_info: unknown, done: (yes: boolean) => void) => {
        done(true);
        await pause(5);
        fail();
      }) as never,
    ],
  ])('that %s after its decision is logged, and the decision stands', async (_how, verifyClient) => {
    const { url, records } = await serve({ verifyClient });
    await once(new WebSocket(url), 'open');
    await pause(20);
    expect(records).toEqual([expect.objectContaining({ status: 500, path: '/' })]);
  });

  it.each<[string, () => Promise<string>]>([
    ['resolves', async () => 'orders'],
    ['rejects', async () => fail()],
  ])('that chooses the protocol with a promise that %s is a 500, and the log says why', async (_how, handleProtocols) => {
    const { url, records } = await serve({ handleProtocols: handleProtocols as never });
    const { status, text } = await refusalOf(url);
    expect([status, text.includes('S3CRET')]).toEqual([500, false]);
    expect(JSON.stringify(records)).toContain('E_PROMISE');
  });
});

describe('with a preset', () => {
  it.each(['sails-1', 'sails-0.9'] as const)('a refusal has the body and the media type of %s', async (preset) => {
    const { url } = await serve({ verifyClient: (_info, done) => done(false, 403, 'Members only') }, undefined, preset);
    const { status, type, text } = await refusalOf(url);
    const body = preset === 'sails-1' ? 'Members only' : { status: 403, message: 'Members only' };
    expect([status, type, JSON.parse(text)]).toEqual([403, 'application/json; charset=utf-8', body]);
  });

  it('the reason of a closed socket has the reference', async () => {
    const { url, records } = await serve({}, ({ wss }) => wss.on('connection', fail), 'sails-1');
    const [code, reason] = (await once(new WebSocket(url), 'close')) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1011, `500 Internal Server Error ${records[0]?.reference}`]);
  });
});
