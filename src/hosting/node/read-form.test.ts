import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type Server } from 'node:http';
import { connect, createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { submittedForm } from './read-form.ts';

type Message = IncomingMessage & { body?: unknown };
const TYPE = 'application/x-www-form-urlencoded';
const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function listening(server: Server): Promise<number> {
  open.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** The submitted form of a real request. `send` writes its body. */
async function readOf(
  send: string | ((request: ReturnType<typeof httpRequest>) => void),
  { headers = {}, before = () => {} }: { headers?: OutgoingHttpHeaders; before?: (message: Message) => unknown } = {},
): Promise<unknown> {
  return new Promise((resolve) => {
    const server = createServer(async (message, reply) => {
      await before(message);
      resolve(await submittedForm(message));
      reply.end();
    });
    void listening(server).then((port) => {
      const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', agent: false, headers: { 'content-type': TYPE, ...headers } });
      request.on('error', () => {});
      if (typeof send === 'string') request.end(send);
      else send(request);
    });
  });
}

describe('submittedForm', () => {
  it("is the body of the host's parser", async () => {
    expect(await readOf('boat=Petrel', { before: (message) => Object.assign(message, { body: { boat: 'Curlew' } }) })).toEqual({ boat: 'Curlew' });
  });

  it('is read now if nothing has read it, with fields of one name as a list', async () => {
    expect({ ...((await readOf('boat=Petrel+I&days=sat&days=sun&days=mon&none=&%F0%9F%9A%A2=%C3%BC')) as object) }).toEqual({
      boat: 'Petrel I',
      days: ['sat', 'sun', 'mon'],
      none: '',
      '🚢': 'ü',
    });
  });

  it('is read whole if it arrives in pieces that are cut within a character', async () => {
    const bytes = Buffer.from('boat=Sturmvögel');
    const read = await readOf((request) => {
      request.flushHeaders();
      for (const [index, byte] of bytes.entries()) setTimeout(() => request.write(Buffer.from([byte])), 2 * index);
      setTimeout(() => request.end(), 2 * bytes.length + 20);
    });
    expect({ ...(read as object) }).toEqual({ boat: 'Sturmvögel' });
  });

  it('is read if a parser for other types has set an empty object', async () => {
    expect({ ...((await readOf('boat=Petrel', { before: (message) => Object.assign(message, { body: {} }) })) as object) }).toEqual({ boat: 'Petrel' });
  });

  it('has fields of any name, and no prototype', async () => {
    const read = (await readOf('__proto__=a&constructor=b')) as object;
    expect(Object.getPrototypeOf(read)).toBe(null);
    expect(Object.keys(read)).toEqual(['__proto__', 'constructor']);
  });

  it('has at most 2,048 fields', async () => {
    expect(Object.keys((await readOf(Array.from({ length: 3_000 }, (_, i) => `field${i}=x`).join('&'))) as object)).toHaveLength(2_048);
    expect(await readOf(Array.from({ length: 400 }, (_, i) => `day=${i}`).join('&'))).toEqual({ day: Array.from({ length: 400 }, (_, i) => `${i}`) });
  });

  it.each([
    ['another type', '{"a":1}', { 'content-type': 'application/json' }],
    ['a form with files', '--x--', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['a compressed form', 'boat=Petrel', { 'content-encoding': 'gzip' }],
    ['a longer type with the same beginning', 'boat=Petrel', { 'content-type': `${TYPE}x` }],
  ])('is undefined for %s', async (_, body, headers) => {
    expect(await readOf(body, { headers })).toBe(undefined);
  });

  it('is undefined if it is too long, by Content-Length or in fact', async () => {
    expect(await readOf((request) => request.flushHeaders(), { headers: { 'content-length': 300_000 } })).toBe(undefined);
    expect(await readOf(`boat=${'x'.repeat(300_000)}`, { headers: { 'transfer-encoding': 'chunked' } })).toBe(undefined);
  });

  it('is undefined if it was read before', async () => {
    const before = async (message: Message): Promise<void> => {
      for await (const _ of message);
    };
    expect(await readOf('boat=Petrel', { before })).toBe(undefined);
  });

  it('is undefined if it does not arrive within a second, or if the client disconnects', async () => {
    expect(await readOf((request) => void request.write('boat=Pet'))).toBe(undefined);
    const gone = readOf((request) => {
      request.write('boat=Pet');
      setTimeout(() => request.destroy(), 50);
    });
    expect(await gone).toBe(undefined);
  });

  it('is read over HTTP/2', async () => {
    const server = createHttp2Server(async (message, reply) => {
      reply.end(JSON.stringify(await submittedForm(message)));
    });
    const session = connect(`http://127.0.0.1:${await listening(server as unknown as Server)}`);
    const stream = session.request({ ':path': '/', ':method': 'POST', 'content-type': `${TYPE}; charset=utf-8` });
    stream.setEncoding('utf8').end('boat=Petrel&days=sat&days=sun');
    let body = '';
    for await (const chunk of stream) body += chunk;
    session.close();
    expect(JSON.parse(body)).toEqual({ boat: 'Petrel', days: ['sat', 'sun'] });
  });
});
