import type { EventHandler, EventReply } from 'halyard/socket-io';
import type { Socket } from 'socket.io';
import { describe, expect, it } from 'vitest';
import { harbour } from './plain-sockets.ts';
import { refuseUncaughtErrors } from './uncaught-errors.ts';

type Listener = (...args: unknown[]) => void;
type Wrapped = (socket: Socket, event: string, listener: Listener) => void;

/** Ways in which an app registers a listener on a socket, so that its `this` is missing or is another value. */
const WRAPPINGS: Readonly<Record<string, Wrapped>> = {
  'as it is': (socket, event, listener) => socket.on(event, listener),
  'once()': (socket, event, listener) => socket.once(event, listener),
  'an arrow function': (socket, event, listener) => socket.on(event, (...args: unknown[]) => listener(...args)),
  'bind(undefined)': (socket, event, listener) => socket.on(event, listener.bind(undefined)),
  'bind({})': (socket, event, listener) => socket.on(event, listener.bind({ emit: () => true })),
  'a class that calls it as a method': (socket, event, listener) => {
    class Gateway {
      readonly book = listener;
    }
    const gateway = new Gateway();
    socket.on(event, (...args: unknown[]) => gateway.book(...args));
  },
  'a function that waits first': (socket, event, listener) =>
    socket.on(event, async (...args: unknown[]) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      listener(...args);
    }),
  'onAny()': (socket, event, listener) => socket.onAny((name: string, ...args: unknown[]) => name === event && listener(...args)),
  'prependAny() that waits': (socket, event, listener) =>
    socket.prependAny((name: string, ...args: unknown[]) => name === event && void Promise.resolve().then(() => listener(...args))),
  'after middleware that waits': (socket, event, listener) => {
    socket.use((_packet, next) => void setTimeout(next, 5));
    socket.on(event, (...args: unknown[]) => listener(...args));
  },
  'a list of listeners': (socket, event, listener) => {
    const listeners = [listener];
    socket.on(event, (...args: unknown[]) => listeners.map((one) => one(...args)));
  },
};

refuseUncaughtErrors();

describe.each(Object.entries(WRAPPINGS))('responses.ack of Socket.IO, registered by %s', (_name, wrap) => {
  const connected = async (handler: EventHandler, logger: object | false = false) => {
    const connectTo = await harbour((io, responses) => io.on('connection', (socket) => wrap(socket, 'book', responses.ack(handler))), {
      environment: 'production',
      logger: logger as false,
    });
    return connectTo();
  };

  it('answers, and passes its socket to the handler', async () => {
    const socket = await connected((data, res) => res.ok({ data, id: res.socket.id, args: res.args }));
    expect(await socket.emitWithAck('book', 7, 'x')).toMatchObject({ status: 200, body: { data: 7, id: socket.id, args: [7, 'x'] } });
  });

  it.each([
    ['throws', () => Promise.reject(new Error('S3CRET'))],
    ['throws at once', () => JSON.parse('{')],
    ['throws nothing', () => Promise.reject(undefined)],
  ])('answers with a 500 when it %s, and the process continues', async (_how, handler) => {
    const socket = await connected(handler);
    expect(await socket.emitWithAck('book')).toMatchObject({ status: 500, body: { status: 500 } });
  });

  it('sends an event with the name for a failure without an ack', async () => {
    const socket = await connected((_data, res) => res.forbidden('No'));
    const problem = new Promise((resolve) => socket.on('halyard:problem', resolve));
    socket.emit('book', 1);
    expect(await problem).toMatchObject({ event: 'book', status: 403 });
  });

  it('keeps the messages of two sockets apart', async () => {
    const connectTo = await harbour((io, responses) =>
      io.on('connection', (socket) =>
        wrap(
          socket,
          'book',
          responses.ack(async (wait: number, res) => {
            await new Promise((resolve) => setTimeout(resolve, wait));
            return res.socket.id;
          }),
        ),
      ),
    );
    const [one, other] = [connectTo(), connectTo()];
    const ids = await Promise.all([one.emitWithAck('book', 20), other.emitWithAck('book', 1)]);
    expect(ids.map(({ body }) => body)).toEqual([one.id, other.id]);
  });
});

describe('responses.ack', () => {
  it('answers where it can when it is called outside of an event, and never throws', async () => {
    const lines: string[] = [];
    const log = (_record: object, line: string): void => void lines.push(line);
    const answers: unknown[] = [];
    await harbour(
      (_io, responses) => {
        const book = responses.ack((data, res) => (data === 1 ? res.ok('free') : res.ok(res.socket.id)));
        expect(book(1, (answer: unknown) => answers.push(answer))).toBe(undefined);
        expect(book(2, (answer: unknown) => answers.push(answer))).toBe(undefined);
        expect(responses.ack((_data, res) => res.forbidden())(3)).toBe(undefined);
      },
      { environment: 'production', logger: { error: log, warn: log, info: log, debug: log } },
    );
    expect(answers).toEqual([
      { status: 200, headers: {}, body: 'free' },
      { status: 500, headers: expect.anything(), body: expect.objectContaining({ title: 'Internal Server Error' }) },
    ]);
    expect(lines.filter((line) => line.includes('E_NO_SOCKET'))).toHaveLength(2);
  });

  it.each([undefined, null, 'book', {}])('rejects a handler that is %j at once', async (handler) => {
    await harbour((_io, responses) => {
      expect(() => responses.ack(handler as never)).toThrow(/E_NOT_AN_APP/);
    });
  });

  it('survives an ack and a thenable of the app that throw', async () => {
    await harbour((_io, responses) => {
      const thrower = (): never => {
        throw new Error('S3CRET');
      };
      expect(responses.ack((_data, res: EventReply) => res.ok())(thrower)).toBe(undefined);
      expect(responses.ack(() => ({ then: thrower }))(() => undefined)).toBe(undefined);
    });
  });
});
