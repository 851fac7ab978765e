import { describe, expect, it } from 'vitest';
import { ask } from './kept-log.ts';
import { harbour } from './plain-sockets.ts';
import { RELEASES } from './releases.ts';

const BYTES = [137, 80, 0, 255];
const { buffer } = Uint8Array.from([9, ...BYTES, 9]);

/** Values with the same four bytes. Some of them are a part of a larger buffer. */
const VALUES: readonly (readonly [string, unknown])[] = [
  ['a Buffer', Buffer.from(BYTES)],
  ['a Uint8Array', new Uint8Array(buffer, 1, 4)],
  ['a DataView', new DataView(buffer, 1, 4)],
  ['an ArrayBuffer', buffer.slice(1, 5)],
  ['a Uint8ClampedArray', Uint8ClampedArray.from(BYTES)],
  ['an Int16Array', new Int16Array(buffer.slice(1, 5))],
  ['a BigInt64Array of eight bytes', new BigInt64Array(Uint8Array.from([...BYTES, ...BYTES]).buffer)],
];

const bytesOf = (value: unknown): unknown => (Buffer.isBuffer(value) || value instanceof ArrayBuffer ? [...new Uint8Array(value as never)].slice(0, 4) : value);

describe.each(RELEASES)('bytes on Socket.IO %s', (_name, release) => {
  it.each(VALUES)('arrive as bytes: %s', async (_what, value) => {
    for (const transports of [['websocket'], ['polling']]) {
      const connect = await harbour(
        (io, responses) =>
          void io.on('connection', (socket) => {
            socket.on(
              'returned',
              responses.ack(() => value),
            );
            socket.on(
              'nested',
              responses.ack((_data, res) => res.ok({ list: [{ file: value, name: 'a.png' }], map: new Map([['file', value]]) })),
            );
          }),
        undefined,
        { release },
      );
      const client = connect('/', { transports });
      const returned = (await ask(client, 'returned')) as { body?: unknown };
      const nested = (await ask(client, 'nested', 1)) as { body?: { list: { file: unknown; name: string }[]; map: { file: unknown } } };
      expect(bytesOf(returned.body)).toEqual(BYTES);
      expect([bytesOf(nested.body?.list[0]?.file), nested.body?.list[0]?.name, bytesOf(nested.body?.map.file)]).toEqual([BYTES, 'a.png', BYTES]);
    }
  });
});
