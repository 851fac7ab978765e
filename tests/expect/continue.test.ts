import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { askRaw } from 'halyard/conformance';
import { halyard } from 'halyard/node-http';
import { afterEach, describe, expect, it, vi } from 'vitest';

// Uses the built package, with the host types that it ships.
const { HOSTS } = (await import(new URL('hosts.mjs', import.meta.url).href)) as { readonly HOSTS: Readonly<Record<string, () => Server | Promise<Server>>> };
const ALL: typeof HOSTS = {
  // The reference for the other hosts.
  'Node alone': () => createServer((_request, reply) => reply.writeHead(401).end('no')),
  ...HOSTS,
};

let server: Server | undefined;
afterEach(() => {
  vi.useRealTimers();
  server?.closeAllConnections();
  server?.close();
});

async function opened(name: string): Promise<{ server: Server; origin: URL }> {
  const made = (await ALL[name]?.()) as Server;
  server = made;
  // A connection may end only because of the response itself.
  Object.assign(made, { keepAliveTimeout: 600_000, requestTimeout: 0, headersTimeout: 0 });
  await once(made.listen(0, '127.0.0.1'), 'listening');
  return { server: made, origin: new URL(`http://127.0.0.1:${(made.address() as AddressInfo).port}`) };
}

const head = (fields: string): string => `POST / HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n${fields}\r\n\r\n`;
const NEXT = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
const statuses = (text: string): unknown => text.match(/HTTP\/1\.1 \d+/g)?.map((line) => Number(line.slice(9)));
/** An app lets its server hand over such requests. hapi's servers have a listener of hapi's for it. */
const handOver = (made: Server): void => {
  if (made.listenerCount('checkContinue') === 0) made.on('checkContinue', hand(made));
};
/** The tests that a host does not run, each with the reason. */
const EXCEPT: Readonly<Record<string, Readonly<Partial<Record<'refused' | 'requested' | 'other', string>>>>> = {
  'hapi, before the route': {
    requested: 'hapi requests the body when a route matches, and here none does.',
    other: 'hapi closes the connection after an answer to a request whose body it has not read.',
  },
  'hapi, in a handler': { refused: 'hapi itself requests and reads the body before the handler runs.' },
};
const hand = (to: Server) => (request: IncomingMessage, reply: ServerResponse) => void to.emit('request', request, reply);

const hostsFor = (test: 'refused' | 'requested' | 'other'): readonly string[] => Object.keys(ALL).filter((name) => EXCEPT[name]?.[test] === undefined);

describe.each(hostsFor('refused'))('Expect: 100-continue on %s (RFC 9110 §10.1.1)', (name) => {
  it.each(['Content-Length: 1000000', 'Transfer-Encoding: chunked'])(
    'is refused with one answer that closes the connection, with no body asked for: %s',
    async (length) => {
      const { server: made, origin } = await opened(name);
      handOver(made);
      const { text, closed } = await askRaw(origin, head(`Expect: 100-continue\r\n${length}`), { timeout: 8_000 });
      expect([statuses(text), closed]).toEqual([[401], true]);
      expect(text).toMatch(/\r\nconnection: close\r\n/i);
    },
  );

  it("is refused at once for a browser's form, without waiting for its fields", async () => {
    const { server: made, origin } = await opened(name);
    handOver(made);
    // A fake timer never ends: waiting for the body would wait for ever.
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const form = 'Accept: text/html\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue';
    const { text, closed } = await askRaw(origin, `POST / HTTP/1.1\r\nHost: localhost\r\n${form}\r\nContent-Length: 100\r\n\r\n`, { timeout: 8_000 });
    expect([statuses(text), closed]).toEqual([[401], true]);
  });

  it('is refused at once when no body follows', async () => {
    const { server: made, origin } = await opened(name);
    handOver(made);
    const { text, closed } = await askRaw(origin, head('Expect: 100-continue\r\nContent-Length: 0'), { timeout: 8_000 });
    expect([statuses(text), closed]).toEqual([[401], true]);
  });
});

describe.each(hostsFor('requested'))('Expect: 100-continue on %s, when the body is requested', (name) => {
  it('keeps the connection when the body was requested and arrives', async () => {
    const { server: made, origin } = await opened(name);
    if (made.listenerCount('checkContinue') === 0)
      made.on('checkContinue', (request, reply) => {
        reply.writeContinue();
        made.emit('request', request, reply);
      });
    const { text, closed } = await askRaw(origin, head('Expect: 100-continue\r\nContent-Length: 5'), { then: [`hello${NEXT}`], timeout: 8_000 });
    expect([statuses(text), closed]).toEqual([[100, 401, 401], true]);
  });

  it('keeps the connection without a listener: Node requests the body by itself', async () => {
    const { origin } = await opened(name);
    const { text } = await askRaw(origin, head('Expect: 100-continue\r\nContent-Length: 5'), { then: [`hello${NEXT}`], timeout: 8_000 });
    expect(statuses(text)).toEqual([100, 401, 401]);
  });
});

describe.each(hostsFor('other'))('Expect with another expectation on %s', (name) => {
  it('is no 100-continue: Node or the app answers it with 417', async () => {
    const { server: made, origin } = await opened(name);
    expect(statuses((await askRaw(origin, head('Expect: a-parade\r\nContent-Length: 0'), { then: [NEXT], timeout: 8_000 })).text)).toEqual([417, 401]);
    made.on('checkExpectation', hand(made));
    const { text } = await askRaw(origin, head('Expect: a-parade\r\nContent-Length: 5'), { then: [`hello${NEXT}`], timeout: 8_000 });
    expect(statuses(text)).toEqual([401, 401]);
  });
});

describe('Expect: 100-continue over HTTP/2', () => {
  it('is refused with a response that ends the stream, without requesting a body', async () => {
    const app = halyard({ environment: 'production', logger: false, flash: false });
    const http2 = createHttp2Server(
      app.http2,
      app.http2Listener((_request, reply) => reply.unauthorized()),
    );
    http2.on('checkContinue', (request, reply) => void http2.emit('request', request, reply));
    await once(http2.listen(0, '127.0.0.1'), 'listening');
    const session = connect(`http://127.0.0.1:${(http2.address() as AddressInfo).port}`);
    const stream = session.request({ ':method': 'POST', ':path': '/', expect: '100-continue' });
    const [fields] = await once(stream, 'response');
    stream.resume();
    // On the server's side, the client has not ended its request.
    await once(stream, 'close');
    expect([fields[':status'], stream.rstCode]).toEqual([401, 0]);
    session.destroy();
    http2.close();
  });
});
