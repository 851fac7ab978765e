import type { AddressInfo } from 'node:net';
import type { Socket } from 'socket.io';
import { STATE, type Stateful } from '../core/answered.ts';
import { isPromiseLike } from '../core/maybe-promise.ts';
import type { ResponseMethods } from '../core/methods.ts';
import type { MessageReplies } from '../sockets/message-replies.ts';
import type { Handshake, Message, MessageReply } from '../sockets/message-reply.ts';

// biome-ignore lint/suspicious/noExplicitAny: an app's own maps of events, whatever they are
export type AnySocket = Socket<any, any, any, any>;

/** A failure that the client gave no ack for: an event of this name, with `{ event, status, headers, body }`. */
const PROBLEM_EVENT = 'halyard:problem';

/** What an event's handler answers with: `res.forbidden('Only the owner may')`. */
export interface EventReply extends ResponseMethods {
  readonly socket: AnySocket;
  /** Everything the client sent, without the ack. */
  readonly args: readonly unknown[];
}

// biome-ignore lint/suspicious/noExplicitAny: a client may send anything, and an app says what it expects
export type EventHandler<Data = any> = (data: Data, res: EventReply) => unknown;

/** An event as a message: the ack is the way back, if the client gave one. */
export function eventMessage(socket: AnySocket, name: () => string, args: readonly unknown[]): Message {
  const ack = ackOf(args);
  return {
    socket,
    /** Under its namespace, where that is not the main one: `/harbour/berth`. */
    get event() {
      const namespace = socket.nsp.name;
      return `${namespace === '/' ? '' : namespace}/${name()}`;
    },
    handshake: handshakeOf(socket),
    get isOpen() {
      return socket.connected;
    },
    send(answer) {
      if (ack !== undefined) ack(answer);
      else if (answer.status >= 400) socket.emit(PROBLEM_EVENT, { event: name(), ...answer });
    },
  };
}

/** Address and port are those that were known when it began: the connection of a first polling request may be gone by now. */
export function handshakeOf({ request, handshake, nsp }: AnySocket): Handshake {
  const { headers, rawHeaders, httpVersion, url } = request;
  const { httpServer } = nsp.server as unknown as { readonly httpServer?: { address?(): AddressInfo | string | null } };
  const listening = httpServer?.address?.();
  const localPort = request.socket?.localPort ?? (typeof listening === 'object' ? listening?.port : undefined);
  return { headers, rawHeaders, httpVersion, url, socket: { remoteAddress: handshake.address, localPort, encrypted: handshake.secure } };
}

function ackOf(args: readonly unknown[]): ((answer: unknown) => void) | undefined {
  const last = args.at(-1);
  return typeof last === 'function' ? (last as (answer: unknown) => void) : undefined;
}

/** A listener that answers: for `socket.on('berth', responses.ack(handler))`. */
export function acknowledging({ responder, reply }: MessageReplies, handler: EventHandler): (this: AnySocket, ...args: unknown[]) => void {
  return function listener(this: AnySocket, ...args) {
    const res = Object.assign(reply(eventMessage(this, () => nameOf(this, listener), args)), {
      args: ackOf(args) === undefined ? args : args.slice(0, -1),
    }) as unknown as EventReply & MessageReply;
    const end = (value: unknown): void => {
      // What it gives back is the answer; an async handler that has come to its end without one has none to give but this.
      if ((res as Stateful)[STATE] === undefined) responder.say(res, 'ok', value);
    };
    try {
      const result = handler.call(this as never, res.args[0], res);
      if (isPromiseLike(result))
        result.then(end, (error: unknown) => responder.fail(res, error)).then(undefined, (error: unknown) => responder.fail(res, error));
      else if (result !== undefined) end(result);
    } catch (error) {
      responder.fail(res, error);
    }
  };
}

/** Socket.IO calls a listener without the name of the event; the socket knows what it listens to. */
function nameOf(socket: AnySocket, listener: unknown): string {
  return String(socket.eventNames().find((name) => socket.listeners(name as string).includes(listener as never)) ?? 'message');
}
