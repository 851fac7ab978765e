import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ask, hapiServer } from '../../../tests/support/hapi-server.ts';

describe('a stream', () => {
  it('that fails before its turn gets an answer', async () => {
    const { server, log } = await hapiServer();
    const stream = new PassThrough();
    server.ext('onPreResponse', async (_request, h) => {
      stream.destroy(new Error('S3CRET'));
      await new Promise((resolve) => setTimeout(resolve, 10));
      return h.continue;
    });
    server.route({ method: 'GET', path: '/', handler: () => stream });
    expect((await ask(server)).json).toMatchObject({ status: 500 });
    expect(log).toHaveLength(1);
  });

  it('that fails half-way ends the connection, and is logged once', async () => {
    const { server, log } = await hapiServer();
    async function* lines(): AsyncGenerator<string> {
      yield 'the first half';
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw new Error('the disk is gone');
    }
    server.route({ method: 'GET', path: '/', handler: () => Readable.from(lines(), { objectMode: false }) });
    await expect(ask(server)).rejects.toThrow();
    expect(log.map(({ line }) => line)).toEqual([expect.stringContaining('the disk is gone')]);
  });

  it('of events ends with the failure', async () => {
    const { server } = await hapiServer();
    async function* events(): AsyncGenerator<string> {
      yield 'data: 1\n\n';
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw new Error('S3CRET');
    }
    server.route({ method: 'GET', path: '/', handler: (_request, h) => h.response(Readable.from(events(), { objectMode: false })).type('text/event-stream') });
    const { text } = await ask(server, '/', { headers: { 'accept-encoding': 'identity' } });
    expect(text).toMatch(/^data: 1\n\n(?:.*\n)*.*"status":500/);
    expect(text).not.toContain('S3CRET');
    // Compressed, it cannot be added to.
    await expect(ask(server)).rejects.toThrow();
  });
});
