import type { Server } from 'socket.io';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import type { NothingLeft } from '../../core/values/nothing-left.ts';
import { type NodeServer, ownerOf } from '../../hosting/node/virtual-connection.ts';
import { messageReplies } from '../../hosting/sockets/message-replies.ts';
import { type AnySocket, acknowledging, type EventHandler, type EventReply } from './events.ts';
import { guardSockets } from './guards.ts';
import { namedHeaders } from './headers.ts';
import { ownOrigins } from './origins.ts';
import { answerVerbs } from './verbs.ts';

export type { Answer } from '../../hosting/sockets/message-reply.ts';
export type { EventHandler, EventReply };

export interface SocketResponses {
  /** A listener that answers, with `res` or by what it gives back or throws: `socket.on('berth', responses.ack(async (id, res) => …))`. */
  // biome-ignore lint/suspicious/noExplicitAny: a client may send anything, and an app says what it expects
  ack<Data = any>(handler: EventHandler<Data>): (...args: unknown[]) => void;
  /**
   * Answers the clients of Sails, `sails.io.js`: each verb is an event, and each message a request through the routes of the server that the
   * sockets are attached to, whatever host is behind it. Another `server` may be named. A message sets only a few header fields; `headers`
   * adds the names of others: `answerVerbs({ headers: ['x-tenant'] })`.
   *
   * @throws HalyardError E_NO_SERVER, E_MOUNTED_TWICE, E_OPTION
   */
  answerVerbs(options?: VerbsOptions): void;
}

export interface VerbsOptions {
  /** The server whose routes are asked. Default: the one that the sockets are attached to. */
  readonly server?: NodeServer;
  /** Further header fields that any client may set in a message. Default: none. */
  readonly headers?: readonly string[];
}

// biome-ignore lint/suspicious/noExplicitAny: an app's own maps of events, whatever they are
type AnyServer = Server<any, any, any, any>;

const mounted = new WeakSet<object>();

/**
 * Halyard for Socket.IO: `const responses = halyard(new Server(server), await load({ root }))`, before the app's own `io.use()` and
 * `io.on()`. Every answer is the `{ status, body }` that an API client gets over HTTP.
 *
 * @throws HalyardError E_NOT_AN_APP, E_MOUNTED_TWICE, and for options that cannot be used.
 */
export function halyard(io: AnyServer, options: Options = {}): SocketResponses {
  if (typeof io?.of !== 'function' || typeof io.sockets?.use !== 'function') {
    throw new HalyardError('E_NOT_AN_APP', { found: io === undefined ? 'undefined' : `a value of type ${typeof io}`, expected: 'a Server of Socket.IO' });
  }
  if (mounted.has(io)) throw new HalyardError('E_MOUNTED_TWICE', { found: 'a second halyard(io)', todo: 'Call it once, where the sockets are made.' });
  const replies = messageReplies('Socket.IO', options);
  mounted.add(io);
  guardSockets(io, replies);
  let answersVerbs = false;
  return {
    ack: (handler) => acknowledging(replies, handler),
    answerVerbs({ server = serverOf(io), headers, ...left } = {}) {
      left satisfies NothingLeft;
      const named = namedHeaders(headers);
      if (answersVerbs)
        throw new HalyardError('E_MOUNTED_TWICE', { found: 'a second answerVerbs()', todo: 'Each message would be asked twice. Call it once.' });
      answersVerbs = true;
      // The bundle that Sails' apps have in their pages speaks the protocol before this one.
      Object.assign(io._opts, { allowEIO3: true });
      if (io.engine !== undefined) Object.assign(io.engine.opts, { allowEIO3: true });
      const isOwnOrigin = ownOrigins(options.origin);
      io.on('connection', (socket) => answerVerbs(socket, replies, { io, server, isOwnOrigin, headers: named }));
    },
  };
}

function serverOf(io: AnyServer): NodeServer {
  const { httpServer } = io as { readonly httpServer?: NodeServer };
  if (httpServer !== undefined) return httpServer;
  throw new HalyardError('E_NO_SERVER', {
    found: 'sockets without a server',
    expected: 'new Server(httpServer)',
    todo: 'Attach the sockets first, or name the server: answerVerbs({ server }).',
  });
}

/** The socket whose message became this request; `undefined` for one that came over HTTP. `socketOf(req)?.join('harbour')` */
export function socketOf(request: { readonly socket?: object | null | undefined }): AnySocket | undefined {
  return ownerOf(request) as AnySocket | undefined;
}
