import type { IncomingMessage } from 'node:http';
import { HalyardError } from '../core/errors.ts';
import { isPromiseLike } from '../core/maybe-promise.ts';
import type { ResponseMethods } from '../core/methods.ts';
import type { Options } from '../core/options.ts';
import { closeFrame } from '../sockets/close-frame.ts';
import { type MessageReplies, messageReplies } from '../sockets/message-replies.ts';

/** What we use of a socket of `ws`. */
export interface WebSocketLike {
  readonly readyState: number;
  close(code: number, reason: string): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
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
  message<Socket extends WebSocketLike, Args extends unknown[]>(
    handler: (...args: [...Args, res: CloseReply<Socket>]) => unknown,
  ): (this: Socket, ...args: Args) => void;
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
  wss.prependListener('connection', (socket: WebSocketLike, request) => {
    handshakes.set(socket, request);
    // A frame that is none is an `error`, which ends the process if nobody listens; ws closes the socket by itself.
    socket.on('error', () => undefined);
  });
  const answering = <Socket extends WebSocketLike>(socket: Socket, call: (res: CloseReply<Socket>) => unknown): void => {
    answer(replies, closing(socket, handshakes.get(socket)), call as never);
  };
  return {
    connection: (handler) => (socket) => answering(socket, (res) => handler(socket, res)),
    message: (handler) =>
      function (...args) {
        answering(this, (res) => handler(...args, res));
      },
  };
}

function answer({ responder, reply }: MessageReplies, message: Parameters<MessageReplies['reply']>[0], call: (res: ResponseMethods) => unknown): void {
  const res = reply(message);
  try {
    const result = call(res);
    if (isPromiseLike(result)) result.then(undefined, (error: unknown) => responder.fail(res, error));
  } catch (error) {
    responder.fail(res, error);
  }
}

function closing(socket: WebSocketLike, request: IncomingMessage | undefined): Parameters<MessageReplies['reply']>[0] {
  return {
    socket,
    event: request?.url ?? '/',
    handshake: request ?? { headers: {}, httpVersion: '1.1', socket: {} },
    get isOpen() {
      return socket.readyState === OPEN;
    },
    send(given) {
      const { code, reason } = closeFrame(given);
      socket.close(code, reason);
    },
  };
}
