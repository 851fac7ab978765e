import type { IncomingMessage } from 'node:http';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { closeFrame } from '../../hosting/sockets/close-frame.ts';
import { CurrentMessages, knownSocket } from '../../hosting/sockets/current-message.ts';
import { type MessageReplies, messageReplies } from '../../hosting/sockets/message-replies.ts';

/** The members of a socket of `ws` that Halyard uses. */
export interface WebSocketLike {
  readonly readyState: number;
  close(code: number, reason: string): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: the arguments of an event can have any type
  emit(event: any, ...args: any[]): boolean;
}

/** The members of a `WebSocketServer` of `ws` that Halyard uses. */
export interface WebSocketServerLike {
  // biome-ignore lint/suspicious/noExplicitAny: an app may use its own class of sockets
  prependListener(event: 'connection', listener: (socket: any, request: IncomingMessage) => void): unknown;
}

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

/** The functions that wrap the app's listeners. */
export interface WebSocketResponses {
  /**
   * Wraps a listener of `wss.on('connection')`. A response closes the socket, and so does an error that the handler throws.
   *
   * @param handler Gets the socket and its response methods. It may be async.
   * @returns the listener.
   * @throws HalyardError E_NOT_AN_APP if `handler` is not a function.
   * @example
   * wss.on('connection', responses.connection((socket, res) => res.unauthorized()));
   */
  connection<Socket extends WebSocketLike>(handler: (socket: Socket, res: CloseReply<Socket>) => unknown): (socket: Socket) => void;
  /**
   * Wraps a listener of `socket.on('message')`. A response closes the socket, and so does an error that the handler throws.
   *
   * @param handler Gets the arguments of the event, and then the response methods. It may be async.
   * @returns the listener.
   * @throws HalyardError E_NOT_AN_APP if `handler` is not a function.
   * @example
   * socket.on('message', responses.message((data, isBinary, res) => (isBinary ? res.unsupportedMediaType() : save(data))));
   */
  message<Socket extends WebSocketLike, Args extends unknown[]>(handler: (...args: [...Args, res: CloseReply<Socket>]) => unknown): (...args: Args) => void;
}

const OPEN = 1;

/**
 * Mounts Halyard on a WebSocket server of the package `ws`. Call it before the app's own `wss.on('connection')`.
 *
 * @param wss The server, as `new WebSocketServer()` returns it.
 * @param options The options of Halyard. `load()` of `halyard/load` reads the responses from the app's folder.
 * @returns the functions that wrap the app's listeners.
 * @throws HalyardError E_NOT_AN_APP if `wss` is not a `WebSocketServer`.
 * @throws HalyardError E_OPTION or E_OPTION_UNKNOWN for an invalid option, E_RESPONSE_DEFINITION or E_NAME_RESERVED for an invalid response of the app.
 * @example
 * const responses = halyard(new WebSocketServer({ server }), await load({ root: import.meta.dirname }));
 */
export function halyard(wss: WebSocketServerLike, options: Options = {}): WebSocketResponses {
  if (typeof wss?.prependListener !== 'function') {
    throw new HalyardError('E_NOT_AN_APP', { found: wss === undefined ? 'undefined' : `a value of type ${typeof wss}`, expected: 'a WebSocketServer of ws' });
  }
  const replies = messageReplies('ws', options);
  const handshakes = new WeakMap<object, IncomingMessage>();
  const current = new CurrentMessages<WebSocketLike>((value) => typeof value === 'object' && value !== null && handshakes.has(value));
  wss.prependListener('connection', (socket: WebSocketLike, request) => {
    handshakes.set(socket, request);
    // A malformed frame emits `error`, which ends the process if there is no listener. ws closes the socket itself.
    socket.on('error', () => undefined);
    // Every listener of an event can find its socket, also without `this`.
    const { emit } = socket;
    socket.emit = (event, ...args) => current.run({ socket }, () => emit.call(socket, event, ...args));
  });
  const answering = <Socket extends WebSocketLike>(socket: Socket | undefined, call: (res: CloseReply<Socket>) => unknown): void => {
    answer(replies, closing(socket, socket === undefined ? undefined : handshakes.get(socket)), call as never);
  };
  return {
    connection(handler) {
      checkHandler(handler);
      return (socket) => answering(socket, (res) => handler(socket, res));
    },
    message<Socket extends WebSocketLike, Args extends unknown[]>(handler: (...args: [...Args, res: CloseReply<Socket>]) => unknown) {
      checkHandler(handler);
      return function (this: unknown, ...args: Args) {
        answering<Socket>(current.of(this).socket as Socket | undefined, (res) => handler(...args, res));
      };
    },
  };
}

/** @throws HalyardError E_NOT_AN_APP */
function checkHandler(handler: unknown): void {
  if (typeof handler !== 'function') throw new HalyardError('E_NOT_AN_APP', { found: `a value of type ${typeof handler}`, expected: 'a function' });
}

function answer({ responder, reply }: MessageReplies, message: Parameters<MessageReplies['reply']>[0], call: (res: ResponseMethods) => unknown): void {
  const res = reply(message);
  try {
    const result = call(res);
    if (isPromiseLike(result)) Promise.resolve(result).then(undefined, (error: unknown) => responder.fail(res, error));
  } catch (error) {
    responder.fail(res, error);
  }
}

function closing(socket: WebSocketLike | undefined, request: IncomingMessage | undefined): Parameters<MessageReplies['reply']>[0] {
  return {
    get socket() {
      return knownSocket(socket);
    },
    event: request?.url ?? '/',
    handshake: request ?? { headers: {}, httpVersion: '1.1', socket: {} },
    get isOpen() {
      return socket === undefined || socket.readyState === OPEN;
    },
    send(answer) {
      const { code, reason } = closeFrame(answer);
      knownSocket(socket).close(code, reason);
    },
  };
}
