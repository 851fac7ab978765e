import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Representation } from '../../core/ports/representation.ts';
import { nodeHost } from './node-host.ts';

const host = nodeHost('node:http');
const running: { close(): unknown; closeAllConnections?(): void }[] = [];
const prototype = Object.prototype as unknown as Record<string, unknown>;

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

function representation(members: Partial<Representation> = {}): Representation {
  return {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    removedHeaders: [],
    body: 'Größe ⚓',
    value: null,
    ...members,
  };
}

/** The answer to a request from a server whose replies the host writes. */
async function fetched(members: Partial<Representation>, init: RequestInit = {}, before: (reply: ServerResponse) => void = () => {}): Promise<Response> {
  const port = await listen(
    createServer((_, reply) => {
      before(reply);
      void host.write(reply, representation(members));
    }),
  );
  return fetch(`http://127.0.0.1:${port}/`, init);
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

describe('an answer over HTTP/1.1', () => {
  it('has its length in bytes', async () => {
    const answer = await fetched({});
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength('Größe ⚓')));
    expect(await answer.text()).toBe('Größe ⚓');
  });

  it('to a HEAD has the fields of the GET and no content', async () => {
    const port = await listen(createServer((_, reply) => void host.write(reply, representation())));
    const answer = await exchange(port, 'HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(answer.toLowerCase()).toContain('content-length: 11');
    expect(answer.endsWith('\r\n\r\n')).toBe(true);
  });

  it.each([204, 205, 304])('with status %i has no content', async (status) => {
    const port = await listen(createServer((_, reply) => void host.write(reply, representation({ status, body: 'must not go out' }))));
    const answer = await exchange(port, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).not.toContain('must not go out');
  });

  it('drops the listed fields, and keeps all others that the app set', async () => {
    const answer = await fetched({ removedHeaders: ['etag', 'content-encoding'] }, {}, (reply) => {
      reply.statusMessage = 'Made Up';
      for (const [name, value] of Object.entries({ etag: '"1"', 'content-encoding': 'gzip', 'access-control-allow-origin': '*', 'set-cookie': ['a=1', 'b=2'] }))
        reply.setHeader(name, value);
    });
    expect([answer.headers.get('etag'), answer.headers.get('content-encoding')]).toEqual([null, null]);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(answer.statusText).toBe('Not Found');
    expect(await answer.text()).toBe('Größe ⚓');
  });

  it('has the phrase of its own status, and not one that was set for an earlier answer', async () => {
    const answer = await fetched({}, {}, (reply) => {
      reply.statusMessage = 'Made Up';
    });
    expect(answer.statusText).toBe('Not Found');
  });

  it('goes through a writeHead that middleware has patched (compression, sessions)', async () => {
    let seen: unknown;
    const answer = await fetched({}, {}, (reply) => {
      const { writeHead } = reply;
      reply.writeHead = function (this: ServerResponse, status: number) {
        seen = this.getHeader('cache-control');
        return writeHead.call(this, status);
      } as ServerResponse['writeHead'];
    });
    expect(await answer.text()).toBe('Größe ⚓');
    expect(seen).toBe('no-store');
  });

  it('has no inherited field', async () => {
    prototype['x-polluted'] = 'yes';
    try {
      const plain = await fetched({});
      const withFields = await fetched({}, {}, (reply) => reply.setHeader('x-own', 'yes'));
      for (const answer of [plain, withFields]) {
        expect(answer.status).toBe(404);
        expect(answer.headers.get('x-polluted')).toBeNull();
      }
    } finally {
      delete prototype['x-polluted'];
    }
  });

  it('reaches a client that is still sending its body, and the body is not read as a request', async () => {
    let requests = 0;
    const port = await listen(
      createServer((_, reply) => {
        requests++;
        void host.write(reply, representation({ status: 413, body: 'too large' }));
      }),
    );
    const body = 'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(1_000);
    const answer = exchange(port, `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    expect(await answer).toContain('too large');
    expect(requests).toBe(1);
  });

  it('reaches a client that sends 20 MB before it reads', async () => {
    const answer = await fetched({ status: 413, body: 'too large' }, { method: 'POST', body: new Uint8Array(20_000_000) });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toBe('too large');
  });
});

describe('an answer over HTTP/2', () => {
  const answerWith = async (members: Partial<Representation>, method = 'GET'): Promise<{ readonly fields: Record<string, unknown>; readonly body: string }> => {
    const port = await listen(
      createHttp2Server((_, reply) => {
        try {
          void host.write(reply, representation(members));
        } catch (error) {
          reply.stream.destroy(error as Error);
        }
      }),
    );
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    const stream = session.request({ ':path': '/', ':method': method });
    const fields: Record<string, unknown> = await new Promise((resolve, reject) => stream.on('response', (head) => resolve({ ...head })).on('error', reject));
    let body = '';
    for await (const chunk of stream.setEncoding('utf8')) body += chunk;
    session.destroy();
    return { fields, body };
  };

  it('has status, fields and body', async () => {
    const { fields, body } = await answerWith({});
    expect(fields).toMatchObject({ ':status': 404, 'cache-control': 'no-store', 'content-length': '11' });
    expect(body).toBe('Größe ⚓');
  });

  it('to a HEAD has no content', async () => {
    const { fields, body } = await answerWith({}, 'HEAD');
    expect([fields['content-length'], body]).toEqual(['11', '']);
  });

  it('leaves out Upgrade, which ends an HTTP/2 stream, and sends the rest', async () => {
    const { fields, body } = await answerWith({ status: 426, headers: { 'content-type': 'text/plain', upgrade: 'websocket' } });
    expect(fields[':status']).toBe(426);
    expect(fields).not.toHaveProperty('upgrade');
    expect(body).toBe('Größe ⚓');
  });
});
