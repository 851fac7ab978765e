import type { IncomingRequest } from '../core/request.ts';
import type { MessageReply } from './message-reply.ts';

/** A message as the core sees it: its name in the place of an address, and the fields of the handshake. */
export class MessageRequest implements IncomingRequest {
  readonly transport = 'socket';
  readonly method = 'MESSAGE';
  readonly route = undefined;
  readonly #reply: MessageReply;

  constructor(reply: MessageReply) {
    this.#reply = reply;
  }

  get url(): string {
    return this.#reply.event;
  }

  get httpVersion(): string {
    return this.#reply.handshake.httpVersion;
  }

  get remoteAddress(): string | undefined {
    return this.#reply.handshake.socket.remoteAddress;
  }

  get elapsed(): number {
    return performance.now() - this.#reply.started;
  }

  get native(): unknown {
    return this.#reply;
  }

  /** A message is a value and wants one back, whatever the handshake asked for. */
  header(name: string): string | undefined {
    if (name === 'accept') return 'application/json';
    const value = this.#reply.handshake.headers[name];
    return typeof value === 'object' ? value.join(', ') : value;
  }

  replyHeader(): undefined {
    return undefined;
  }
}
