import type { Server } from 'socket.io';
import { callListeners, type Listener } from '../../hosting/sockets/call-listeners.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import { type AnySocket, unsentMessage } from './event-message.ts';

/** Members of a broadcast that its types hide. They have been the same since Socket.IO 4.0. */
interface Broadcast {
  readonly adapter: { readonly nsp: { readonly server: Server } };
  emit(...args: unknown[]): unknown;
}

const mounted = new WeakMap<Server, MessageReplies>();
const guarded = new WeakSet<object>();

/**
 * Guards the last argument of `emit()`, if that is a callback for the acks of clients. Socket.IO calls it when an ack arrives, or from a timer when none
 * has arrived in time. An exception or a rejection of it would end the process. The log has it, because no client waits for an answer.
 */
export function withGuardedAck(args: readonly unknown[], { responder, reply }: MessageReplies, socket?: AnySocket): unknown[] {
  const ack = args.at(-1);
  if (typeof ack !== 'function') return [...args];
  const fail = (error: unknown): void => void responder.fail(reply(unsentMessage(socket, 'ack')), error);
  return [
    ...args.slice(0, -1),
    function acknowledged(this: object, ...answer: unknown[]) {
      callListeners(this, [ack as Listener], { args: answer, fail });
    },
  ];
}

/** Guards the callbacks of broadcasts: `io.timeout(500).emit('question', callback)`. Each call of `io.to()` makes a new object, so its class is changed. */
export function guardBroadcasts(io: Server, replies: MessageReplies): void {
  mounted.set(io, replies);
  const broadcasts = Object.getPrototypeOf(io.to('')) as Broadcast;
  if (guarded.has(broadcasts) || typeof broadcasts.emit !== 'function') return;
  guarded.add(broadcasts);
  const { emit } = broadcasts;
  broadcasts.emit = function emitGuarded(this: Broadcast, ...args) {
    const own = mounted.get(this.adapter.nsp.server);
    return emit.apply(this, own === undefined ? args : withGuardedAck(args, own));
  };
}
