import type { Socket } from 'socket.io';
import { describe, expectTypeOf, it } from 'vitest';
import type { WebSocket } from 'ws';
import type { EventReply, SocketResponses } from '../../adapters/socket-io/socket-io.ts';
import type { CloseReply, WebSocketResponses } from '../../adapters/ws/ws.ts';

declare const io: SocketResponses;
declare const ws: WebSocketResponses;

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
