import { readProperty } from '../../core/values/guarded-read.ts';
import { callListeners, type Listener } from '../../hosting/sockets/call-listeners.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { MessageReply } from '../../hosting/sockets/message-reply.ts';
import { withGuardedAck } from './acks-of-clients.ts';
import { type AnySocket, ackOf, current, eventMessage, unsentMessage } from './event-message.ts';
import { runInOrder } from './run-in-order.ts';
import { afterSilence, isAcknowledged, trackedAck } from './tracked-ack.ts';

interface Packet {
  readonly id?: number | null;
  readonly data?: unknown[];
}

/** Members of a socket that its types hide. They have been the same since Socket.IO 4.0. */
interface NativeSocket {
  readonly fns: readonly Listener[];
  ack(id: number): Listener;
  _onpacket(packet: Packet): void;
  onevent(packet: Packet): void;
  emitReserved(name: string, ...args: unknown[]): boolean;
}

/** Names of events that the server emits itself. A client must not be able to emit them. */
const RESERVED: ReadonlySet<unknown> = new Set(['error', 'connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener']);

const guarded = new WeakSet<AnySocket>();

/** What guards the events of a socket. */
export interface Guard extends MessageReplies {
  /** The milliseconds after which an event that only listeners of `onAny()` heard, and that nobody acknowledged, is a 404. `undefined`: never. */
  readonly patience: number | undefined;
  /** The names of events that are requests of `sails.io.js`. The gate of their routes is asked for them. */
  readonly verbs: ReadonlySet<unknown>;
}

/**
 * Makes Halyard answer the failures of a socket's listeners and of its `socket.use()` functions. Without it, a rejection or an exception of them ends
 * the process. An event that no listener hears is a 404, decided after all functions have run.
 */
export function guardSocket(socket: AnySocket, guard: Guard): void {
  const native = socket as unknown as NativeSocket;
  if (guarded.has(socket) || typeof native.onevent !== 'function') return;
  guarded.add(socket);
  const unsent = (name: string) => (error: unknown) => void guard.responder.fail(guard.reply(unsentMessage(socket, name)), error);
  const { _onpacket: onPacket, emitReserved } = native;
  const { emit } = socket;
  // The socket is known from the moment that a packet arrives, so that `socket.onAny()` and async code can find it. Without it, only `this` is available.
  native._onpacket = (packet) => {
    const name = Array.isArray(packet.data) ? packet.data[0] : undefined;
    current.run({ socket, event: typeof name === 'string' ? name : undefined }, () => onPacket.call(socket, packet));
  };
  native.onevent = (packet) => dispatch(socket, packet, guard);
  socket.emit = (name, ...args) => emit.call(socket, name, ...withGuardedAck(args, guard, socket));
  native.emitReserved = (name, ...args) => {
    const listeners = socket.rawListeners(name) as Listener[];
    if (listeners.length === 0) return emitReserved.call(socket, name, ...args);
    callListeners(socket, listeners, { args, fail: unsent(name) });
    return true;
  };
}

/** Does what Socket.IO does with an event: `onAny()`, the functions of `socket.use()`, and then the listeners. */
function dispatch(socket: AnySocket, packet: Packet, { responder, reply, closes, patience, verbs }: Guard): void {
  const native = socket as unknown as NativeSocket;
  const args = packet.data ?? [];
  if (packet.id !== undefined && packet.id !== null) args.push(trackedAck(native.ack(packet.id)));
  if (closes !== undefined && !verbs.has(args[0]) && closes(eventMessage(socket, () => String(args[0]), args.slice(1)))) return;
  // The functions of the app may change the arguments, so the message is made when it is needed.
  let made: MessageReply | undefined;
  const replyOf = (status?: number): MessageReply => {
    made ??= reply(
      Object.defineProperty(
        eventMessage(socket, () => String(args[0]), args.slice(1)),
        'status',
        { value: status },
      ),
    );
    return made;
  };
  const fail = (error: unknown): void => void responder.fail(replyOf(), error);
  const anyListeners = [...socket.listenersAny()] as Listener[];
  if (!callListeners(socket, anyListeners, { args, fail })) return;
  const pending = runInOrder(native.fns.slice(), (fn, next) => fn.call(socket, args, next), {
    late: fail,
    done(refusal) {
      if (refusal === undefined) process.nextTick(emit);
      else refuse(refusal.error);
    },
  });
  function refuse(error: unknown): void {
    responder.fail(replyOf(statusOfData(error)), error);
    callListeners(socket, socket.rawListeners('error') as Listener[], { args: [error], fail });
  }
  function emit(): void {
    if (!socket.connected) return;
    const listeners = RESERVED.has(args[0]) ? [] : (socket.rawListeners(args[0] as string) as Listener[]);
    if (listeners.length > 0) callListeners(socket, listeners, { args: args.slice(1), fail });
    else nobodyListens();
  }
  /** Functions and listeners that heard the event may still acknowledge it: an async function when it ends, a listener of `onAny()` at any time. */
  function nobodyListens(): void {
    const ack = ackOf(args);
    if (ack === undefined) return;
    const decide = (): void => {
      if (!isAcknowledged(ack) && socket.connected) responder.respondWith(replyOf(), 'notFound');
    };
    if (anyListeners.length === 0) void Promise.all(pending).then(decide);
    if (patience !== undefined && anyListeners.length + pending.length > 0) afterSilence(ack, patience, decide);
  }
}

/** The status in the `data` of an error, which Socket.IO sends to the client: `Object.assign(new Error(), { data: { status: 403 } })`. */
export function statusOfData(error: unknown): number | undefined {
  const data = readProperty(error, 'data');
  return ['status', 'statusCode', 'code'].map((name) => readProperty(data, name)).find(isStatus);
}

function isStatus(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 400 && (value as number) <= 599;
}
