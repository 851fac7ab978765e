import { forbidden } from 'halyard';
import type { SocketResponses } from 'halyard/socket-io';
import { describe, expect, it } from 'vitest';
import { harbour } from './plain-sockets.ts';

describe('responses.ack', () => {
  const berths = (handler: Parameters<SocketResponses['ack']>[0]) =>
    harbour((io, responses) => {
      io.on('connection', (socket) => socket.on('berth', responses.ack(handler)));
    });

  it('acknowledges with the parts of a response: status, fields, and the body of HTTP', async () => {
    const connectTo = await berths((id, res) => res.tooManyRequests(`Berth ${id} is asked for too often`, { retryAfter: 2 }));
    expect(await connectTo().emitWithAck('berth', 7)).toEqual({
      status: 429,
      headers: { 'retry-after': '2', 'error-reference': expect.any(String) },
      body: { title: 'Too Many Requests', status: 429, detail: 'Berth 7 is asked for too often', reference: expect.any(String) },
    });
  });

  it('acknowledges with the result of a handler', async () => {
    const connectTo = await berths(async (id) => ({ id, free: true }));
    expect(await connectTo().emitWithAck('berth', 7)).toEqual({ status: 200, headers: {}, body: { id: 7, free: true } });
  });

  it('acknowledges when an async handler has ended without an answer', async () => {
    const connectTo = await berths(async () => {});
    expect(await connectTo().emitWithAck('berth')).toMatchObject({ status: 200 });
  });

  it('lets a handler answer later', async () => {
    const connectTo = await berths((_id, res) => void setTimeout(() => res.accepted(), 20));
    expect(await connectTo().emitWithAck('berth')).toMatchObject({ status: 202 });
  });

  it.each([
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
    ['rejects with null', () => Promise.reject(null)],
  ])('a handler that %s is a 500 without detail', async (_how, handler) => {
    const ack = await (await berths(handler))().emitWithAck('berth');
    expect(ack).toMatchObject({ status: 500, body: { title: 'Internal Server Error', status: 500 } });
    expect(JSON.stringify(ack)).not.toContain('S3CRET');
  });

  it('shows a developer on this machine the error', async () => {
    const connectTo = await harbour(
      (io, responses) => {
        io.on('connection', (socket) =>
          socket.on(
            'berth',
            responses.ack(() => Promise.reject(new Error('the gauge'))),
          ),
        );
      },
      { environment: 'development', logger: false },
    );
    expect((await connectTo().emitWithAck('berth')).body).toMatchObject({ detail: 'the gauge', errors: [{ message: 'the gauge' }] });
  });

  it('a response may be thrown', async () => {
    const connectTo = await berths(() => {
      throw forbidden('Only the owner may');
    });
    expect(await connectTo().emitWithAck('berth')).toMatchObject({ status: 403, body: { detail: 'Only the owner may' } });
  });

  it('answers once, and logs a second answer', async () => {
    const log: string[] = [];
    const logger = { error: () => {}, warn: (_: object, line: string) => log.push(line), info: () => {}, debug: () => {} };
    const connectTo = await harbour(
      (io, responses) => {
        const twice = responses.ack((_id, res) => {
          res.notFound();
          res.ok();
        });
        io.on('connection', (socket) => socket.on('berth', twice));
      },
      { environment: 'production', logger },
    );
    expect(await connectTo().emitWithAck('berth')).toMatchObject({ status: 404 });
    expect(log).toEqual([expect.stringContaining('E_ANSWERED_TWICE')]);
  });

  it.each([
    [
      'refers to itself',
      () => {
        const a: Record<string, unknown> = {};
        a['a'] = a;
        return a;
      },
    ],
    ['has a BigInt', () => ({ n: 10n })],
    [
      'throws when read',
      () => ({
        get a() {
          throw new Error('S3CRET');
        },
      }),
    ],
  ])('takes an answer that %s', async (_what, value) => {
    expect(await (await berths(async () => value()))().emitWithAck('berth')).toMatchObject({ status: 200, body: expect.any(Object) });
  });

  it('sends an event for a failure without an ack, and nothing for a success', async () => {
    const connectTo = await berths((id, res) => (id === 1 ? res.ok() : res.notFound()));
    const socket = connectTo();
    const problems: unknown[] = [];
    socket.on('halyard:problem', (problem) => problems.push(problem));
    socket.emit('berth', 1);
    socket.emit('berth', 2);
    await socket.emitWithAck('berth', 1);
    expect(problems).toEqual([
      { event: 'berth', status: 404, headers: { 'error-reference': expect.any(String) }, body: expect.objectContaining({ status: 404 }) },
    ]);
  });

  it.each(['error', '__proto__', 'constructor', 'nobody-listens'])('answers an event without a listener with a 404: %s', async (event) => {
    const heard: unknown[] = [];
    const connectTo = await harbour((io) => {
      io.on('connection', (socket) => socket.on('error', (error) => heard.push(error)));
    });
    expect(await connectTo().emitWithAck(event, 1)).toMatchObject({ status: 404, body: { title: 'Not Found' } });
    expect(heard).toEqual([]);
  });

  it('passes the socket and all arguments to the handler', async () => {
    const connectTo = await berths((_first, res) => res.ok({ args: res.args, rooms: res.socket.rooms.size }));
    expect((await connectTo().emitWithAck('berth', 1, 'two', [3])).body).toEqual({ args: [1, 'two', [3]], rooms: 1 });
  });

  it('logs the failure with the name of the event and its namespace', async () => {
    const records: Record<string, unknown>[] = [];
    const keep = (record: object) => void records.push(record as Record<string, unknown>);
    const logger = { error: keep, warn: keep, info: keep, debug: keep };
    const connectTo = await harbour(
      (io, responses) => {
        io.of('/harbour').on('connection', (socket) =>
          socket.on(
            'berth',
            responses.ack(() => Promise.reject(new Error('x'))),
          ),
        );
      },
      { environment: 'production', logger },
    );
    const { body } = await connectTo('/harbour').emitWithAck('berth');
    expect(records).toEqual([
      expect.objectContaining({ reference: body.reference, response: 'serverError', status: 500, method: 'MESSAGE', path: '/harbour/berth', handled: false }),
    ]);
  });
});
