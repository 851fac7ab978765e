import type { ClientMessage } from '../shared/message-client.ts';

/** What a message is answered with: the same `{ status, body }` as over HTTP, and the fields that still mean something. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: unknown;
}

/** The request that a socket began with. It stands for every message of it: who the client is does not change on the way. */
export type Handshake = ClientMessage;

/** One message on a socket, as its library has it. */
export interface Message {
  /** The socket of the library's own. */
  readonly socket: unknown;
  /** The name of the event. */
  readonly event: string;
  readonly handshake: Handshake;
  /** Is there somebody to answer? */
  readonly isOpen: boolean;
  /** Called at most once. */
  send(answer: Answer): void;
}

/** The way back to whoever sent a message: the object that response methods are called on. */
export class MessageReply {
  /** When it arrived. */
  readonly started = performance.now();
  readonly #message: Message;
  #answered = false;

  constructor(message: Message) {
    this.#message = message;
  }

  get socket(): unknown {
    return this.#message.socket;
  }

  get event(): string {
    return this.#message.event;
  }

  get handshake(): Handshake {
    return this.#message.handshake;
  }

  get isOpen(): boolean {
    return this.#message.isOpen;
  }

  get isAnswered(): boolean {
    return this.#answered;
  }

  /** At most once: a second answer would be one too many, whoever gives it. */
  answer(answer: Answer): void {
    if (this.#answered) return;
    this.#answered = true;
    this.#message.send(answer);
  }
}
