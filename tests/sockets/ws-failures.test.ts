import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/** A server of ws whose log is kept. */
async function serve(options: ServerOptions, prepare: (wss: WebSocketServer, responses: WebSocketResponses, server: Server) => void = () => undefined) {
  const records: Record<string, unknown>[] = [];
  const keep = (record: object): void => void records.push(record as Record<string, unknown>);
  const server = createServer();
  const wss = new WebSocketServer(options.noServer ? options : { server, ...options });
  const logger = { error: keep, warn: keep, info: () => {}, debug: () => {} };
  prepare(wss, halyard(wss, { environment: 'production', logger }), server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(async () => {
    for (const socket of wss.clients) socket.terminate();
    wss.close();
    server.close();
    server.closeAllConnections();
  });
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, records };
}

/** The HTTP answer to a refused upgrade. */
async function refusalOf(url: string): Promise<{ status: number; headers: IncomingMessage['headers']; body: Record<string, unknown> }> {
  const socket = new WebSocket(url);
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode as number, headers: response.headers, body: JSON.parse(text) };
}

const fail = (): never => {
  throw new Error('S3CRET');
};

describe('a refused upgrade', () => {
  it.each<[string, ServerOptions, number, string | undefined]>([
    ['false', { verifyClient: () => false }, 401, undefined],
    ['false later', { verifyClient: (async () => pause(5).then(() => false)) as never }, 401, undefined],
    ['a callback with false', { verifyClient: (_info, done) => done(false) }, 401, undefined],
    ['a callback with code and message', { verifyClient: (_info, done) => done(false, 403, 'Members only') }, 403, 'Members only'],
    ['a callback later', { verifyClient: (_info, done) => void setTimeout(done, 5, false, 429, 'Too many sockets') }, 429, 'Too many sockets'],
    ['a status without a response', { verifyClient: (_info, done) => done(false, 418, 'Only tea') }, 418, 'Only tea'],
    ['a server error with a message', { verifyClient: (_info, done) => done(false, 500, 'S3CRET') }, 500, undefined],
    ['an exception', { verifyClient: fail }, 500, undefined],
    ['an exception of a function with a callback', { verifyClient: ((_info: unknown, _done: unknown) => fail()) as never }, 500, undefined],
    ['an error with a status', { verifyClient: (async () => Promise.reject(Object.assign(new Error('S3CRET'), { status: 403 }))) as never }, 403, undefined],
    ['a path that no server handles', { path: '/elsewhere' }, 400, undefined],
    ['an exception of handleProtocols', { handleProtocols: fail }, 500, undefined],
  ])('is a problem document: %s', async (_what, options, status, detail) => {
    const { url, records } = await serve(options);
    const socket = new WebSocket(`${url}/tides`, ['harbour']);
    socket.on('error', () => undefined);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += chunk;
    expect([response.statusCode, response.headers['content-type'], response.headers['cache-control']]).toEqual([
      status,
      'application/problem+json',
      'no-store',
    ]);
    expect(text).not.toContain('S3CRET');
    const body = JSON.parse(text);
    expect(body).toMatchObject({ status, title: expect.any(String) });
    expect(body.detail).toBe(detail);
    if (status >= 500) expect(records).toEqual([expect.objectContaining({ status, path: '/tides', reference: body.reference })]);
  });

  it('keeps the headers of the app', async () => {
    const { url } = await serve({ verifyClient: (_info, done) => done(false, 401, 'Sign in', { 'WWW-Authenticate': 'Basic realm="harbour"' }) });
    expect((await refusalOf(url)).headers['www-authenticate']).toBe('Basic realm="harbour"');
  });

  it('is no refusal if the app accepts', async () => {
    for (const verifyClient of [() => true, async () => true, (_info: unknown, done: (yes: boolean) => void) => done(true)]) {
      const { url } = await serve({ verifyClient: verifyClient as never });
      await once(new WebSocket(url), 'open');
    }
  });

  it.each<[string, (res: { forbidden(text: string): unknown }) => unknown, number]>([
    ['a response', (res) => res.forbidden('Members only'), 403],
    ['an exception', fail, 500],
    ['a rejection', async () => pause(5).then(fail), 500],
  ])('of a server without a port of its own is %s of responses.upgrade', async (_what, refuse, status) => {
    const { url } = await serve({ noServer: true }, (wss, responses, server) => {
      const upgrade = responses.upgrade((request, socket, head, res) => {
        if (request.url === '/closed') return refuse(res);
        wss.handleUpgrade(request, socket, head, (client) => wss.emit('connection', client, request));
        return undefined;
      });
      server.on('upgrade', upgrade);
      wss.on('connection', (client) => client.close(1000, 'welcome'));
    });
    expect(await refusalOf(`${url}/closed`)).toMatchObject({ status, body: { status } });
    const [code] = await once(new WebSocket(`${url}/open`), 'close');
    expect(code).toBe(1000);
  });
});

describe('a listener of the app', () => {
  it.each<[string, () => unknown]>([
    ['throws', fail],
    ['rejects', async () => fail()],
    ['rejects later', () => pause(5).then(fail)],
  ])('that %s closes the socket, and is logged once', async (_how, broken) => {
    const { url, records } = await serve({}, (wss) => {
      wss.on('connection', (socket, request) => {
        if (request.url === '/connection') return broken();
        socket.on('message', broken);
        socket.on('ping', broken);
        return undefined;
      });
    });
    for (const [path, ask] of [
      ['/connection', () => undefined],
      ['/message', (socket: WebSocket) => socket.send('7')],
      ['/ping', (socket: WebSocket) => socket.ping()],
    ] as const) {
      const socket = new WebSocket(`${url}${path}`);
      socket.once('open', () => ask(socket));
      const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
      expect([code, reason.toString()]).toEqual([1011, expect.stringMatching(/^500 Internal Server Error [\w-]+$/)]);
      expect(records.splice(0)).toEqual([expect.objectContaining({ status: 500, path })]);
    }
  });

  it('of close that fails is logged', async () => {
    const { url, records } = await serve({}, (wss) => wss.on('connection', (socket) => socket.on('close', async () => fail())));
    const socket = new WebSocket(url);
    await once(socket, 'open');
    socket.close();
    await pause(50);
    expect(records).toEqual([expect.objectContaining({ status: 500 })]);
  });

  it('that was added before the mount is guarded, too', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    const wss = new WebSocketServer({ server });
    wss.on('connection', async () => fail());
    halyard(wss, { environment: 'production', logger: false });
    await once(server, 'listening');
    ends.push(() => server.close());
    const [code] = await once(new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`), 'close');
    expect(code).toBe(1011);
  });
});

describe('a success', () => {
  it('closes with the phrase of its status', async () => {
    const { url } = await serve({}, (wss, responses) =>
      wss.on(
        'connection',
        responses.connection((_socket, res) => res.ok({ done: true })),
      ),
    );
    const [code, reason] = (await once(new WebSocket(url), 'close')) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1000, '200 OK']);
  });
});
