import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { CurrentMessages } from '../../hosting/sockets/current-message.ts';
import { messageReplies } from '../../hosting/sockets/message-replies.ts';
import { answerWith } from './answer-with.ts';
import { closing, type WebSocketLike } from './closing.ts';
import { guardListeners } from './guarded-listeners.ts';
import { closesUpgrade, guardUpgrades, upgrading } from './upgrades.ts';

export type { WebSocketLike };

/** The members of a `WebSocketServer` of `ws` that Halyard uses. */
export interface WebSocketServerLike<Socket extends WebSocketLike = WebSocketLike> {
  /** The open sockets. From their type the compiler knows the sockets of the handlers. */
  readonly clients?: Set<Socket>;
  // biome-ignore lint/suspicious/noExplicitAny: an app may use its own class of sockets
  prependListener(event: 'connection', listener: (socket: any, request: IncomingMessage) => void): unknown;
}

/** What `ws` passes to a listener of `message`: the data, and whether it is binary. */
type MessageArguments = [data: Buffer | ArrayBuffer | Buffer[], isBinary: boolean];

/**
 * The response methods of a socket. A response closes the socket with a close code and a reason, because every WebSocket client can read those.
 *
 * @example
 * wss.on('connection', responses.connection((socket, res) => res.forbidden('Only members may connect')));
 */
export interface CloseReply<Socket> extends ResponseMethods {
  /** The socket that the response closes. */
  readonly socket: Socket;
}

/** The functions that wrap the app's listeners. `Socket` is the class of the server's sockets. */
export interface WebSocketResponses<Socket extends WebSocketLike = WebSocketLike> {
  /**
   * Wraps a listener of `wss.on('connection')`. A response closes the socket, and so does an error that the handler throws.
   *
   * @param handler Gets the socket and its response methods. It may be async.
   * @returns the listener.
   * @throws HalyardError E_NOT_AN_APP if `handler` is not a function.
   * @example
   * wss.on('connection', responses.connection((socket, res) => res.unauthorized()));
   */
  connection<Client extends WebSocketLike = Socket>(handler: (socket: Client, res: CloseReply<Client>) => unknown): (socket: Client) => void;
  /**
   * Wraps a listener of `socket.on('message')`. A response closes the socket, and so does an error that the handler throws.
   *
   * @param handler Gets the arguments of the event, and then the response methods. It may be async.
   * @returns the listener.
   * @throws HalyardError E_NOT_AN_APP if `handler` is not a function.
   * @example
   * socket.on('message', responses.message((data, isBinary, res) => (isBinary ? res.unsupportedMediaType() : save(data))));
   */
  message<Client extends WebSocketLike = Socket, Args extends unknown[] = MessageArguments>(
    handler: (...args: [...Args, res: CloseReply<Client>]) => unknown,
  ): (...args: Args) => void;
  /**
   * Wraps a listener of `server.on('upgrade')`, for a server made with `noServer`. A response, or an error that the handler throws, is an HTTP answer.
   *
   * @param handler Gets the arguments of the event, and then the response methods. It may be async.
   * @returns the listener.
   * @throws HalyardError E_NOT_AN_APP if `handler` is not a function.
   * @example
   * const upgrade = responses.upgrade(async (request, socket, head, res) => {
   *   if (!(await isMember(request))) return res.unauthorized('Members only');
   *   wss.handleUpgrade(request, socket, head, (client) => wss.emit('connection', client, request));
   * });
   * server.on('upgrade', upgrade);
   */
  upgrade(
    handler: (request: IncomingMessage, socket: Duplex, head: Buffer, res: UpgradeReply) => unknown,
  ): (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/**
 * The response methods of an upgrade. A response is the HTTP answer to the request, and the connection closes.
 *
 * @example
 * server.on('upgrade', responses.upgrade((request, socket, head, res) => res.unauthorized()));
 */
export interface UpgradeReply extends ResponseMethods {
  /** The connection of the request. */
  readonly socket: Duplex;
}

/**
 * Mounts Halyard on a WebSocket server of the package `ws`. It also answers refused upgrades, and errors of the app's own listeners.
 *
 * @param wss The server, as `new WebSocketServer()` returns it.
 * @param options The options of Halyard. `load()` of `halyard/load` reads the responses from the app's folder.
 * @returns the functions that wrap the app's listeners.
 * @throws HalyardError E_NOT_AN_APP if `wss` is not a `WebSocketServer`.
 * @throws HalyardError E_OPTION or E_OPTION_UNKNOWN for an invalid option, E_RESPONSE_DEFINITION or E_NAME_RESERVED for an invalid response of the app.
 * @example
 * const responses = halyard(new WebSocketServer({ server }), await load({ root: import.meta.dirname }));
 */
export function halyard<Socket extends WebSocketLike>(wss: WebSocketServerLike<Socket>, options: Options = {}): WebSocketResponses<Socket> {
  if (typeof wss?.prependListener !== 'function') {
    throw new HalyardError('E_NOT_AN_APP', { found: wss === undefined ? 'undefined' : `a value of type ${typeof wss}`, expected: 'a WebSocketServer of ws' });
  }
  const replies = messageReplies('ws', options, wss);
  const handshakes = new WeakMap<object, IncomingMessage>();
  const current = new CurrentMessages<WebSocketLike>((value) => typeof value === 'object' && value !== null && handshakes.has(value));
  guardUpgrades(wss as never, replies);
  guardListeners(wss as never, { replies, handshakes, current });
  const answering = <Client extends WebSocketLike>(socket: Client | undefined, call: (res: CloseReply<Client>) => unknown): void => {
    answerWith(replies, closing(socket, socket === undefined ? undefined : handshakes.get(socket)), call as never);
  };
  return {
    connection(handler) {
      checkHandler(handler);
      return (socket) => answering(socket, (res) => handler(socket, res));
    },
    message<Client extends WebSocketLike, Args extends unknown[]>(handler: (...args: [...Args, res: CloseReply<Client>]) => unknown) {
      checkHandler(handler);
      return function (this: unknown, ...args: Args) {
        answering<Client>(current.of(this).socket as Client | undefined, (res) => handler(...args, res));
      };
    },
    upgrade(handler) {
      checkHandler(handler);
      return (request, socket, head) => {
        // A client may go while an async handler decides. Nobody else listens to the connection yet, so its error would end the process.
        socket.on('error', () => undefined);
        const message = upgrading(request, socket);
        if (closesUpgrade(replies, request, message)) return;
        answerWith(replies, message, (res) => handler(request, socket, head, res as never));
      };
    },
  };
}

/** @throws HalyardError E_NOT_AN_APP */
function checkHandler(handler: unknown): void {
  if (typeof handler !== 'function') throw new HalyardError('E_NOT_AN_APP', { found: `a value of type ${typeof handler}`, expected: 'a function' });
}
