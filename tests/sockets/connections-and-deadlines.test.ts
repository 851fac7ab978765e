import { describe, expect, it } from 'vitest';
import { ask, keptLog, once, pause } from './kept-log.ts';
import { harbour } from './plain-sockets.ts';
import { RELEASES } from './releases.ts';
import { refuseUncaughtErrors } from './uncaught-errors.ts';

refuseUncaughtErrors();

describe.each(RELEASES)('Socket.IO %s', (_name, release) => {
  describe('responses.connection', () => {
    it.each<[string, Parameters<Parameters<Parameters<typeof harbour>[0]>[1]['connection']>[0], object]>([
      ['a failure response', (_socket, res) => res.forbidden('Members only'), { event: 'connection', status: 403, body: { detail: 'Members only' } }],
      ['a rejection', async () => Promise.reject(new Error('S3CRET')), { event: 'connection', status: 500 }],
      [
        'an exception',
        () => {
          throw Object.assign(new Error('S3CRET'), { status: 401 });
        },
        { event: 'connection', status: 401 },
      ],
    ])('sends %s, and disconnects the client', async (_what, handler, expected) => {
      const { connect, records } = await keptLog(release, (io, responses) => void io.of('/shop').on('connection', responses.connection(handler)));
      const client = connect('/shop');
      const [problem] = await Promise.all([once(client, 'halyard:problem'), once(client, 'disconnect')]);
      expect(problem).toMatchObject(expected);
      expect(JSON.stringify(problem)).not.toContain('S3CRET');
      expect(records.map(({ path }) => path)).toEqual(problem.status >= 500 ? ['/shop/connection'] : records.map(() => '/shop/connection'));
    });

    it('leaves a client connected that was not refused', async () => {
      const { connect } = await keptLog(
        release,
        (io, responses) =>
          void io.on(
            'connection',
            responses.connection((socket, res) => {
              socket.on('order', (ack: (answer: unknown) => void) => ack(res.socket.id === socket.id));
              return res.ok();
            }),
          ),
      );
      expect(await ask(connect(), 'order')).toBe(true);
    });
  });

  describe('the deadline of responses.ack', () => {
    it.each<[string, () => unknown]>([
      ['never settles', () => new Promise(() => undefined)],
      ['returns nothing', () => undefined],
    ])('answers 504 for a handler that %s, and logs the event', async (_how, handler) => {
      const { connect, records } = await keptLog(release, (io, responses) => void io.on('connection', (socket) => socket.on('order', responses.ack(handler))));
      expect(await ask(connect(), 'order', 7)).toMatchObject({ status: 504, body: { title: 'Gateway Timeout', reference: expect.any(String) } });
      expect(records).toHaveLength(1);
      expect(JSON.stringify(records[0])).toContain('E_RESPONSE_TIMEOUT');
      expect(JSON.stringify(records[0])).toContain('60 ms');
    });

    it('sends nothing to a client that passed no ack', async () => {
      const { connect, records } = await keptLog(
        release,
        (io, responses) =>
          void io.on('connection', (socket) =>
            socket.on(
              'order',
              responses.ack(() => undefined),
            ),
          ),
      );
      const client = connect();
      const problems: unknown[] = [];
      client.on('halyard:problem', (problem) => problems.push(problem));
      client.emit('order', 7);
      await pause(120);
      expect([problems, records]).toEqual([[], []]);
    });

    it('can be longer for one handler, or off', async () => {
      const later = async (): Promise<string> => pause(120).then(() => 'done');
      const { connect, records } = await keptLog(
        release,
        (io, responses) =>
          void io.on('connection', (socket) => {
            socket.on('long', responses.ack(later, { ackDeadline: 5_000 }));
            socket.on('endless', responses.ack(later, { ackDeadline: false }));
          }),
      );
      const client = connect();
      expect([await ask(client, 'long'), await ask(client, 'endless')]).toEqual([
        expect.objectContaining({ body: 'done' }),
        expect.objectContaining({ status: 200 }),
      ]);
      expect(records).toEqual([]);
    });

    it('logs an answer that comes too late', async () => {
      const { connect, records } = await keptLog(
        release,
        (io, responses) =>
          void io.on('connection', (socket) =>
            socket.on(
              'order',
              responses.ack(async () => pause(100).then(() => 'late')),
            ),
          ),
      );
      expect(await ask(connect(), 'order')).toMatchObject({ status: 504 });
      await pause(80);
      expect(records).toHaveLength(2);
    });
  });
});

describe('the option ackDeadline', () => {
  it.each([0, -1, Number.NaN, '60', null, 1e12])('cannot be %s', async (ackDeadline) => {
    await expect(harbour(() => undefined, { ackDeadline: ackDeadline as never })).rejects.toThrow('E_OPTION');
    await expect(harbour((_io, responses) => void responses.ack(() => 1, { ackDeadline: ackDeadline as never }))).rejects.toThrow('E_OPTION');
  });

  it('has no misspelt neighbour', async () => {
    await expect(harbour((_io, responses) => void responses.ack(() => 1, { deadline: 5 } as never))).rejects.toThrow('E_OPTION_UNKNOWN');
  });
});
