import { STATE, type Stateful } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { MessageReply } from '../../hosting/sockets/message-reply.ts';
import { type AnySocket, ackOf, current, eventMessage } from './event-message.ts';

/**
 * The response methods of an event. A response goes to the client's ack.
 *
 * @example
 * res.forbidden('Only the owner may');
 */
export interface EventReply<Socket = AnySocket> extends ResponseMethods {
  /** The socket that received the event. */
  readonly socket: Socket;
  /** All arguments that the client sent, without the ack. */
  readonly args: readonly unknown[];
}

/**
 * A handler for `ack()`. It gets the first argument of the event, and the response methods. A value that it returns is the body of a 200.
 *
 * @example
 * const find: EventHandler<string> = async (id, res) => (await orders.find(id)) ?? res.notFound();
 */
// biome-ignore lint/suspicious/noExplicitAny: a client may send any value, and the app declares the type that it expects
export type EventHandler<Data = any, Socket = AnySocket> = (data: Data, res: EventReply<Socket>) => unknown;

/**
 * Makes the listener for `socket.on('order', responses.ack(handler))`. It finds its socket also when it is called without `this`. It answers errors
 * of the handler, because an error thrown into the emitter ends the process. `deadline`: the milliseconds after which a client that waits for an ack
 * gets a 504.
 *
 * @throws HalyardError E_NOT_AN_APP for a handler that is not a function.
 */
export function acknowledging({ responder, reply }: MessageReplies, handler: EventHandler, deadline: number | undefined): (...args: unknown[]) => void {
  if (typeof handler !== 'function')
    throw new HalyardError('E_NOT_AN_APP', { found: `a value of type ${typeof handler}`, expected: 'a function of the data and the reply' });
  return function listener(this: unknown, ...args) {
    const { socket, event } = current.of(this);
    const name = (): string => event ?? (socket === undefined ? 'message' : nameOf(socket, listener));
    const isWaiting = ackOf(args) !== undefined;
    let timer: NodeJS.Timeout | undefined;
    const message = eventMessage(socket, name, args, () => clearTimeout(timer));
    const res = Object.assign(reply(message), { args: isWaiting ? args.slice(0, -1) : args }) as unknown as EventReply & MessageReply;
    const failed = (error: unknown): unknown => responder.fail(res, error);
    const end = (value: unknown): void => {
      // The returned value is the answer. An async handler that returns nothing, and called no response method, answers 200.
      const state = (res as Stateful)[STATE];
      if (state === undefined) responder.respondWith(res, 'ok', value);
      else if (value !== undefined) reportHostAnswer(state, 'a value that the handler returned');
    };
    try {
      const result = handler.call(this as never, res.args[0], res);
      if (isPromiseLike(result)) Promise.resolve(result).then(end).then(undefined, failed);
      else if (result !== undefined) end(result);
    } catch (error) {
      failed(error);
    }
    // A client that passed no ack waits for nothing.
    if (!isWaiting || deadline === undefined || (res as Stateful)[STATE] !== undefined) return;
    timer = setTimeout(() => {
      if ((res as Stateful)[STATE] === undefined && !res.isAnswered) responder.respondWith(res, 'gatewayTimeout', tooLate(name(), deadline));
    }, deadline);
    timer.unref();
  };
}

function tooLate(event: string, deadline: number): HalyardError {
  return new HalyardError('E_RESPONSE_TIMEOUT', {
    found: `a handler of ack() for the event "${event}" that did not answer within ${deadline} ms`,
    expected: 'a returned value, a response or an error',
    todo: 'Return a value or a response. If the work takes longer, set the option ackDeadline.',
  });
}

/** The name of a listener's event. Socket.IO does not pass it to the listener, so the socket's listeners are searched. */
function nameOf(socket: AnySocket, listener: unknown): string {
  return String(socket.eventNames().find((name) => socket.listeners(name as string).includes(listener as never)) ?? 'message');
}
