import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeHost } from './node-host.ts';

const host = nodeHost('node:http');
const running: { close(): unknown; closeAllConnections?(): void }[] = [];

afterEach(() => {
  for (const server of running.splice(0)) {
    server.closeAllConnections?.();
    server.close();
  }
});

function listen(server: Server | ReturnType<typeof createHttp2Server>): Promise<number> {
  running.push(server);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

/** Sends the bytes unchanged, and returns the answer and whether the server closed the connection. */
function exchange(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.setEncoding('utf8').on('data', (text) => {
      answer += text;
    });
    socket.on('close', () => resolve(answer)).on('error', () => {});
  });
}

describe('the progress of a reply', () => {
  const progressAfter = async (act: (reply: ServerResponse, request: IncomingMessage) => void): Promise<string> => {
    let progress = '';
    const listener: RequestListener = (request, reply) => {
      act(reply, request);
      progress = host.progress(reply);
      request.socket.destroy();
    };
    await exchange(await listen(createServer(listener)), 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    return progress;
  };

  it.each<[string, (reply: ServerResponse, request: IncomingMessage) => void]>([
    ['open', () => {}],
    ['open', (reply) => reply.setHeader('x-a', 'b')],
    ['head-sent', (reply) => reply.flushHeaders()],
    ['head-sent', (reply) => reply.write('some')],
    ['finished', (reply) => reply.end('all')],
    ['gone', (_, request) => request.socket.destroy()],
    ['gone', (reply) => reply.destroy()],
  ])('is %s', async (expected, act) => {
    expect(await progressAfter(act)).toBe(expected);
  });
});

describe('an answer that cannot be finished', () => {
  it('ends the connection without the last chunk', async () => {
    const port = await listen(
      createServer((_, reply) => {
        reply.write('half a page', () => void host.abort(reply));
      }),
    );
    const answer = await exchange(port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(answer).toContain('half a page');
    expect(answer).not.toMatch(/0\r\n\r\n$/);
  });

  it('resets the stream over HTTP/2', async () => {
    const port = await listen(createHttp2Server((_, reply) => reply.write('half a page', () => void host.abort(reply))));
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    const stream = session.request({ ':path': '/' });
    stream.resume().on('error', () => {});
    await new Promise((resolve) => stream.on('close', resolve));
    expect(stream.rstCode).toBe(2);
    session.destroy();
  });
});
