import type { Namespace, Server } from 'socket.io';
import { callListeners } from '../../hosting/sockets/call-listeners.ts';
import { guardBroadcasts } from './acks-of-clients.ts';
import { closeHandshakes, guardAllowRequest } from './allow-request.ts';
import { failedConnection } from './connections.ts';
import { eachEngine } from './engines.ts';
import { type AnySocket, eventMessage, unsentMessage } from './event-message.ts';
import { type Guard, guardSocket, statusOfData } from './guarded-socket.ts';
import { runInOrder } from './run-in-order.ts';
import { titleOf } from './title-of.ts';
import { guardUnknownNamespaces } from './unknown-namespaces.ts';

// biome-ignore lint/suspicious/noExplicitAny: an app may declare its own maps of events
type AnyNamespace = Namespace<any, any, any, any>;
type AnyListener = (socket: AnySocket) => unknown;
type Handler = (socket: AnySocket, next: (error?: unknown) => void) => unknown;

/** Members of a namespace that its types hide. They have been the same since Socket.IO 4.0. */
interface NativeNamespace {
  readonly _fns: readonly Handler[];
  run(socket: AnySocket, done: (error?: Error) => void): void;
  emitReserved(name: string, socket: AnySocket): boolean;
  /** Only a namespace whose name is an expression or a function has it. */
  createChild?(name: string): AnyNamespace;
}

/**
 * Makes Halyard answer the failures of `io.use()` and `socket.use()` functions, of the listeners of `connection`, and of the listeners of a socket.
 * Socket.IO itself sends the message and the data of an error to the client, and a rejection ends the process. It does not matter whether the
 * functions were added before.
 */
export function guardSockets(io: Server, guard: Guard): void {
  const guarded = new WeakSet<AnyNamespace>();
  const guardNamespace = (namespace: AnyNamespace): AnyNamespace => {
    if (guarded.has(namespace)) return namespace;
    guarded.add(namespace);
    guardHandshakes(namespace, guard);
    guardConnections(namespace, guard);
    const native = namespace as unknown as NativeNamespace;
    const { createChild } = native;
    if (createChild !== undefined) native.createChild = (name) => guardNamespace(createChild.call(namespace, name));
    return namespace;
  };
  const { _nsps: known, parentNsps: parents } = io as unknown as {
    readonly _nsps?: Map<string, AnyNamespace>;
    readonly parentNsps?: Map<unknown, AnyNamespace>;
  };
  for (const namespace of [io.sockets, ...(known?.values() ?? []), ...(parents?.values() ?? [])]) guardNamespace(namespace);
  const { of } = io;
  io.of = (name, listener) => guardNamespace(of.call(io, name, listener as never)) as never;
  io.on('new_namespace', guardNamespace);
  guardUnknownNamespaces(io, guard);
  guardBroadcasts(io, guard);
  eachEngine(io, (engine) => {
    guardAllowRequest(engine, guard);
    closeHandshakes(engine, guard);
  });
}

function guardHandshakes(namespace: AnyNamespace, guard: Guard): void {
  const native = namespace as unknown as NativeNamespace;
  const { responder, reply, closes } = guard;
  native.run = (socket, done) => {
    guardSocket(socket, guard);
    const answering = () => ({
      ...eventMessage(socket, () => 'connect', []),
      // The client is not connected yet, and waits for an answer.
      isOpen: true,
      send: (answer: { readonly status: number; readonly body: unknown }) => done(Object.assign(new Error(titleOf(answer)), { data: answer })),
    });
    if (closes?.(answering())) return;
    runInOrder(native._fns.slice(), (fn, next) => fn.call(namespace, socket, next), {
      late: (error) => void responder.fail(reply(unsentMessage(socket, 'connect')), error),
      done(refusal) {
        if (refusal === undefined) {
          done();
          return;
        }
        responder.fail(reply({ ...answering(), status: statusOfData(refusal.error) }), refusal.error);
      },
    });
  };
}

function guardConnections(namespace: AnyNamespace, guard: Guard): void {
  const native = namespace as unknown as NativeNamespace;
  const { emitReserved } = native;
  native.emitReserved = (name, socket) => {
    const listeners = namespace.rawListeners(name) as AnyListener[];
    if ((name !== 'connection' && name !== 'connect') || listeners.length === 0) return emitReserved.call(namespace, name, socket);
    // A socket whose state was recovered has passed no function of `io.use()`.
    guardSocket(socket, guard);
    callListeners(namespace, listeners, { args: [socket], fail: failedConnection(socket, guard) });
    return true;
  };
}
