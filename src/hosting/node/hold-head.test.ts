import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { connect, createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import onHeaders from 'on-headers';
import { afterEach, describe, expect, it } from 'vitest';
import { holdHead } from './hold-head.ts';

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
type Handler = (reply: ServerResponse) => unknown;

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const listening = async (server: Server | ReturnType<typeof createHttp2Server>): Promise<string> => {
  open.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

async function overHttp1(handler: Handler): Promise<Answer> {
  const origin = await listening(createServer((_request, reply) => handler(reply)));
  const request = httpRequest(origin, { agent: false }).end();
  const [response] = await once(request, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

async function overHttp2(handler: Handler): Promise<Answer> {
  const session = connect(await listening(createHttp2Server((_request, reply) => handler(reply as unknown as ServerResponse))));
  const stream = session.request({ ':path': '/' });
  const [headers] = await once(stream, 'response');
  const body = await text(stream);
  session.close();
  return { status: headers[':status'], headers, body };
}

const later = async (): Promise<readonly string[]> => {
  await new Promise((resolve) => setTimeout(resolve, 15));
  return ['halyard.a=1'];
};
const plain = { 'content-type': 'text/plain' };

/** Every way to begin, continue and end an answer. */
const WAYS: readonly [string, Handler, number, string][] = [
  ['end', (reply) => reply.end('ab'), 200, 'ab'],
  ['end without a body', (reply) => reply.end(), 200, ''],
  ['write, write, end', (reply) => [reply.write('a'), reply.write('b'), reply.end('c')], 200, 'abc'],
  ['writeHead, end', (reply) => reply.writeHead(404, plain).end('ab'), 404, 'ab'],
  ['writeHead, write, end', (reply) => [reply.writeHead(404, plain), reply.write('a'), reply.end()], 404, 'a'],
  ['writeHead of a list', (reply) => reply.writeHead(404, ['content-type', 'text/plain']).end('ab'), 404, 'ab'],
  ['flushHeaders, end', (reply) => [reply.flushHeaders(), reply.end('ab')], 200, 'ab'],
  ['write, then end when the head is out', (reply) => [reply.write('a'), setTimeout(() => reply.end('b'), 40)], 200, 'ab'],
  ['writeHead, then the body when the head is out', (reply) => [reply.writeHead(404), setTimeout(() => reply.end('ab'), 40)], 404, 'ab'],
  ['a stream', (reply) => Readable.from(['a', 'b', 'c']).pipe(reply), 200, 'abc'],
  ['a stream longer than any buffer', (reply) => Readable.from(Array.from({ length: 50 }, () => 'x'.repeat(10_000))).pipe(reply), 200, 'x'.repeat(500_000)],
];

describe.each([
  ['HTTP/1.1', overHttp1],
  ['HTTP/2', overHttp2],
])('holdHead over %s', (_, ask) => {
  it.each(WAYS)('sends an answer as it was made, with the cookies: %s', async (_way, handler, status, body) => {
    const answer = await ask((reply) => {
      holdHead(reply, later);
      handler(reply);
    });
    expect(answer).toMatchObject({ status, body });
    expect(answer.headers['set-cookie']).toEqual(['halyard.a=1']);
  });

  it('calls `before` once, with the status and the Location of the answer', async () => {
    const calls: unknown[] = [];
    const before = async (...args: readonly unknown[]): Promise<readonly string[]> => {
      calls.push(args);
      return [];
    };
    await ask((reply) => [holdHead(reply, before), Object.assign(reply, { statusCode: 302 }).setHeader('location', '/a'), reply.write('a'), reply.end('b')]);
    await ask((reply) => [holdHead(reply, before), reply.writeHead(303, { Location: '/b' }).end()]);
    await ask((reply) => [holdHead(reply, before), reply.writeHead(303, ['location', '/c']).end()]);
    await ask((reply) => [holdHead(reply, before), reply.end()]);
    expect(calls).toEqual([
      [302, '/a'],
      [303, '/b'],
      [303, '/c'],
      [200, undefined],
    ]);
  });

  it('keeps the cookies of the app, wherever it set them', async () => {
    const set = await ask((reply) => [holdHead(reply, later), reply.setHeader('set-cookie', 'sid=1'), reply.end()]);
    expect(set.headers['set-cookie']).toEqual(['sid=1', 'halyard.a=1']);
    const written = await ask((reply) => [holdHead(reply, later), reply.writeHead(200, { 'set-cookie': ['sid=1', 'b=2'] }).end()]);
    expect(written.headers['set-cookie']).toEqual(['sid=1', 'b=2', 'halyard.a=1']);
  });

  it('sends the answer without cookies if `before` rejects', async () => {
    const answer = await ask((reply) => [holdHead(reply, () => Promise.reject(new Error('no store'))), reply.end('ab')]);
    expect(answer).toMatchObject({ status: 200, body: 'ab' });
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  it('refuses a second answer, because a held one counts as sent', async () => {
    const seen: unknown[] = [];
    const answer = await ask((reply) => {
      holdHead(reply, later);
      reply.setHeader('content-length', 2);
      seen.push(reply.headersSent, reply.writableEnded);
      reply.end('ab');
      seen.push(reply.headersSent, reply.writableEnded);
      reply.statusCode = 500;
      for (const change of [() => reply.setHeader('content-length', 999), () => reply.removeHeader('content-length'), () => reply.appendHeader('a', 'b')])
        expect(change).toThrow(expect.objectContaining({ code: 'ERR_HTTP_HEADERS_SENT' }));
      reply.writeHead(500, { 'content-length': '999' });
      reply.end('a much longer second answer');
    });
    expect(seen).toEqual([false, false, true, true]);
    expect(answer).toMatchObject({ status: 200, body: 'ab' });
    expect(answer.headers['content-length']).toBe('2');
  });

  it('lets middleware that was added later change head and body', async () => {
    const answer = await ask((reply) => {
      holdHead(reply, later);
      onHeaders(reply, () => void reply.setHeader('x-late', '1'));
      const { write, end } = reply;
      // `compression` does the same: each call goes through the methods that it found, at any time.
      Object.assign(reply, {
        write: (chunk: string) => write.call(reply, chunk.toUpperCase(), 'utf8'),
        end: (chunk: string) => setTimeout(() => [write.call(reply, chunk.toUpperCase(), 'utf8'), setTimeout(() => end.call(reply, '!', 'utf8'), 30)], 5),
      });
      reply.write('a');
      reply.end('b');
    });
    expect(answer).toMatchObject({ status: 200, body: 'AB!' });
    expect(answer.headers).toMatchObject({ 'x-late': '1', 'set-cookie': ['halyard.a=1'] });
  });

  it('holds an answer that was held before', async () => {
    const answer = await ask((reply) => [holdHead(reply, later), holdHead(reply, async () => ['b=2']), reply.end('ab')]);
    expect(answer.body).toBe('ab');
    expect(answer.headers['set-cookie']?.toSorted()).toEqual(['b=2', 'halyard.a=1']);
  });

  it('leaves nothing behind on the reply', async () => {
    let own: string[] = [];
    await ask((reply) => {
      holdHead(reply, later);
      reply.once('close', () => {
        own = ['end', 'write', 'flushHeaders', 'setHeader', 'headersSent', 'writableEnded'].filter((name) => Object.hasOwn(reply, name));
      });
      reply.end('ab');
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(own).toEqual([]);
  });

  it('ends the answer, and not the process, for a status that cannot be sent', async () => {
    await expect(ask((reply) => [holdHead(reply, later), reply.writeHead(99).end()])).rejects.toThrow();
  });

  it('stops for a client that has disconnected', async () => {
    const closed = new Promise<void>((resolve) => {
      void ask((reply) => {
        holdHead(reply, later);
        reply.once('close', () => setTimeout(resolve, 40));
        reply.end('ab');
        reply.destroy();
      }).catch(() => {});
    });
    await closed;
  });
});
