import type { IncomingRequest } from '../../core/ports/request.ts';
import { MessageClient } from '../shared/message-client.ts';
import type { MessageReply } from './message-reply.ts';

/** The core's view of a message: its event in place of a URL, and the fields of the handshake. */
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

  /** A message is answered with a value, whatever the Accept field of the handshake is. */
  override header(name: string): string | undefined {
    return name === 'accept' ? this.#reply.accept : super.header(name);
  }

  replyHeader(): undefined {
    return undefined;
  }
}
