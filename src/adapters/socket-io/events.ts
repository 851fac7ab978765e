import type { AddressInfo } from 'node:net';
import type { Socket } from 'socket.io';
import { STATE, type Stateful } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { readProperty } from '../../core/values/guarded-read.ts';
import { handleRejection, isPromise } from '../../core/values/handle-rejection.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { CurrentMessages, knownSocket } from '../../hosting/sockets/current-message.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { Handshake, Message, MessageReply } from '../../hosting/sockets/message-reply.ts';

/** A socket of Socket.IO, with any maps of events. */
// biome-ignore lint/suspicious/noExplicitAny: an app may declare its own maps of events
export type AnySocket = Socket<any, any, any, any>;

/** If the client passed no ack, a failure is sent as an event of this name, with `{ event, status, headers, body }`. */
const PROBLEM_EVENT = 'halyard:problem';

/**
 * The response methods of an event. A response goes to the client's ack.
 *
 * @example
 * res.forbidden('Only the owner may');
 */
export interface EventReply extends ResponseMethods {
  /** The socket that received the event. */
  readonly socket: AnySocket;
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
export type EventHandler<Data = any> = (data: Data, res: EventReply) => unknown;

/** Finds the socket of a listener that is called without `this`. */
export const current = new CurrentMessages<AnySocket>(isSocket);

/** Is this a complete socket of Socket.IO? A wrapper or a test double with only some of its members is not. */
function isSocket(value: unknown): boolean {
  const [nsp, request, handshake] = ['nsp', 'request', 'handshake'].map((name) => readProperty(value, name));
  return (
    typeof readProperty(nsp, 'name') === 'string' &&
    typeof readProperty(request, 'headers') === 'object' &&
    typeof readProperty(handshake, 'address') === 'string'
  );
}

/** An event as a message. The answer goes to the client's ack, if there is one. */
export function eventMessage(socket: AnySocket | undefined, name: () => string, args: readonly unknown[]): Message {
  const ack = ackOf(args);
  return {
    get socket() {
      return knownSocket(socket);
    },
    /** The name of the event, after its namespace if that is not the main one: `/shop/order`. */
    get event() {
      const namespace = socket?.nsp.name ?? '/';
      return `${namespace === '/' ? '' : namespace}/${name()}`;
    },
    handshake: socket === undefined ? NO_HANDSHAKE : handshakeOf(socket),
    get isOpen() {
      return socket?.connected ?? true;
    },
    send(answer) {
      if (ack !== undefined) handleAck(ack(answer));
      else if (answer.status >= 400) knownSocket(socket).emit(PROBLEM_EVENT, { event: name(), ...answer });
    },
  };
}

const NO_HANDSHAKE: Handshake = { headers: {}, rawHeaders: [], httpVersion: '1.1', url: '/', socket: {} };

/** The request of the handshake. Address and port are from its start, because the connection of a first polling request may be closed by now. */
export function handshakeOf({ request, handshake, nsp }: AnySocket): Handshake {
  const { headers, rawHeaders, httpVersion, url } = request;
  const { httpServer } = nsp.server as unknown as { readonly httpServer?: { address?(): AddressInfo | string | null } };
  const listening = httpServer?.address?.();
  const localPort = request.socket?.localPort ?? (typeof listening === 'object' ? listening?.port : undefined);
  return { headers, rawHeaders, httpVersion, url, socket: { remoteAddress: handshake.address, localPort, encrypted: handshake.secure } };
}

/** Handles a rejected promise from an ack. The app may wrap the ack of Socket.IO with an async function, and a rejection must not end the process. */
function handleAck(result: unknown): void {
  if (isPromise(result)) handleRejection(result);
}

function ackOf(args: readonly unknown[]): ((answer: unknown) => void) | undefined {
  const last = args.at(-1);
  return typeof last === 'function' ? (last as (answer: unknown) => void) : undefined;
}

/**
 * Makes the listener for `socket.on('order', responses.ack(handler))`. It finds its socket also when it is called without `this`. It answers errors
 * of the handler, because an error thrown into the emitter ends the process.
 *
 * @throws HalyardError E_NOT_AN_APP for a handler that is not a function.
 */
export function acknowledging({ responder, reply }: MessageReplies, handler: EventHandler): (...args: unknown[]) => void {
  if (typeof handler !== 'function')
    throw new HalyardError('E_NOT_AN_APP', { found: `a value of type ${typeof handler}`, expected: 'a function of the data and the reply' });
  return function listener(this: unknown, ...args) {
    const { socket, event } = current.of(this);
    const name = (): string => event ?? (socket === undefined ? 'message' : nameOf(socket, listener));
    const res = Object.assign(reply(eventMessage(socket, name, args)), {
      args: ackOf(args) === undefined ? args : args.slice(0, -1),
    }) as unknown as EventReply & MessageReply;
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
  };
}

/** The name of a listener's event. Socket.IO does not pass it to the listener, so the socket's listeners are searched. */
function nameOf(socket: AnySocket, listener: unknown): string {
  return String(socket.eventNames().find((name) => socket.listeners(name as string).includes(listener as never)) ?? 'message');
}
