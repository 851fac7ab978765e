import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import { describe, expect, it } from 'vitest';
import { type NodeServer, ownerOf, requestInMemory, UnfitReply, type VirtualRequest } from './virtual-connection.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

// No TLS takes place, because such a server expects a connection that is decrypted.
const SERVERS: Readonly<Record<string, (listener: Listener) => NodeServer>> = {
  http: (listener) => createServer(listener),
  https: (listener) => createTlsServer({}, listener),
  'http2 that allows HTTP/1.1': (listener) => createSecureServer({ allowHTTP1: true }, listener as never),
};

const owner = { name: 'Tern' };

function ask(server: NodeServer, request: Partial<VirtualRequest> = {}): ReturnType<typeof requestInMemory> {
  return requestInMemory(server, {
    method: 'GET',
    path: '/',
    headers: { host: 'harbour.example' },
    body: undefined,
    owner,
    peer: { remoteAddress: '203.0.113.7', localAddress: '198.51.100.1', localPort: 443, encrypted: true },
    limit: 1_000_000,
    ...request,
  });
}

describe.each(Object.entries(SERVERS))('a request in memory to a server of %s', (_name, make) => {
  it('has method, path, fields and body of a real one, and the peer that was set', async () => {
    const server = make(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { method, url, headers, httpVersion, socket } = request;
      const { remoteAddress, encrypted } = socket as unknown as Record<string, unknown>;
      response.setHeader('set-cookie', ['a=1', 'b=2']);
      response.end(JSON.stringify({ method, url, host: headers.host, httpVersion, remoteAddress, encrypted, body, owned: ownerOf(request) === owner }));
    });
    const { status, headers, body } = await ask(server, { method: 'PUT', path: '/berths/7?x=1', body: '{"ü":1}' }).reply;
    expect([status, headers['set-cookie']]).toEqual([200, ['a=1', 'b=2']]);
    expect(JSON.parse(body.toString())).toEqual({
      method: 'PUT',
      url: '/berths/7?x=1',
      host: 'harbour.example',
      httpVersion: '1.1',
      remoteAddress: '203.0.113.7',
      encrypted: true,
      body: '{"ü":1}',
      owned: true,
    });
  });

  it('receives an answer in pieces as a whole', async () => {
    const server = make((_request, response) => {
      response.write('one ');
      setTimeout(() => response.end('two'), 10);
    });
    expect((await ask(server).reply).body.toString()).toBe('one two');
  });

  it('receives a long answer', async () => {
    const server = make((_request, response) => void response.end(Buffer.alloc(900_000, 1)));
    expect((await ask(server).reply).body).toHaveLength(900_000);
  });
});

describe('a request in memory', () => {
  it('fails if the connection ends half way', async () => {
    const server = createServer((request, response) => {
      response.write('half');
      setTimeout(() => request.socket.destroy(), 10);
    });
    await expect(ask(server).reply).rejects.toThrow();
  });

  it('fails if there is no answer', async () => {
    await expect(ask(createServer((request) => void request.socket.destroy())).reply).rejects.toThrow();
  });

  it('accepts no more than its limit, and no endless stream', async () => {
    const long = createServer((_request, response) => void response.end('x'.repeat(1_001)));
    await expect(ask(long, { limit: 1_000 }).reply).rejects.toThrow(UnfitReply);
    const stream = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: 1\n\n');
    });
    await expect(ask(stream).reply).rejects.toThrow(UnfitReply);
  });

  it('ends for the app when it is cancelled', async () => {
    let begun = (): void => {};
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const closed = new Promise<boolean>((resolve) => {
      const server = createServer((_request, response) => {
        response.once('close', () => resolve(response.writableFinished));
        begun();
      });
      const { reply, cancel } = ask(server);
      reply.catch(() => undefined);
      void started.then(cancel);
    });
    expect(await closed).toBe(false);
  });

  it('lets an app set the timing of its socket, to no effect', async () => {
    const server = createServer((request, response) => {
      request.socket.setTimeout(1_000).setNoDelay(true).setKeepAlive(true);
      request.setTimeout(1_000);
      response.setTimeout(1_000);
      response.end('well');
    });
    expect((await ask(server).reply).body.toString()).toBe('well');
  });

  it('is subject to the limits of the server: too large fields are a 431', async () => {
    const server = createServer({ maxHeaderSize: 1_024 }, (_request, response) => void response.end());
    expect((await ask(server, { headers: { host: 'x', 'x-long': 'x'.repeat(2_000) } }).reply).status).toBe(431);
  });

  it('has an owner only if it came over a connection in memory', () => {
    expect([ownerOf({}), ownerOf({ socket: null }), ownerOf({ socket: {} })]).toEqual([undefined, undefined, undefined]);
  });
});
