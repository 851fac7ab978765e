import type { Socket } from 'socket.io';
import { describe, expectTypeOf, it } from 'vitest';
import type { RawData, Server, WebSocket, WebSocketServer } from 'ws';
import type { EventReply, SocketResponses } from '../../adapters/socket-io/socket-io.ts';
import { type CloseReply, halyard, type WebSocketResponses } from '../../adapters/ws/ws.ts';

declare const io: SocketResponses;
declare const ws: WebSocketResponses;
declare const wss: WebSocketServer;

describe('responses.ack', () => {
  it('returns a listener that needs no `this`, and takes any arguments', () => {
    const listener = io.ack<{ boat: string }>((data, res) => {
      expectTypeOf(data).toEqualTypeOf<{ boat: string }>();
      expectTypeOf(res).toEqualTypeOf<EventReply>();
    });
    expectTypeOf<ThisParameterType<typeof listener>>().toBeUnknown();
    expectTypeOf(listener).returns.toEqualTypeOf<void>();
    listener({ boat: 'Tern' }, () => undefined);
    const socket = {} as Socket;
    socket.on('book', (...args: unknown[]) => listener(...args));
    class Gateway {
      readonly book = listener;
    }
    new Gateway().book();
  });

  it('accepts the names of headers, as a list', () => {
    io.answerVerbs({ headers: ['x-tenant'] });
    // @ts-expect-error a list
    io.answerVerbs({ headers: 'x-tenant' });
  });
});

describe('responses.message', () => {
  it('returns a listener that needs no `this`', () => {
    const listener = ws.message<WebSocket, [data: Buffer]>((_data, res) => {
      expectTypeOf(res).toEqualTypeOf<CloseReply<WebSocket>>();
    });
    expectTypeOf<ThisParameterType<typeof listener>>().toBeUnknown();
    listener(Buffer.from('x'));
  });
});

describe('a server of ws', () => {
  class User extends (null as unknown as typeof WebSocket) {
    readonly userId = 7;
  }

  it('has the type of its sockets', () => {
    const responses = halyard({} as WebSocketServer);
    responses.connection((socket, res) => {
      expectTypeOf(socket).toEqualTypeOf<WebSocket>();
      socket.on(
        'message',
        responses.message((data, isBinary, reply) => {
          expectTypeOf([data, isBinary] as const).toEqualTypeOf<readonly [RawData, boolean]>();
          reply.socket.send(String(data));
        }),
      );
      return res.socket.send('x');
    });
    const own = halyard({} as Server<typeof User>);
    own.message<User, [data: RawData]>((_data, res) => expectTypeOf(res.socket.userId).toEqualTypeOf<number>());
    own.connection((socket, res) => expectTypeOf([socket.userId, res.socket.userId]).toEqualTypeOf<number[]>());
  });

  it('refuses a handler of another socket', () => {
    const responses = halyard({} as WebSocketServer);
    // @ts-expect-error a socket of ws has no user
    responses.connection((socket) => socket.userId);
    // @ts-expect-error neither has the one of a message
    responses.message((_data, _isBinary, res) => res.socket.userId);
  });
});

describe('the handlers of a server of ws', () => {
  it('have the types of its sockets and messages, also where they are written apart from `on()`', () => {
    const responses = halyard(wss);
    const connection = responses.connection((socket, res) => {
      expectTypeOf(socket).toEqualTypeOf<WebSocket>();
      expectTypeOf(res.socket).toEqualTypeOf<WebSocket>();
      const message = responses.message((data, isBinary, reply) => {
        expectTypeOf(data).toEqualTypeOf<RawData>();
        expectTypeOf(isBinary).toEqualTypeOf<boolean>();
        expectTypeOf(reply.socket).toEqualTypeOf<WebSocket>();
      });
      socket.on('message', message);
      const short = responses.message((data) => expectTypeOf(data).toEqualTypeOf<RawData>());
      socket.on('message', short);
    });
    wss.on('connection', connection);
    wss.on(
      'connection',
      responses.connection((socket) => socket.send('welcome')),
    );
  });
});
