import { connect, createServer as createHttp2Server } from 'node:http2';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as later } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ends, get, listening, logged } from '../../../tests/support/second-answers.ts';
import { halyard } from './node-http.ts';

async function* halves(): AsyncGenerator<string> {
  yield 'the first half';
  await later(50);
  throw new Error('S3CRET');
}

async function* endless(): AsyncGenerator<string> {
  for (let i = 0; i < 100; i++) {
    yield 'x'.repeat(1_000);
    await later(10);
  }
}

const RECORD = { level: 'error', reference: expect.any(String), method: 'GET', path: '/orders', err: { message: 'S3CRET' } };

describe('a pipeline to the reply on plain Node', () => {
  it('that fails after the head is one record, and the client notices', async () => {
    const { options, log } = logged();
    const url = await listening(halyard(options).createServer((_req, res) => pipeline(Readable.from(halves()), res)));
    await expect(get(`${url}/orders`)).rejects.toThrow();
    await later(30);
    expect(log).toMatchObject([RECORD]);
  });

  it.each([
    ['the stream', 8],
    ['the stream with an error', 2],
    ['the connection', undefined],
  ])('leaves no warning over HTTP/2 if the client ends %s', async (_, code) => {
    const { options, log } = logged();
    const app = halyard(options);
    const server = createHttp2Server(
      app.http2,
      app.http2Listener((req, res) => pipeline(Readable.from(req.url === '/orders' ? halves() : endless()), res)),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => server.close());
    const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const client = connect(origin).on('error', () => undefined);
    const stream = client.request({ ':path': '/endless' }).on('error', () => undefined);
    stream.once('data', () => (code === undefined ? client.destroy() : stream.close(code)));
    await new Promise((resolve) => stream.once('close', resolve));
    await later(50);
    client.destroy();
    expect(log.filter(({ level }) => level !== 'debug')).toEqual([]);

    const second = connect(origin).on('error', () => undefined);
    const failing = second.request({ ':path': '/orders' }).on('error', () => undefined);
    failing.resume();
    await new Promise((resolve) => failing.once('close', resolve));
    expect(failing.rstCode).not.toBe(0);
    await later(30);
    second.destroy();
    expect(log.filter(({ level }) => level !== 'debug')).toMatchObject([RECORD]);
  });
});
