import type { ResponseMethods } from '../../core/responses/methods.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { Message } from '../../hosting/sockets/message-reply.ts';
import { type AnySocket, sendProblem, unsentMessage } from './event-message.ts';

/**
 * The response methods of a connection. A failure is sent as the event `halyard:problem`, and then the socket is disconnected.
 *
 * @example
 * io.on('connection', responses.connection((socket, res) => res.forbidden('Only members may connect')));
 */
export interface ConnectionReply<Socket = AnySocket> extends ResponseMethods {
  /** The socket that has connected. */
  readonly socket: Socket;
}

/** A connection as a message. The client did not ask for an answer, so only a failure is sent. */
function connectionMessage(socket: AnySocket): Message {
  return {
    ...unsentMessage(socket, 'connection'),
    send(answer) {
      if (!socket.connected || answer.status < 400) return;
      sendProblem(socket, 'connection', answer);
      // A socket with half of its listeners would answer events wrongly.
      socket.disconnect();
    },
  };
}

/** What a listener of `connection` that fails does. */
export function failedConnection(socket: AnySocket, { responder, reply }: MessageReplies): (error: unknown) => void {
  return (error) => void responder.fail(reply(connectionMessage(socket)), error);
}

/**
 * Makes the listener for `io.on('connection', responses.connection(handler))`.
 *
 * @throws HalyardError E_NOT_AN_APP
 */
export function connecting({ responder, reply }: MessageReplies, handler: (socket: AnySocket, res: ConnectionReply) => unknown): (socket: AnySocket) => void {
  if (typeof handler !== 'function') throw new HalyardError('E_NOT_AN_APP', { found: `a value of type ${typeof handler}`, expected: 'a function' });
  return (socket) => {
    const res = reply(connectionMessage(socket));
    const failed = (error: unknown): unknown => responder.fail(res, error);
    try {
      const result = handler(socket, res as unknown as ConnectionReply);
      if (isPromiseLike(result)) Promise.resolve(result).then(undefined, failed);
    } catch (error) {
      failed(error);
    }
  };
}
