import type { IncomingRequest } from '../../core/ports/request.ts';
import { MessageClient } from '../shared/message-client.ts';
import type { MessageReply } from './message-reply.ts';

/** A message as the core sees it: its name in the place of an address, and the fields of the handshake. */
export class MessageRequest extends MessageClient implements IncomingRequest {
  readonly transport = 'socket';
  readonly method = 'MESSAGE';
  readonly route = undefined;
  readonly #reply: MessageReply;

  constructor(reply: MessageReply) {
    super(reply.handshake);
    this.#reply = reply;
  }

  get url(): string {
    return this.#reply.event;
  }

  get elapsed(): number {
    return performance.now() - this.#reply.started;
  }

  get native(): unknown {
    return this.#reply;
  }

  /** A message is a value and wants one back, whatever the handshake asked for. */
  override header(name: string): string | undefined {
    return name === 'accept' ? 'application/json' : super.header(name);
  }

  replyHeader(): undefined {
    return undefined;
  }
}
