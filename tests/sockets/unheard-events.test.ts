import { unauthorized } from 'halyard';
import type { Server } from 'socket.io';
import type { Socket as Client } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import { ask, pause } from './kept-log.ts';
import { harbour } from './plain-sockets.ts';
import { RELEASES } from './releases.ts';
import { refuseUncaughtErrors } from './uncaught-errors.ts';

refuseUncaughtErrors();

// biome-ignore lint/suspicious/noExplicitAny: the packet of an event
type Use = (packet: any[], next: (error?: Error) => void) => unknown;

const SOON = { environment: 'production', logger: false, ackDeadline: 60 } as const;
const denied = (more: object = {}): Error => Object.assign(new Error('S3CRET'), more);

const problemOf = (client: Client): Promise<{ event: string; status: number }> => new Promise((resolve) => void client.on('halyard:problem', resolve));

describe.each(RELEASES)('an event that no listener hears, on Socket.IO %s', (_name, release) => {
  const using =
    (...functions: readonly Use[]) =>
    (io: Server) =>
      io.on('connection', (socket) => {
        for (const fn of functions) socket.use(fn as never);
      });
  /** The functions are added before Halyard is mounted, or after. */
  const sides = (prepare: (io: Server) => unknown) => [
    () => harbour(prepare, SOON, { release }),
    () => harbour(() => undefined, SOON, { release, before: prepare }),
  ];

  const REFUSALS: readonly (readonly [string, number, Use])[] = [
    ['passes a response to next', 401, (_packet, next) => next(unauthorized('Sign in first'))],
    ['passes an error with a status', 403, (_packet, next) => next(denied({ status: 403 }))],
    ['passes an error with data', 409, (_packet, next) => next(denied({ data: { status: 409, hint: 'S3CRET' } }))],
    ['passes an error with data and no status', 500, (_packet, next) => next(denied({ data: { content: 'S3CRET' } }))],
    [
      'throws',
      403,
      () => {
        throw denied({ status: 403 });
      },
    ],
    [
      'refuses later',
      401,
      async (_packet, next) => {
        await pause(5);
        next(unauthorized());
      },
    ],
    ['rejects later', 403, () => pause(5).then(() => Promise.reject(denied({ statusCode: 403 })))],
  ];

  it.each(REFUSALS)('has the refusal of a function that %s, with and without an ack', async (_how, status, refuse) => {
    for (const open of sides(using((_packet, next) => next(), refuse))) {
      const client = (await open())();
      const answer = await ask(client, 'unheard', 1);
      expect(answer).toMatchObject({ status, body: { status } });
      expect(JSON.stringify(answer)).not.toContain('S3CRET');
      const problem = problemOf(client);
      client.emit('unheard', 1);
      expect(await problem).toMatchObject({ event: 'unheard', status });
    }
  });

  it.each<[string, Use]>([
    [
      'before it continues',
      (packet, next) => {
        packet.at(-1)('from the function');
        next();
      },
    ],
    ['and does not continue', (packet) => packet.at(-1)('from the function')],
    [
      'later',
      async (packet, next) => {
        await pause(5);
        packet.at(-1)('from the function');
        next();
      },
    ],
    [
      'after it has continued',
      async (packet, next) => {
        next();
        await pause(5);
        packet.at(-1)('from the function');
      },
    ],
  ])('has the ack of a function that answers %s', async (_when, answer) => {
    for (const open of sides(using(answer))) {
      expect(await ask((await open())(), 'unheard')).toBe('from the function');
    }
  });

  it('is a 404 after all functions, whatever the event is called', async () => {
    for (const open of sides(using(async (_packet, next) => next()))) {
      const client = (await open())();
      for (const event of ['unheard', 'error', '__proto__']) expect(await ask(client, event)).toMatchObject({ status: 404 });
    }
  });

  it('is no 404 if a function adds the listener or renames the event', async () => {
    const prepare = (io: Server): unknown =>
      io.on('connection', (socket) => {
        socket.on('order', (_id, ack) => ack('heard'));
        socket.use((packet, next) => {
          if (packet[0] === 'late') socket.on('late', (_id, ack) => ack('added'));
          if (packet[0] === 'bestellung') packet[0] = 'order';
          next();
        });
      });
    const client = (await harbour(prepare, SOON, { release }))();
    expect([await ask(client, 'late', 1), await ask(client, 'bestellung', 1)]).toEqual(['added', 'heard']);
  });

  it('waits for the listeners of onAny, and is a 404 if none of them answers', async () => {
    const prepare = (io: Server): unknown =>
      io.on('connection', (socket) => {
        socket.onAny((name: string, ack: (answer: string) => void) => {
          if (name === 'forwarded') setTimeout(() => ack('from onAny'), 10);
        });
      });
    for (const open of sides(prepare)) {
      const client = (await open())();
      expect(await ask(client, 'forwarded')).toBe('from onAny');
      expect(await ask(client, 'unheard')).toMatchObject({ status: 404 });
    }
  });

  it('is decided in every namespace, also in one that is made later', async () => {
    const refuse = using((packet, next) => next(packet[0] === 'closed' ? unauthorized() : undefined));
    const prepare = (io: Server): void => {
      refuse(io.of('/shop') as never);
      refuse(io.of(/^\/room-\d+$/) as never);
    };
    for (const open of sides(prepare)) {
      const connect = await open();
      for (const namespace of ['/shop', '/room-7']) {
        const client = connect(namespace);
        expect([(await ask(client, 'closed')).status, (await ask(client, 'unheard')).status]).toEqual([401, 404]);
      }
    }
  });

  it('passes a refusal to the listeners of error that the app has', async () => {
    const heard: unknown[] = [];
    const prepare = (io: Server): unknown =>
      io.on('connection', (socket) => {
        socket.use((_packet, next) => next(denied()));
        socket.on('error', (error) => {
          heard.push(error.message);
          socket.disconnect();
        });
      });
    const client = (await harbour(prepare, SOON, { release }))();
    const ended = new Promise((resolve) => void client.on('disconnect', resolve));
    const answer = await ask(client, 'order');
    await ended;
    expect([answer.status, heard]).toEqual([500, ['S3CRET']]);
  });
});

describe.each(RELEASES)('a refused handshake, on Socket.IO %s', (_name, release) => {
  it.each([
    ['before', 409, { data: { status: 409, hint: 'S3CRET' } }],
    ['before', 403, { status: 403, data: 'S3CRET' }],
    ['after', 409, { data: { statusCode: 409, hint: 'S3CRET' } }],
  ])('has the status of the refusal, if the function was added %s the mount', async (side, status, more) => {
    const prepare = (io: Server): void => void io.use((_socket, next) => next(denied(more)));
    const connect = await harbour(side === 'after' ? prepare : () => undefined, SOON, { release, ...(side === 'before' && { before: prepare }) });
    const error = await new Promise<Error & { data?: unknown }>((resolve) => void connect().on('connect_error', resolve as never));
    expect(error.data).toMatchObject({ status, body: { status } });
    expect(`${error.message}${JSON.stringify(error.data)}`).not.toContain('S3CRET');
  });

  it('names the status and the reference of a namespace that does not exist', async () => {
    const connect = await harbour((io) => void io.of('/shop'), SOON, { release });
    for (const namespace of ['/shap', '/admin/../x']) {
      const error = await new Promise<Error & { data?: unknown }>((resolve) => void connect(namespace).on('connect_error', resolve as never));
      expect(error.message).toBe('Invalid namespace');
      expect(error.data).toMatchObject({ status: 404, body: { title: 'Not Found', status: 404, reference: expect.any(String) } });
    }
  });
});
