import { describe, expect, it } from 'vitest';
import { halyard } from '../../adapters/node-http/node-http.ts';
import type { Options } from '../settings/options.ts';

/** Asks a server whose handler gets the reply, as an EventSource does. */
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
  it('takes no moment for retry, only seconds: what is neither is left out', async () => {
    const answer = await streamOf((_req, res) => res.serviceUnavailable('Closed', { headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } }));
    expect(await answer.text()).not.toContain('retry:');
  });

  it('has the event on one line, whatever breaks there are in the words', async () => {
    const answer = await streamOf((_req, res) => res.serviceUnavailable('one\ntwo\r\n\r\ndata: three', { expose: true }));
    const lines = (await answer.text()).trim().split('\n');
    expect(lines.map((line) => line.split(':', 1)[0])).toEqual(['event', 'data']);
    expect(JSON.parse(lines[1]!.slice('data: '.length)).detail).toBe('one\ntwo\r\n\r\ndata: three');
  });

  it('is for failures: a success for who asks for one is the data', async () => {
    const answer = await streamOf((_req, res) => res.ok({ tide: 'high' }));
    expect([answer.status, await answer.text()]).toEqual([200, '{"tide":"high"}']);
  });

  it('is not made with `sse: false`: the real status before it begins', async () => {
    const answer = await streamOf((_req, res) => res.serviceUnavailable(), { sse: false });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
  });

  it('is cut off with `sse: false` once it has begun', async () => {
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

  it('can be followed by another type that grows: a format that has a conclusion for it', async () => {
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
