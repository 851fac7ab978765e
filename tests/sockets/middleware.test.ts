import { createServer } from 'node:http';
import { forbidden } from 'halyard';
import { halyard } from 'halyard/socket-io';
import { Server } from 'socket.io';
import { describe, expect, it } from 'vitest';
import { harbour } from './plain-sockets.ts';

describe('io.use', () => {
  const refused = async (prepare: (io: Server) => void, namespace = '/'): Promise<Error & { data?: unknown }> => {
    const connectTo = await harbour((io) => prepare(io));
    const socket = connectTo(namespace);
    const [error] = await new Promise<[Error]>((resolve) => {
      socket.on('connect_error', (error) => resolve([error]));
      socket.on('connect', () => resolve([new Error('it connected')]));
    });
    return error;
  };

  it.each([
    ['hands on an error', (_socket: unknown, next: (error?: Error) => void) => next(Object.assign(new Error('S3CRET'), { data: 'S3CRET' }))],
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
    [
      'rejects',
      async () => {
        throw new Error('S3CRET');
      },
    ],
  ])('refuses the socket without detail when middleware %s', async (_how, middleware) => {
    const error = await refused((io) => io.use(middleware as never));
    expect(error.message).toBe('Internal Server Error');
    expect(error.data).toMatchObject({ status: 500, body: { title: 'Internal Server Error', status: 500, reference: expect.any(String) } });
    expect(JSON.stringify(error.data)).not.toContain('S3CRET');
  });

  it('refuses with the response that middleware passes on', async () => {
    const error = await refused((io) => io.use((_socket, next) => next(forbidden('Only members may'))));
    expect([error.message, error.data]).toEqual([
      'Forbidden',
      expect.objectContaining({ status: 403, body: expect.objectContaining({ detail: 'Only members may' }) }),
    ]);
  });

  it.each(['/harbour', '/tides-7'])('is guarded in the namespace %s, too', async (namespace) => {
    const reject = async () => Promise.reject(new Error('S3CRET'));
    const error = await refused((io) => {
      io.of('/harbour').use(reject as never);
      io.of(/^\/tides-\d+$/).use(reject as never);
    }, namespace);
    expect([error.message, JSON.stringify(error.data).includes('S3CRET')]).toEqual(['Internal Server Error', false]);
  });

  it('accepts the socket once when middleware continues', async () => {
    let connections = 0;
    const connectTo = await harbour((io) => {
      io.use((_socket, next) => {
        next();
        next();
      });
      io.on('connection', () => {
        connections += 1;
      });
    });
    await new Promise<void>((resolve) => connectTo().on('connect', () => resolve()));
    expect(connections).toBe(1);
  });
});

describe('socket.use', () => {
  it.each([
    ['hands on an error', (_packet: unknown, next: (error?: Error) => void) => next(new Error('S3CRET'))],
    [
      'throws',
      () => {
        throw new Error('S3CRET');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('S3CRET');
      },
    ],
  ])('answers the event when middleware %s', async (_how, middleware) => {
    const connectTo = await harbour((io, responses) => {
      io.on('connection', (socket) => {
        socket.use(middleware as never);
        socket.on(
          'berth',
          responses.ack(async () => ({ reached: true })),
        );
      });
    });
    const ack = await connectTo().emitWithAck('berth');
    expect(ack).toMatchObject({ status: 500 });
    expect(JSON.stringify(ack)).not.toContain('S3CRET');
  });
});

describe('halyard(io)', () => {
  const codeOf = (call: () => unknown): unknown => {
    try {
      call();
    } catch (error) {
      return (error as { code?: unknown }).code;
    }
    return 'nothing was thrown';
  };

  it('rejects a value that is not a Socket.IO server, a second call, and routes without a server', () => {
    expect(codeOf(() => halyard(undefined as never))).toBe('E_NOT_AN_APP');
    expect(codeOf(() => halyard(createServer() as never))).toBe('E_NOT_AN_APP');
    const io = new Server();
    const responses = halyard(io);
    expect(codeOf(() => halyard(io))).toBe('E_MOUNTED_TWICE');
    expect(codeOf(() => responses.answerVerbs())).toBe('E_NO_SERVER');
    responses.answerVerbs({ server: createServer() });
    expect(codeOf(() => responses.answerVerbs({ server: createServer() }))).toBe('E_MOUNTED_TWICE');
  });
});
