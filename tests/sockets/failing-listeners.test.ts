import type { Socket } from 'socket.io';
import { describe, expect, it } from 'vitest';
import { ask, keptLog, once, pause } from './kept-log.ts';
import { RELEASES } from './releases.ts';
import { refuseUncaughtErrors } from './uncaught-errors.ts';

refuseUncaughtErrors();

const FAILURES: readonly (readonly [string, () => unknown])[] = [
  [
    'throws',
    () => {
      throw new Error('S3CRET');
    },
  ],
  [
    'throws undefined',
    () => {
      throw undefined;
    },
  ],
  ['rejects', () => Promise.reject(new Error('S3CRET'))],
  ['rejects later', () => pause(5).then(() => Promise.reject(new Error('S3CRET')))],
];

describe.each(RELEASES)('Socket.IO %s', (_name, release) => {
  describe.each(['before', 'after'] as const)('a listener that was added %s the mount', (when) => {
    it.each(FAILURES)('of connection that %s sends an event, and disconnects the client', async (_how, fail) => {
      const { connect, records } = await keptLog(release, (io) => void io.on('connection', fail), when);
      const client = connect();
      const [problem, reason] = await Promise.all([once(client, 'halyard:problem'), once(client, 'disconnect')]);
      expect(problem).toMatchObject({ event: 'connection', status: 500, body: { title: 'Internal Server Error' } });
      expect(JSON.stringify(problem)).not.toContain('S3CRET');
      expect([reason, records]).toEqual(['io server disconnect', [expect.objectContaining({ status: 500, path: '/connection', handled: false })]]);
    });

    it.each(FAILURES)('of an event that %s is a 500, with and without an ack', async (_how, fail) => {
      const { connect, records } = await keptLog(release, (io) => void io.on('connection', (socket) => void socket.on('order', fail)), when);
      const client = connect();
      const answer = await ask(client, 'order', 7);
      expect(answer).toMatchObject({ status: 500, body: { status: 500 } });
      const problem = once(client, 'halyard:problem');
      client.emit('order', 7);
      expect(await problem).toMatchObject({ event: 'order', status: 500 });
      expect(JSON.stringify([answer, await problem])).not.toContain('S3CRET');
      expect(records).toEqual([expect.objectContaining({ path: '/order' }), expect.objectContaining({ path: '/order' })]);
    });
  });

  it.each<[string, (socket: Socket) => void]>([
    ['disconnect', (socket) => void socket.on('disconnect', () => Promise.reject(new Error('S3CRET')))],
    [
      'disconnecting',
      (socket) =>
        void socket.on('disconnecting', () => {
          throw new Error('S3CRET');
        }),
    ],
    [
      'ack',
      (socket) =>
        void socket.emit('question', () => {
          throw new Error('S3CRET');
        }),
    ],
    ['ack', (socket) => void socket.emit('question', () => Promise.reject(new Error('S3CRET')))],
  ])('logs a failure for which nobody waits once: a listener of %s', async (name, prepare) => {
    const { connect, records } = await keptLog(release, (io) => void io.on('connection', prepare));
    const client = connect();
    client.on('question', (answer) => answer('yes'));
    await once(client, 'connect');
    await pause(20);
    client.disconnect();
    await pause(20);
    expect(records).toEqual([expect.objectContaining({ status: 500, path: `/${name}` })]);
  });

  it('logs a listener that fails after its ack, and sends no second answer', async () => {
    const { connect, records } = await keptLog(
      release,
      (io) =>
        void io.on('connection', (socket) =>
          socket.on('order', async (ack: (answer: unknown) => void) => {
            ack('taken');
            await pause(5);
            throw new Error('S3CRET');
          }),
        ),
    );
    const client = connect();
    const problems: unknown[] = [];
    client.on('halyard:problem', (problem) => problems.push(problem));
    expect(await ask(client, 'order')).toBe('taken');
    await pause(20);
    expect([problems, records.length, JSON.stringify(records[0]).includes('S3CRET')]).toEqual([[], 1, true]);
  });

  it('does not call the listeners of an event after onAny has thrown', async () => {
    const heard: unknown[] = [];
    const { connect, records } = await keptLog(
      release,
      (io) =>
        void io.on('connection', (socket) => {
          socket.onAny(() => {
            throw new Error('S3CRET');
          });
          socket.on('order', () => heard.push('order'));
        }),
    );
    expect(await ask(connect(), 'order')).toMatchObject({ status: 500 });
    expect([heard, records.length]).toEqual([[], 1]);
  });

  it('keeps a listener of once, a removed listener and the order of listeners', async () => {
    const heard: string[] = [];
    const { connect } = await keptLog(
      release,
      (io) =>
        void io.on('connection', (socket) => {
          const gone = (): unknown => heard.push('gone');
          socket.on('order', gone).off('order', gone);
          socket.on('order', (_ack) => void heard.push('second'));
          socket.prependListener('order', () => void heard.push('first'));
          socket.once('order', () => void heard.push('once'));
          socket.on('order', (ack) => ack(heard));
        }),
    );
    const client = connect();
    await ask(client, 'order');
    expect(await ask(client, 'order')).toEqual(['first', 'second', 'once', 'first', 'second']);
  });
});
