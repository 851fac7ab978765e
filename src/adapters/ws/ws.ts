import type { IncomingMessage } from 'node:http';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import type { Options } from '../../core/settings/options.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { closeFrame } from '../../hosting/sockets/close-frame.ts';
import { CurrentMessages, knownSocket } from '../../hosting/sockets/current-message.ts';
import { type MessageReplies, messageReplies } from '../../hosting/sockets/message-replies.ts';

/** What we use of a socket of `ws`. */
export interface WebSocketLike {
  readonly readyState: number;
  close(code: number, reason: string): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: an event has whatever arguments it has
  emit(event: any, ...args: any[]): boolean;
}

/** What we use of a WebSocketServer of `ws`. */
export interface WebSocketServerLike {
  // biome-ignore lint/suspicious/noExplicitAny: an app's own class of sockets, whatever it is
  prependListener(event: 'connection', listener: (socket: any, request: IncomingMessage) => void): unknown;
}

/** What a handler of sockets answers with. There is one answer that every client of a WebSocket understands: the end, its code and its reason. */
export interface CloseReply<Socket> extends ResponseMethods {
  readonly socket: Socket;
}

export interface WebSocketResponses {
  /** For `wss.on('connection', …)`: a response, or an error, closes the socket. */
  connection<Socket extends WebSocketLike>(handler: (socket: Socket, res: CloseReply<Socket>) => unknown): (socket: Socket) => void;
  /** For `socket.on('message', …)`: the same of each message. */
  message<Socket extends WebSocketLike, Args extends unknown[]>(handler: (...args: [...Args, res: CloseReply<Socket>]) => unknown): (...args: Args) => void;
}

const OPEN = 1;

/**
 * Halyard for plain WebSockets, of the package `ws`: `const responses = halyard(new WebSocketServer({ server }), options)`, before the app's own
 * `wss.on('connection')`.
 *
 * @throws HalyardError E_NOT_AN_APP, and for options that cannot be used.
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
    // A frame that is none is an `error`, which ends the process if nobody listens; ws closes the socket by itself.
    socket.on('error', () => undefined);
    // Whatever handles an event knows its socket, also without `this`.
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
    send(given) {
      const { code, reason } = closeFrame(given);
      knownSocket(socket).close(code, reason);
    },
  };
}
