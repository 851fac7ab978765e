import type { Server } from 'socket.io';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { Answer, Message } from '../../hosting/sockets/message-reply.ts';
import { type Connection, eachEngine } from './engines.ts';
import { failureOf, guardNamespaceFunctions } from './namespace-functions.ts';
import { titleOf } from './title-of.ts';

interface Packet {
  readonly data: { readonly message: string };
}

/** Members of a server that its types hide. They have been the same since Socket.IO 4.0. */
interface NativeServer {
  readonly encoder?: { encode(packet: Packet): unknown };
  _checkNamespace(name: string, auth: unknown, done: (namespace: unknown) => void): void;
}

/**
 * Adds an answer to the refusal of a namespace that does not exist. `connect_error` has the message of Socket.IO, "Invalid namespace", and in `data` what
 * a refused handshake has: `{ status, headers, body }`. A function of `io.of()` that fails is answered in the same way, with the status of its error.
 */
export function guardUnknownNamespaces(io: Server, { responder, reply }: MessageReplies): void {
  const native = io as unknown as NativeServer;
  const { _checkNamespace: check } = native;
  if (typeof check !== 'function' || native.encoder === undefined) return;
  guardNamespaceFunctions(io);
  let asking: Connection | undefined;
  // The packet that asks for a namespace arrives in this very event, before the listener of Socket.IO hears it.
  eachEngine(io, (engine) => {
    engine.on('connection', (connection) => {
      connection.prependListener('data', () => {
        asking = connection;
      });
    });
  });
  native._checkNamespace = (name, auth, done) => {
    const connection = asking;
    check.call(io, name, auth, (namespace) => {
      if (connection === undefined) {
        done(namespace);
        return;
      }
      const failure = failureOf(auth);
      const message: Message = {
        socket: undefined,
        event: `${name}/connect`,
        handshake: connection.request,
        get isOpen() {
          return connection.readyState === 'open';
        },
        send: (answer) => withData(native, answer, { isFailure: failure !== undefined, send: () => done(namespace) }),
      };
      if (namespace) {
        done(namespace);
        // Another function has allowed the namespace, so only the log has the error.
        if (failure !== undefined) responder.fail(reply({ ...message, isOpen: true, send: () => undefined }), failure.error);
      } else if (failure === undefined) responder.respondWith(reply(message), 'notFound');
      else responder.fail(reply(message), failure.error);
    });
  };
}

/** Calls a function that sends one packet, and adds the answer to the data of that packet. A failure has its title as the message. */
function withData({ encoder }: NativeServer, answer: Answer, { isFailure, send }: { readonly isFailure: boolean; send(): void }): void {
  if (encoder === undefined) return;
  const { encode } = encoder;
  const isOwn = Object.hasOwn(encoder, 'encode');
  encoder.encode = (packet) => encode.call(encoder, { ...packet, data: { message: isFailure ? titleOf(answer) : packet.data.message, data: answer } });
  try {
    send();
  } finally {
    if (isOwn) encoder.encode = encode;
    else delete (encoder as { encode?: unknown }).encode;
  }
}
