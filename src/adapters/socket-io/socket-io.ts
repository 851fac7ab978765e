import type { Server } from 'socket.io';
import { HalyardError } from '../../core/values/errors.ts';
import { refuseUnknown } from '../../core/values/known-names.ts';
import { quote } from '../../core/values/quote.ts';
import { type NodeServer, ownerOf } from '../../hosting/node/virtual-connection.ts';
import { optionsObject } from '../../hosting/shared/own-options.ts';
import { sharedMap } from '../../hosting/shared/shared-map.ts';
import { messageReplies } from '../../hosting/sockets/message-replies.ts';
import { deadlineOf, type SocketOptions } from './ack-deadline.ts';
import { type ConnectionReply, connecting } from './connections.ts';
import { VERBS } from './envelope.ts';
import type { AnySocket } from './event-message.ts';
import { acknowledging, type EventHandler, type EventReply } from './events.ts';
import { guardSockets } from './guards.ts';
import { namedHeaders } from './headers.ts';
import { ownOrigins } from './origins.ts';
import { answerVerbs } from './verbs.ts';

export type { Answer } from '../../hosting/sockets/message-reply.ts';
export type { ConnectionReply, EventHandler, EventReply, SocketOptions };

// biome-ignore lint/suspicious/noExplicitAny: a client may send any value to a listener without types
type FirstOf<Args extends any[]> = unknown extends Args[0] ? any : Args[0];

/** The functions that connect the app's listeners, and the clients of Sails, to Halyard. `Socket` is the type of the server's sockets. */
export interface SocketResponses<Socket = AnySocket> {
  /**
   * Wraps a listener of `socket.on()`. The client's ack gets `{ status, headers, body }`: from a response method of `res`, from the value that the
   * handler returns, or from the error that it throws. A handler that does not answer within 60 seconds is a 504.
   *
   * @param handler Gets the first argument of the event, and the response methods. It may be async.
   * @param options `ackDeadline` replaces the deadline of the mount for this handler.
   * @returns the listener.
   * @throws HalyardError E_NOT_AN_APP if `handler` is not a function, E_OPTION or E_OPTION_UNKNOWN for invalid options.
   * @example
   * socket.on('order', responses.ack(async (id, res) => (await orders.find(id)) ?? res.notFound('There is no such order')));
   */
  // Two type arguments are never written, so a call with one of them takes the second signature.
  // biome-ignore lint/suspicious/noExplicitAny: the events of the server tell the arguments, or a client may send any value
  ack<_Inferred, Args extends any[]>(handler: EventHandler<FirstOf<Args>, Socket>, options?: AckOptions): (...args: Args) => void;
  /**
   * Wraps a listener of `socket.on()`, for data of the type that you name.
   *
   * @param handler Gets the first argument of the event, and the response methods. It may be async.
   * @param options `ackDeadline` replaces the deadline of the mount for this handler.
   * @returns the listener.
   * @throws HalyardError E_NOT_AN_APP if `handler` is not a function, E_OPTION or E_OPTION_UNKNOWN for invalid options.
   * @example
   * const find = responses.ack<string>(async (id, res) => (await orders.find(id)) ?? res.notFound());
   */
  ack<Data>(handler: EventHandler<NoInfer<Data>, Socket>, options?: AckOptions): (...args: unknown[]) => void;
  /**
   * Wraps a listener of `io.on('connection')`. A failure response, or an error that the handler throws, is sent as the event `halyard:problem`. Then the
   * socket is disconnected.
   *
   * @param handler Gets the socket and its response methods. It may be async.
   * @returns the listener.
   * @throws HalyardError E_NOT_AN_APP if `handler` is not a function.
   * @example
   * io.on('connection', responses.connection((socket, res) => (isOpen() ? watch(socket) : res.serviceUnavailable())));
   */
  connection(handler: (socket: Socket, res: ConnectionReply<Socket>) => unknown): (socket: Socket) => void;
  /**
   * Answers the messages of `sails.io.js`, the client of Sails. Each message becomes a request through the routes of the HTTP server that the sockets
   * are attached to, with any host.
   *
   * @param options `server` names another server. `headers` lists further header fields that a message may set.
   * @throws HalyardError E_NO_SERVER if the sockets have no server, E_MOUNTED_TWICE for a second call, E_OPTION for a header field that no message may
   * set, E_OPTION_UNKNOWN for an option that does not exist.
   * @example
   * responses.answerVerbs({ headers: ['x-tenant'] });
   */
  answerVerbs(options?: VerbsOptions): void;
}

/**
 * The options of `ack()`.
 *
 * @example
 * socket.on('report', responses.ack(makeReport, { ackDeadline: 600_000 }));
 */
export interface AckOptions {
  /** The milliseconds in which the handler has to answer, or `false` for no deadline. Default: the option of the mount. */
  readonly ackDeadline?: number | false;
}

/**
 * The options of `answerVerbs()`.
 *
 * @example
 * responses.answerVerbs({ server: httpServer, headers: ['x-tenant'] });
 */
export interface VerbsOptions {
  /** The server whose routes answer the messages. Default: the server that the sockets are attached to. */
  readonly server?: NodeServer;
  /** The names of further header fields that any client may set in a message. Default: none. */
  readonly headers?: readonly string[];
}

// biome-ignore lint/suspicious/noExplicitAny: an app may declare its own maps of events
type AnyServer = Server<any, any, any, any>;
/** The sockets of a server, with its maps of events and its `SocketData`. */
type SocketOf<Io extends AnyServer> = Io['sockets']['sockets'] extends Map<string, infer Socket> ? Socket : AnySocket;

const mounted = sharedMap<true>('socket-io');
const VERBS_OPTIONS = Object.keys({ server: true, headers: true } satisfies Record<keyof VerbsOptions, true>);

/**
 * Mounts Halyard on a server of Socket.IO. Each answer has the status and the body that an API
 * client gets over HTTP.
 *
 * @param io The server, as `new Server()` of Socket.IO returns it. Its maps of events type the handlers.
 * @param options The options of Halyard, and `ackDeadline`. `load()` of `halyard/load` reads the responses from the app's folder.
 * @returns the functions that connect listeners to Halyard.
 * @throws HalyardError E_NOT_AN_APP if `io` is not a server of Socket.IO, E_MOUNTED_TWICE if Halyard is mounted already.
 * @throws HalyardError E_OPTION or E_OPTION_UNKNOWN for an invalid option, E_RESPONSE_DEFINITION or E_NAME_RESERVED for an invalid response of the app.
 * @example
 * const responses = halyard(new Server(httpServer), await load({ root: import.meta.dirname }));
 */
export function halyard<Io extends AnyServer>(io: Io, options: SocketOptions = {}): SocketResponses<SocketOf<Io>> {
  if (typeof io?.of !== 'function' || typeof io.sockets?.use !== 'function') {
    throw new HalyardError('E_NOT_AN_APP', { found: io === undefined ? 'undefined' : `a value of type ${typeof io}`, expected: 'a Server of Socket.IO' });
  }
  if (mounted.has(io)) throw new HalyardError('E_MOUNTED_TWICE', { found: 'a second halyard(io)', todo: 'Call it once, where the sockets are made.' });
  const { ackDeadline, ...own } = optionsObject(options);
  const replies = messageReplies('Socket.IO', own, io);
  const deadline = deadlineOf(ackDeadline);
  mounted.set(io, true);
  const requests = new Set<unknown>();
  guardSockets(io, { ...replies, patience: deadline, verbs: requests });
  let answersVerbs = false;
  return {
    ack(handler: unknown, only: AckOptions = {}): never {
      refuseUnknown(only, ['ackDeadline'], (name) => `${quote(name)} for ack()`);
      return acknowledging(replies, handler as EventHandler, only.ackDeadline === undefined ? deadline : deadlineOf(only.ackDeadline)) as never;
    },
    connection: (handler) => connecting(replies, handler as never) as never,
    answerVerbs(verbs = {}) {
      refuseUnknown(verbs, VERBS_OPTIONS, (name) => `${quote(name)} for answerVerbs()`);
      const { server = serverOf(io), headers } = verbs;
      const named = namedHeaders(headers);
      if (answersVerbs)
        throw new HalyardError('E_MOUNTED_TWICE', { found: 'a second answerVerbs()', todo: 'Each message would be asked twice. Call it once.' });
      answersVerbs = true;
      for (const verb of VERBS) requests.add(verb);
      // Pages of Sails apps contain a client with an older version of the protocol (Engine.IO 3).
      Object.assign(optionsOf(io), { allowEIO3: true });
      if (io.engine !== undefined) Object.assign(io.engine.opts, { allowEIO3: true });
      const isOwnOrigin = ownOrigins(options.origin);
      io.on('connection', (socket) => answerVerbs(socket, replies, { io, server, isOwnOrigin, headers: named }));
    },
  };
}

/** The options from which a server of Socket.IO makes its engine. The getter `_opts` is new in 4.8, so this reads the private member behind it. */
function optionsOf(io: AnyServer): object {
  const { opts } = io as unknown as { readonly opts?: object };
  return opts ?? {};
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

/**
 * Finds the socket whose message became this request (see `answerVerbs()`).
 *
 * @param request The request of the route's handler.
 * @returns the socket, or `undefined` for a request over HTTP.
 * @example
 * socketOf(req)?.join(`order-${id}`);
 */
export function socketOf(request: { readonly socket?: object | null | undefined }): AnySocket | undefined {
  return ownerOf(request) as AnySocket | undefined;
}
