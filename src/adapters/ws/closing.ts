import type { IncomingMessage } from 'node:http';
import { closeFrame } from '../../hosting/sockets/close-frame.ts';
import { knownSocket } from '../../hosting/sockets/current-message.ts';
import type { Message } from '../../hosting/sockets/message-reply.ts';

/** The members of a socket of `ws` that Halyard uses. */
export interface WebSocketLike {
  readonly readyState: number;
  close(code: number, reason: string): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: the arguments of an event can have any type
  emit(event: any, ...args: any[]): boolean;
}

export const OPEN = 1;

/** A message whose answer closes the socket. */
export function closing(socket: WebSocketLike | undefined, request: IncomingMessage | undefined): Message {
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
