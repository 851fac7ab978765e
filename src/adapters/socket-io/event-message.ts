import type { AddressInfo } from 'node:net';
import type { Socket } from 'socket.io';
import { readProperty } from '../../core/values/guarded-read.ts';
import { handleRejection, isPromise } from '../../core/values/handle-rejection.ts';
import { CurrentMessages, knownSocket } from '../../hosting/sockets/current-message.ts';
import type { Answer, Handshake, Message } from '../../hosting/sockets/message-reply.ts';
import { isAcknowledged } from './tracked-ack.ts';

/** A socket of Socket.IO, with any maps of events. */
// biome-ignore lint/suspicious/noExplicitAny: an app may declare its own maps of events
export type AnySocket = Socket<any, any, any, any>;

/** If the client passed no ack, a failure is sent as an event of this name, with `{ event, status, headers, body }`. */
const PROBLEM_EVENT = 'halyard:problem';

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

/** An event as a message. The answer goes to the client's ack, if there is one. `sent` is called with the answer. */
export function eventMessage(socket: AnySocket | undefined, name: () => string, args: readonly unknown[], sent?: () => void): Message {
  const ack = ackOf(args);
  return {
    get socket() {
      return knownSocket(socket);
    },
    /** The name of the event, after its namespace if that is not the main one: `/shop/order`. */
    get event() {
      return pathOf(socket, name());
    },
    handshake: socket === undefined ? NO_HANDSHAKE : handshakeOf(socket),
    get isOpen() {
      return socket?.connected ?? true;
    },
    get isAnswered() {
      return ack !== undefined && isAcknowledged(ack);
    },
    send(answer) {
      sent?.();
      if (ack !== undefined) handleAck(ack(answer));
      else sendProblem(knownSocket(socket), name(), answer);
    },
  };
}

/** Sends a failure as an event. A success has no event, because the client did not ask for an answer. */
export function sendProblem(socket: AnySocket, event: string, answer: Answer): void {
  if (answer.status >= 400) socket.emit(PROBLEM_EVENT, { event, ...answer });
}

/** A failure that the log gets and no client: the client waits for nothing, or has gone. */
export function unsentMessage(socket: AnySocket | undefined, name: string): Message {
  const handshake = socket === undefined ? NO_HANDSHAKE : handshakeOf(socket);
  return { socket, event: pathOf(socket, name), handshake, isOpen: true, send: () => undefined };
}

/** The name of an event, after its namespace if that is not the main one. */
function pathOf(socket: AnySocket | undefined, name: string): string {
  const namespace = socket?.nsp.name ?? '/';
  return `${namespace === '/' ? '' : namespace}/${name}`;
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

/** The function with which the app acknowledges an event, if the client wants an ack. */
export function ackOf(args: readonly unknown[]): ((answer: unknown) => void) | undefined {
  const last = args.at(-1);
  return typeof last === 'function' ? (last as (answer: unknown) => void) : undefined;
}
