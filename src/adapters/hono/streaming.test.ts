import { once } from 'node:events';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { halyard, stream, streamSSE, streamText } from './hono.ts';

const ends: (() => unknown)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** What a client gets from the app over a real connection, and what the log has. */
async function asked(routes: (app: Hono) => void, mount = true): Promise<{ text: string; complete: boolean; status?: number; records: unknown[] }> {
  const records: unknown[] = [];
  const keep = (record: object): void => void records.push(record);
  const app = new Hono();
  if (mount) halyard(app, { environment: 'production', logger: { error: keep, warn: keep, info: () => {}, debug: () => {} } });
  routes(app);
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  ends.push(() => server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asking = request({ port, host: '127.0.0.1', agent: false }, (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      res.on('error', () => undefined);
      res.on('close', () => resolve({ text, complete: res.complete, status: res.statusCode ?? 0, records }));
    });
    asking.on('error', reject).end();
  });
}

const REFERENCE = { reference: expect.any(String) };

describe('streams of Hono, imported from halyard/hono', () => {
  it('ends an event stream with an event, and logs the error with the same reference', async () => {
    const { text, complete, records } = await asked((app) =>
      app.get('/', (c) =>
        streamSSE(c, async (out) => {
          await out.writeSSE({ data: 'shipped', id: '1' });
          throw new Error('S3CRET');
        }),
      ),
    );
    expect([complete, records]).toEqual([true, [expect.objectContaining(REFERENCE)]]);
    expect(text).toMatch(/^data: shipped\nid: 1\n\n[\s\S]*event: error\ndata: \{"title":"Internal Server Error"/);
    expect(text).toContain((records[0] as { reference: string }).reference);
    expect(text).not.toContain('S3CRET');
  });

  it.each([
    ['stream', stream],
    ['streamText', streamText],
  ] as const)('breaks off the connection of %s(), with one record', async (_name, helper) => {
    for (const thrown of [new Error('S3CRET'), 'S3CRET']) {
      const { text, complete, records } = await asked((app) =>
        app.get('/', (c) =>
          helper(c, async (out) => {
            await out.write('first line\n');
            throw thrown;
          }),
        ),
      );
      expect([text, complete, records]).toEqual(['first line\n', false, [expect.objectContaining(REFERENCE)]]);
    }
  });

  it('calls onError first, which may write, and sends no message of the error', async () => {
    const { text, records } = await asked((app) =>
      app.get('/', (c) =>
        streamSSE(
          c,
          async () => Promise.reject(new Error('S3CRET')),
          async (error, out) => out.writeSSE({ event: 'sorry', data: error.name }),
        ),
      ),
    );
    expect(text).toMatch(/^event: sorry\ndata: Error\n\n[\s\S]*event: error\n/);
    expect([text.includes('S3CRET'), text.match(/event: error/g)?.length, records.length]).toEqual([false, 1, 1]);
  });

  it('logs both errors if onError fails too', async () => {
    const { text, records } = await asked((app) =>
      app.get('/', (c) =>
        streamSSE(
          c,
          async () => Promise.reject(new Error('first')),
          async () => Promise.reject(new Error('second')),
        ),
      ),
    );
    expect(text).toContain('event: error');
    const logged = JSON.stringify(records, (_key, value) => (value instanceof Error ? { ...value, message: value.message } : value));
    expect([records.length, logged.includes('first'), logged.includes('second')]).toEqual([1, true, true]);
  });

  it('completes a stream that does not fail, without a record', async () => {
    const { text, complete, records } = await asked((app) => app.get('/', (c) => streamText(c, async (out) => void (await out.writeln('all 100 photos')))));
    expect([text, complete, records]).toEqual(['all 100 photos\n', true, []]);
  });

  it("does what Hono's functions do on an app without Halyard", async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    ends.push(() => print.mockRestore());
    const { text, complete } = await asked(
      (app) =>
        app.get('/', (c) =>
          stream(c, async (out) => {
            await out.write('first line\n');
            throw new Error('for Hono');
          }),
        ),
      false,
    );
    expect([text, complete, print.mock.calls.length]).toEqual(['first line\n', true, 1]);
  });
});
