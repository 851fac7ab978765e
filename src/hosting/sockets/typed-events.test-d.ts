import type { Server, Socket } from 'socket.io';
import { describe, expectTypeOf, it } from 'vitest';
import { type Answer, type ConnectionReply, type EventReply, halyard } from '../../adapters/socket-io/socket-io.ts';

interface ClientToServer {
  reserve(guest: string, ack: (answer: Answer) => void): void;
  watch(): void;
  move(order: { id: number; seat: string }, note: string, ack: (answer: Answer) => void): void;
}
interface ServerToClient {
  moved(id: number): void;
}
interface Data {
  userId: number;
}
type TypedSocket = Socket<ClientToServer, ServerToClient, object, Data>;

declare const io: Server<ClientToServer, ServerToClient, object, Data>;
declare const untyped: Server;
declare const socket: TypedSocket;
const responses = halyard(io);

describe('a server with typed events', () => {
  it('types the data and the socket of a handler', () => {
    socket.on(
      'reserve',
      responses.ack((guest, res) => {
        expectTypeOf(guest).toEqualTypeOf<string>();
        expectTypeOf(res.socket.data.userId).toEqualTypeOf<number>();
        expectTypeOf(res).toEqualTypeOf<EventReply<TypedSocket>>();
        // @ts-expect-error the server sends no such event
        res.socket.emit('unknown');
        return { guest };
      }),
    );
    socket.on(
      'move',
      responses.ack(async (order) => expectTypeOf(order).toEqualTypeOf<{ id: number; seat: string }>()),
    );
    socket.once(
      'watch',
      responses.ack((nothing) => expectTypeOf(nothing).toEqualTypeOf<undefined>()),
    );
  });

  it('refuses a handler of other data, and an event that does not exist', () => {
    socket.on(
      'reserve',
      // @ts-expect-error the event has a text
      responses.ack((guest: number) => guest),
    );
    socket.on(
      'move',
      // @ts-expect-error the order has no such member
      responses.ack((order: { name: string }) => order.name),
    );
    socket.on(
      // @ts-expect-error there is no such event
      'resreve',
      responses.ack(() => 1),
    );
    socket.on(
      'reserve',
      // @ts-expect-error a text has no such member
      responses.ack((guest) => guest.id),
    );
    socket.on(
      'reserve',
      // @ts-expect-error a handler is a function
      responses.ack({}),
    );
  });

  it('types a connection', () => {
    io.on(
      'connection',
      responses.connection((one, res) => {
        expectTypeOf(one).toEqualTypeOf<TypedSocket>();
        expectTypeOf(res).toEqualTypeOf<ConnectionReply<TypedSocket>>();
        expectTypeOf(res.socket.data.userId).toEqualTypeOf<number>();
      }),
    );
  });
});

describe('data of a type that the app names', () => {
  it('is the type of the first argument, also if it is a list', () => {
    responses.ack<string[]>((data) => expectTypeOf(data).toEqualTypeOf<string[]>());
    responses.ack<{ boat: string }>((data) => expectTypeOf(data).toEqualTypeOf<{ boat: string }>());
    // @ts-expect-error another type
    responses.ack<string>((data: number) => data);
  });
});

describe('a server without typed events', () => {
  it('has data of any type', () => {
    const plain = halyard(untyped);
    untyped.on('connection', (one) => {
      one.on(
        'order',
        plain.ack((data, res) => {
          expectTypeOf(data).toBeAny();
          return res.ok(data.id);
        }),
      );
      one.on(
        'order',
        plain.ack((id: number) => id),
      );
      one.onAny(plain.ack((data) => data.id));
    });
    const listener = plain.ack((data) => data.id);
    listener(1, 2);
  });
});
