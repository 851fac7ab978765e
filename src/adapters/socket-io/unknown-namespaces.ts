import type { IncomingMessage } from 'node:http';
import type { Server } from 'socket.io';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { Answer } from '../../hosting/sockets/message-reply.ts';

/** The connection of Engine.IO below a client's sockets. */
interface Connection {
  readonly request: IncomingMessage;
  readonly readyState: string;
  prependListener(event: 'data', listener: () => void): unknown;
}

interface Engine {
  on(event: 'connection', listener: (connection: Connection) => void): unknown;
}

interface Packet {
  readonly data: object;
}

/** Members of a server that its types hide. They have been the same since Socket.IO 4.0. */
interface NativeServer {
  readonly engine: Engine | undefined;
  readonly encoder?: { encode(packet: Packet): unknown };
  bind(engine: Engine): Server;
  _checkNamespace(name: string, auth: unknown, done: (namespace: unknown) => void): void;
}

/**
 * Adds an answer to the refusal of a namespace that does not exist. `connect_error` has the message of Socket.IO, "Invalid namespace", and in `data` what
 * a refused handshake has: `{ status, headers, body }`.
 */
export function guardUnknownNamespaces(io: Server, { responder, reply }: MessageReplies): void {
  const native = io as unknown as NativeServer;
  const { bind, _checkNamespace: check } = native;
  if (typeof check !== 'function' || native.encoder === undefined) return;
  let asking: Connection | undefined;
  // The packet that asks for a namespace arrives in this very event, before the listener of Socket.IO hears it.
  const watch = (engine: Engine): void => {
    engine.on('connection', (connection) => {
      connection.prependListener('data', () => {
        asking = connection;
      });
    });
  };
  if (native.engine !== undefined) watch(native.engine);
  native.bind = (engine) => {
    watch(engine);
    return bind.call(io, engine);
  };
  native._checkNamespace = (name, auth, done) => {
    const connection = asking;
    check.call(io, name, auth, (namespace) => {
      if (namespace || connection === undefined) {
        done(namespace);
        return;
      }
      const message = {
        socket: undefined,
        event: `${name}/connect`,
        handshake: connection.request,
        get isOpen() {
          return connection.readyState === 'open';
        },
        send: (answer: Answer) => withData(native, answer, () => done(namespace)),
      };
      responder.respondWith(reply(message), 'notFound');
    });
  };
}

/** Calls a function that sends one packet, and adds the answer to the data of that packet. */
function withData({ encoder }: NativeServer, answer: Answer, send: () => void): void {
  if (encoder === undefined) return;
  const { encode } = encoder;
  const isOwn = Object.hasOwn(encoder, 'encode');
  encoder.encode = (packet) => encode.call(encoder, { ...packet, data: { ...packet.data, data: answer } });
  try {
    send();
  } finally {
    if (isOwn) encoder.encode = encode;
    else delete (encoder as { encode?: unknown }).encode;
  }
}
