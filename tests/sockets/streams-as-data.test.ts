import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ask, keptLog } from './kept-log.ts';
import { RELEASES } from './releases.ts';

async function* readings(): AsyncGenerator<number> {
  yield 1;
}

const SOURCES: readonly (readonly [string, () => unknown])[] = [
  ['a file stream', () => createReadStream(import.meta.filename)],
  ['a ReadableStream', () => new ReadableStream()],
  ['a Blob', () => new Blob(['abc'])],
  ['an async generator', readings],
  ['a stream in an object', () => ({ name: 'tides.csv', file: createReadStream(import.meta.filename) })],
];

describe.each(RELEASES)('a stream as the data of an ack on Socket.IO %s', (_name, release) => {
  it.each(SOURCES)('is a 500 and one record: %s', async (_what, make) => {
    const { connect, records } = await keptLog(release, (io, responses) =>
      io.on('connection', (socket) => {
        socket.on('returned', responses.ack(make));
        socket.on(
          'called',
          responses.ack((_data, res) => res.ok(make())),
        );
      }),
    );
    const client = connect();
    for (const event of ['returned', 'called']) {
      const answer = (await ask(client, event, 1)) as { status: number; body?: unknown };
      expect(answer.status).toBe(500);
      expect(JSON.stringify(answer)).not.toMatch(/E_STREAM|tides|fd|streams-as-data/);
    }
    expect(records).toHaveLength(2);
    for (const record of records) expect(JSON.stringify(record)).toMatch(/E_STREAM: A stream was found in place of data\. Found ok\(/);
  });
});
