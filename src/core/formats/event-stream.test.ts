import { describe, expect, it } from 'vitest';
import { halyard } from '../../adapters/node-http/node-http.ts';
import type { Options } from '../settings/options.ts';

/** Sends the request of an EventSource to a server with this handler. */
async function streamOf(handler: Parameters<ReturnType<typeof halyard>['createServer']>[0], options: Options = {}): Promise<Response & { body: unknown }> {
  const server = halyard({ logger: false, ...options }).createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as { port: number };
    const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/event-stream' } });
    const text = await answer.text();
    return Object.assign(answer, { text: async () => text });
  } finally {
    server.close();
  }
}

describe('an event stream', () => {
  it('has no retry for a Retry-After that is not a number of seconds', async () => {
    const answer = await streamOf((_req, res) => res.serviceUnavailable('Closed', { headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } }));
    expect(await answer.text()).not.toContain('retry:');
  });

  it('has the event on one line, also for a message with line breaks', async () => {
    const answer = await streamOf((_req, res) => res.serviceUnavailable('one\ntwo\r\n\r\ndata: three', { expose: true }));
    const lines = (await answer.text()).trim().split('\n');
    expect(lines.map((line) => line.split(':', 1)[0])).toEqual(['event', 'data']);
    expect(JSON.parse(lines[1]!.slice('data: '.length)).detail).toBe('one\ntwo\r\n\r\ndata: three');
  });

  it('is only for failures: a success is the data', async () => {
    const answer = await streamOf((_req, res) => res.ok({ tide: 'high' }));
    expect([answer.status, await answer.text()]).toEqual([200, '{"tide":"high"}']);
  });

  it('is not used with `sse: false`: the client gets the real status before the stream begins', async () => {
    const answer = await streamOf((_req, res) => res.serviceUnavailable(), { sse: false });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
  });

  it('ends the connection with `sse: false` after the stream has begun', async () => {
    const cut = streamOf(
      (_req, res) => {
        res.writeHead(200, { 'content-type': 'text/event-stream' });
        res.write('data: 1\n\n');
        setTimeout(() => res.serverError(), 20);
      },
      { sse: false },
    );
    await expect(cut).rejects.toThrow('terminated');
  });

  it('can have another media type if a format has `conclude` for it', async () => {
    const lines = {
      name: 'lines',
      mediaType: 'application/x-ndjson',
      render: () => undefined,
      conclude: ({ status }: { status: number }) => `{"failed":${status}}\n`,
    };
    const answer = await streamOf(
      (_req, res) => {
        res.setHeader('content-type', 'application/x-ndjson; charset=utf-8');
        res.write('{"tide":1}\n');
        setTimeout(() => res.badGateway(), 20);
      },
      { formats: [lines] },
    );
    expect(await answer.text()).toBe('{"tide":1}\n{"failed":502}\n');
  });
});
