import type { Namespace, Server } from 'socket.io';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import { type AnySocket, current, eventMessage } from './events.ts';

type Next = (error?: unknown) => void;
// biome-ignore lint/suspicious/noExplicitAny: an app's own maps of events, whatever they are
type AnyNamespace = Namespace<any, any, any, any>;

/**
 * From now on whatever a function of `io.use()` or `socket.use()` throws, rejects with or hands to `next` is a response: Socket.IO itself sends the
 * client an error's message and data as they are, and a rejection ends the process. Events that nobody listens to are a 404.
 */
export function guardSockets(io: Server, replies: MessageReplies): void {
  const guarded = new WeakSet<AnyNamespace>();
  const guard = (namespace: AnyNamespace): AnyNamespace => {
    if (guarded.has(namespace)) return namespace;
    guarded.add(namespace);
    guardHandshakes(namespace, replies);
    // Before any listener of the app's: what it adds to the socket is guarded, too.
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
            // Not connected yet, and waiting for an answer.
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
    // An app listens to `error` for errors of its own, not for what a client makes up.
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

/** From where a packet comes in, so that also `socket.onAny()` and whatever waits knows it. Without this, what is left is `this`. */
function rememberSocket(socket: AnySocket): void {
  const native = socket as unknown as { _onpacket?: (packet: { readonly data?: unknown }) => void };
  const { _onpacket: onPacket } = native;
  if (typeof onPacket !== 'function') return;
  native._onpacket = (packet) => {
    const name: unknown = Array.isArray(packet?.data) ? packet.data[0] : undefined;
    current.run({ socket, event: typeof name === 'string' ? name : undefined }, () => onPacket.call(socket, packet));
  };
}

/** Calls middleware that may also throw or reject; it counts once, whatever it does. */
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
