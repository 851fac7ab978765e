import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forbidden } from 'halyard';
import { halyard, type SocketOptions } from 'halyard/socket-io';
import { Server, type ServerOptions, type Socket } from 'socket.io';
import { type Socket as Client, connect } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';

import { keptLog } from './kept-log.ts';
import { RELEASES } from './releases.ts';
import { refuseUncaughtErrors } from './uncaught-errors.ts';

refuseUncaughtErrors();

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const fail = (): never => {
  throw new Error('S3CRET');
};

/** The error with which a client learns that it was refused. */
const refusal = (client: Client): Promise<{ message: string; data: unknown }> => new Promise((resolve) => void client.once('connect_error', resolve as never));

type Ask = (socket: Socket, io: Server, fails: () => unknown) => void;

describe('a callback for the acks of clients', () => {
  it.each<[string, Ask]>([
    ['a socket that does not answer in time', (socket, _io, fails) => void socket.timeout(10).emit('silence', fails)],
    ['a socket that leaves', (socket, _io, fails) => void socket.timeout(10).emit('leave', fails)],
    ['a socket that answers', (socket, _io, fails) => void socket.timeout(2_000).emit('question', fails)],
    ['a broadcast that is not answered in time', (_socket, io, fails) => void io.timeout(10).emit('silence', fails)],
    ['a broadcast that is answered', (_socket, io, fails) => void io.timeout(2_000).emit('question', fails)],
    ['a broadcast to a room', (socket, io, fails) => void io.to(socket.id).timeout(2_000).emit('question', fails)],
  ])('that throws or rejects for %s is logged, and the process goes on', async (_what, emit) => {
    for (const fails of [fail, async () => fail()]) {
      const { connect: join, records } = await keptLog({ Server, connect }, (io) => void io.on('connection', (socket) => emit(socket, io, fails)));
      const client = join();
      client.on('question', (answer) => answer('yes'));
      client.on('leave', () => client.disconnect());
      await expect.poll(() => records.length, { timeout: 3_000 }).toBe(1);
      expect(records).toEqual([expect.objectContaining({ status: 500, path: '/ack' })]);
    }
  });

  it('gets the answers', async () => {
    const answers: unknown[] = [];
    const { connect: join } = await keptLog({ Server, connect }, (io) => {
      io.on('connection', async (socket) => {
        answers.push(await socket.timeout(2_000).emitWithAck('question'), await io.timeout(2_000).emitWithAck('question'));
        socket.emit('question', (answer: unknown) => answers.push(answer));
        socket.timeout(300).emit('silence', (error: unknown) => answers.push(String(error)));
      });
    });
    join().on('question', (answer) => answer('yes'));
    await expect.poll(() => answers.length, { timeout: 3_000 }).toBe(4);
    expect(answers).toEqual(['yes', ['yes'], 'yes', 'Error: operation has timed out']);
  });
});

type Matches = Parameters<Server['of']>[0];

describe.each(RELEASES)('a function of io.of() in Socket.IO %s', (_name, release) => {
  it.each<[string, Matches, number, string]>([
    ['throws', fail, 500, 'Internal Server Error'],
    ['rejects', (async () => fail()) as never, 500, 'Internal Server Error'],
    ['rejects with nothing', (() => Promise.reject(undefined)) as never, 500, 'Internal Server Error'],
    [
      'passes an error to next',
      ((_name: string, _auth: object, next: (error: Error) => void) => next(new Error('S3CRET'))) as never,
      500,
      'Internal Server Error',
    ],
    ['passes a response to next', ((_name: string, _auth: object, next: (error: Error) => void) => next(forbidden('No'))) as never, 403, 'Forbidden'],
    ['refuses', (_name, _auth, next) => next(null, false), 404, 'Invalid namespace'],
  ])('that %s refuses the namespace with an answer', async (_how, matches, status, message) => {
    for (const when of ['before', 'after'] as const) {
      const { connect: join, records } = await keptLog(release, (io) => void io.of(matches), when);
      const error = await refusal(join('/shop'));
      expect([error.message, error.data]).toEqual([message, expect.objectContaining({ status })]);
      expect(JSON.stringify(error.data)).not.toContain('S3CRET');
      if (status >= 500) expect(records).toEqual([expect.objectContaining({ status, path: '/shop/connect' })]);
    }
  });

  it('that fails does not refuse what another function allows', async () => {
    const { connect: join, records } = await keptLog(release, (io) => {
      io.of(fail);
      io.of(/^\/shop$/);
    });
    const client = join('/shop');
    await new Promise((resolve) => void client.once('connect', resolve as () => void));
    expect(records).toEqual([expect.objectContaining({ status: 500, path: '/shop/connect' })]);
  });
});

/** A server of Socket.IO whose log is kept. */
async function serve(options: Partial<ServerOptions>, own: SocketOptions = {}, attach: 'at once' | 'later' = 'at once') {
  const records: Record<string, unknown>[] = [];
  const keep = (record: object): void => void records.push(record as Record<string, unknown>);
  const server = createServer();
  const io = attach === 'at once' ? new Server(server, options) : new Server(options);
  halyard(io, { environment: 'production', logger: { error: keep, warn: keep, info: () => {}, debug: () => {} }, ...own });
  if (attach === 'later') io.attach(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => io.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const join = (transport: 'polling' | 'websocket'): Client => {
    const client = connect(url, { forceNew: true, transports: [transport], reconnection: false });
    ends.push(() => client.disconnect());
    return client;
  };
  return { url, io, join, records };
}

describe('allowRequest', () => {
  it.each<[string, () => unknown, 'at once' | 'later']>([
    ['throws', fail, 'at once'],
    ['rejects', async () => fail(), 'at once'],
    ['rejects, on a server that is attached later', async () => fail(), 'later'],
  ])('that %s is a 500 for a long poll and for an upgrade', async (_how, allowRequest, attach) => {
    const { url, join, records } = await serve({ allowRequest: allowRequest as never }, {}, attach);
    const response = await fetch(`${url}/socket.io/?EIO=4&transport=polling`);
    const text = await response.text();
    expect([response.status, response.headers.get('content-type'), text.includes('S3CRET')]).toEqual([500, 'application/problem+json', false]);
    const { description } = (await refusal(join('websocket'))) as unknown as { description: { message: string } };
    expect([description.message, records.map(({ status }) => status)]).toEqual(['Unexpected server response: 500', [500, 500]]);
  });

  it('that decides is followed, and an error after that is logged', async () => {
    const { join, records } = await serve({
      allowRequest: ((_request: unknown, decide: (message: null, isAllowed: boolean) => void) => {
        decide(null, true);
        fail();
      }) as never,
    });
    await new Promise((resolve) => void join('polling').once('connect', resolve as () => void));
    expect(records).toEqual([expect.objectContaining({ status: 500 })]);
  });
});

it('a refused handshake has the phrase of its status as the message under a preset', async () => {
  const { io, join } = await serve({}, { preset: 'sails-1' });
  io.use((_socket, next) => next(forbidden('Members only')));
  expect(await refusal(join('websocket'))).toMatchObject({ message: 'Forbidden', data: { status: 403, body: 'Members only' } });
});
