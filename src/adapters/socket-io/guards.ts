import type { Namespace, Server } from 'socket.io';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import { type AnySocket, current, eventMessage } from './events.ts';

type Next = (error?: unknown) => void;
// biome-ignore lint/suspicious/noExplicitAny: an app may declare its own maps of events
type AnyNamespace = Namespace<any, any, any, any>;

/**
 * Makes Halyard answer the errors of `io.use()` and `socket.use()` functions: thrown, rejected, or passed to `next`. Socket.IO itself sends an error's
 * message and data to the client, and a rejection ends the process. An event without a listener is answered with 404.
 */
export function guardSockets(io: Server, replies: MessageReplies): void {
  const guarded = new WeakSet<AnyNamespace>();
  const guard = (namespace: AnyNamespace): AnyNamespace => {
    if (guarded.has(namespace)) return namespace;
    guarded.add(namespace);
    guardHandshakes(namespace, replies);
    // This listener runs before the app's listeners, so that functions that they add to the socket are guarded too.
    namespace.prependListener('connection', (socket: AnySocket) => guardEvents(socket, replies));
    return namespace;
  };
  guard(io.sockets);
  const { of } = io;
  io.of = (name, listener) => guard(of.call(io, name, listener as never)) as never;
  io.on('new_namespace', guard);
}

function guardHandshakes(namespace: AnyNamespace, { responder, reply }: MessageReplies): void {
  const use = namespace.use.bind(namespace);
  namespace.use = (handler) =>
    use((socket, next) =>
      guardedCall(
        (onward) => handler.call(namespace, socket, onward),
        () => next(),
        (error) => {
          const refusal = {
            ...eventMessage(socket, () => 'connect', []),
            // The client is not connected yet, and waits for an answer.
            isOpen: true,
            event: `${namespace.name}${namespace.name === '/' ? '' : '/'}connect`,
            send: (answer: { readonly status: number; readonly body: unknown }) => next(Object.assign(new Error(titleOf(answer)), { data: answer })),
          };
          responder.fail(reply(refusal), error);
        },
      ),
    );
}

function titleOf({ status, body }: { readonly status: number; readonly body: unknown }): string {
  const { title } = (body ?? {}) as { readonly title?: unknown };
  return typeof title === 'string' ? title : String(status);
}

function guardEvents(socket: AnySocket, { responder, reply }: MessageReplies): void {
  rememberSocket(socket);
  const messageOf = ([name, ...args]: readonly unknown[]) => reply(eventMessage(socket, () => String(name), args));
  const use = socket.use.bind(socket);
  use((packet, next) => {
    // The app listens to `error` for its own errors. A client must not be able to emit that event.
    if (packet[0] === 'error') {
      responder.respondWith(messageOf(packet), 'notFound');
      return;
    }
    if (typeof packet.at(-1) === 'function' && socket.listenerCount(packet[0]) === 0 && socket.listenersAny().length === 0) {
      responder.respondWith(messageOf(packet), 'notFound');
    }
    next();
  });
  socket.use = (handler) =>
    use((packet, next) =>
      guardedCall(
        (onward) => handler.call(socket, packet, onward),
        () => next(),
        (error) => responder.fail(messageOf(packet), error),
      ),
    );
}

/** Remembers the socket from the moment that a packet arrives, so that `socket.onAny()` and async code can find it. Without it, only `this` is available. */
function rememberSocket(socket: AnySocket): void {
  const native = socket as unknown as { _onpacket?: (packet: { readonly data?: unknown }) => void };
  const { _onpacket: onPacket } = native;
  if (typeof onPacket !== 'function') return;
  native._onpacket = (packet) => {
    const name: unknown = Array.isArray(packet?.data) ? packet.data[0] : undefined;
    current.run({ socket, event: typeof name === 'string' ? name : undefined }, () => onPacket.call(socket, packet));
  };
}

/** Calls middleware, and handles its first result only: a call of `next`, a thrown error or a rejection. */
function guardedCall(call: (next: Next) => unknown, go: () => void, fail: (error: unknown) => void): void {
  let done = false;
  const once = (step: () => void): void => {
    if (done) return;
    done = true;
    step();
  };
  try {
    const result = call((error) => once(error ? () => fail(error) : go));
    if (isPromiseLike(result)) result.then(undefined, (error: unknown) => once(() => fail(error)));
  } catch (error) {
    once(() => fail(error));
  }
}
