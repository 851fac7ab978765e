import { createReadStream } from 'node:fs';
import { connect, createServer } from 'node:http2';
import { PassThrough, Readable } from 'node:stream';
import type { Lifecycle } from '@hapi/hapi';
import { describe, expect, it } from 'vitest';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';

const failing = (error: Error) =>
  new Readable({
    read() {
      this.destroy(error);
    },
  });

describe('a stream on hapi', () => {
  it.each<[string, () => Readable]>([
    ['a file that does not exist', () => createReadStream('/nowhere/S3CRET')],
    ['an error at the first read', () => failing(new Error('S3CRET'))],
    ['a TypeError at the first read', () => failing(new TypeError('S3CRET'))],
    [
      'an error before hapi gets it',
      () =>
        failing(new Error('S3CRET'))
          .on('error', () => undefined)
          .destroy(new Error('S3CRET')),
    ],
  ])('that fails before its first byte is a 500, and is logged once: %s', async (_, make) => {
    const { server, log, heard } = await hapiServer();
    server.route([
      { method: 'GET', path: '/', handler: () => make() },
      { method: 'GET', path: '/typed', handler: (_request, h) => h.response(make()).type('text/plain').header('etag', '"old"') },
    ]);
    for (const path of ['/', '/typed']) {
      const { status, json, headers } = await ask(server, path);
      expect([status, json, headers.get('etag')]).toEqual([500, { title: 'Internal Server Error', status: 500, reference: expect.any(String) }, null]);
      expect([log.splice(0).length, heard.splice(0).length]).toEqual([1, 1]);
    }
  });

  it('of a file that does not exist is a 500 for HEAD', async () => {
    const { server, log } = await hapiServer();
    server.route({ method: 'GET', path: '/', handler: () => createReadStream('/nowhere/S3CRET') });
    expect([(await ask(server, '/', { method: 'HEAD' })).status, log.length]).toEqual([500, 1]);
  });

  it('that fails later ends the connection, is logged, and is heard once', async () => {
    const { server, log, heard } = await hapiServer();
    let reads = 0;
    server.route({
      method: 'GET',
      path: '/',
      handler: () =>
        new Readable({
          read() {
            if (reads++ === 0) this.push('half');
            else setTimeout(() => this.destroy(new Error('The disk is gone')), 20);
          },
        }),
    });
    await expect(ask(server)).rejects.toThrow();
    expect([log.map(({ line }) => line), heard]).toEqual([[expect.stringContaining('500')], [expect.objectContaining({ message: 'The disk is gone' })]]);
  });

  it.each<[string, () => Readable, string]>([
    ['of a file', () => createReadStream('package.json'), '"name": "halyard"'],
    ['without bytes', () => Readable.from([], { objectMode: false }), ''],
    ['that begins late', () => late(), 'late'],
    [
      'of many bytes',
      () =>
        Readable.from(
          Array.from({ length: 2000 }, () => 'x'.repeat(100)),
          { objectMode: false },
        ),
      'x'.repeat(200_000),
    ],
  ])('is sent whole: %s', async (_, make, text) => {
    const { server, log } = await hapiServer();
    server.route({ method: 'GET', path: '/', handler: () => make() });
    const answer = await ask(server, '/', { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(text);
    expect(log).toEqual([]);
  });

  it.each<[string, Lifecycle.Method]>([
    ['of a file that does not exist', () => createReadStream('/nowhere/S3CRET')],
    ['with a field of HTTP/1.1', (_request, h) => h.response('x').header('upgrade', 'x')],
  ])('%s is a 500 over HTTP/2', async (_, handler) => {
    const { server, log } = await hapiServer({}, { listener: createServer() as never, tls: false });
    server.route({ method: 'GET', path: '/', handler });
    await server.start();
    const session = connect(`http://127.0.0.1:${server.info.port}`);
    const stream = session.request({ ':path': '/' });
    const status = await new Promise((resolve, reject) => stream.on('error', reject).on('response', (head) => resolve(head[':status'])));
    session.destroy();
    expect([status, log.length]).toEqual([500, 1]);
  });
});

function late(): Readable {
  const stream = new PassThrough();
  setTimeout(() => stream.end('late'), 30);
  return stream;
}
