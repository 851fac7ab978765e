import type { AddressInfo } from 'node:net';
import type { Socket } from 'socket.io';
import { STATE, type Stateful } from '../../core/pipeline/answered.ts';
import { reportHostAnswer } from '../../core/pipeline/second-answer.ts';
import type { ResponseMethods } from '../../core/responses/methods.ts';
import { adopt, isPromise } from '../../core/values/adopt-promise.ts';
import { HalyardError } from '../../core/values/errors.ts';
import { readProperty } from '../../core/values/guarded-read.ts';
import { isPromiseLike } from '../../core/values/maybe-promise.ts';
import { CurrentMessages, knownSocket } from '../../hosting/sockets/current-message.ts';
import type { MessageReplies } from '../../hosting/sockets/message-replies.ts';
import type { Handshake, Message, MessageReply } from '../../hosting/sockets/message-reply.ts';

// biome-ignore lint/suspicious/noExplicitAny: an app's own maps of events, whatever they are
export type AnySocket = Socket<any, any, any, any>;

/** A failure that the client gave no ack for: an event of this name, with `{ event, status, headers, body }`. */
const PROBLEM_EVENT = 'halyard:problem';

/** What an event's handler answers with: `res.forbidden('Only the owner may')`. */
export interface EventReply extends ResponseMethods {
  readonly socket: AnySocket;
  /** Everything the client sent, without the ack. */
  readonly args: readonly unknown[];
}

// biome-ignore lint/suspicious/noExplicitAny: a client may send anything, and an app says what it expects
export type EventHandler<Data = any> = (data: Data, res: EventReply) => unknown;

/** Which socket a listener without `this` works for. */
export const current = new CurrentMessages<AnySocket>(isSocket);

/** A socket of Socket.IO as a whole: what only looks like one, as a wrapper or a test's stand-in does, is none. */
function isSocket(value: unknown): boolean {
  const [nsp, request, handshake] = ['nsp', 'request', 'handshake'].map((name) => readProperty(value, name));
  return (
    typeof readProperty(nsp, 'name') === 'string' &&
    typeof readProperty(request, 'headers') === 'object' &&
    typeof readProperty(handshake, 'address') === 'string'
  );
}

/** An event as a message: the ack is the way back, if the client gave one. */
export function eventMessage(socket: AnySocket | undefined, name: () => string, args: readonly unknown[]): Message {
  const ack = ackOf(args);
  return {
    get socket() {
      return knownSocket(socket);
    },
    /** Under its namespace, where that is not the main one: `/harbour/berth`. */
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

/** Address and port are those that were known when it began: the connection of a first polling request may be gone by now. */
export function handshakeOf({ request, handshake, nsp }: AnySocket): Handshake {
  const { headers, rawHeaders, httpVersion, url } = request;
  const { httpServer } = nsp.server as unknown as { readonly httpServer?: { address?(): AddressInfo | string | null } };
  const listening = httpServer?.address?.();
  const localPort = request.socket?.localPort ?? (typeof listening === 'object' ? listening?.port : undefined);
  return { headers, rawHeaders, httpVersion, url, socket: { remoteAddress: handshake.address, localPort, encrypted: handshake.secure } };
}

/** An ack is given by Socket.IO, or by a wrapper of the app's, which may be asynchronous and fail: that is its own failure, and ends nothing. */
function handleAck(given: unknown): void {
  if (isPromise(given)) adopt(given);
}

function ackOf(args: readonly unknown[]): ((answer: unknown) => void) | undefined {
  const last = args.at(-1);
  return typeof last === 'function' ? (last as (answer: unknown) => void) : undefined;
}

/**
 * A listener that answers: for `socket.on('berth', responses.ack(handler))`. It works for its socket whoever calls it, and throws nothing
 * into the emitter, which would end the process.
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
      // What it gives back is the answer; an async handler that has come to its end without one has none to give but this.
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

/** Socket.IO calls a listener without the name of the event; the socket knows what it listens to. */
function nameOf(socket: AnySocket, listener: unknown): string {
  return String(socket.eventNames().find((name) => socket.listeners(name as string).includes(listener as never)) ?? 'message');
}
