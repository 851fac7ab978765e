import type { ClientMessage } from '../shared/message-client.ts';

/** The answer to a message: the same `{ status, body }` as over HTTP, and the header fields that apply to a socket. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: unknown;
}

/** The request that opened a socket. It identifies the client of every message on that socket. */
export type Handshake = ClientMessage;

/** One message on a socket. */
export interface Message {
  /** The socket object of the library. */
  readonly socket: unknown;
  /** The name of the event. */
  readonly event: string;
  readonly handshake: Handshake;
  /** Whether the client is connected and expects an answer. */
  readonly isOpen: boolean;
  /** Whether the app has answered by other means, such as a call of the ack. */
  readonly isAnswered?: boolean;
  /** The status that a refusal by the app names apart from its error. */
  readonly status?: number | undefined;
  /** The media types that the client takes. Default: JSON, because an answer is a value. */
  readonly accept?: string;
  /** Called at most once. `fields` has the header fields of the answer over HTTP, for a message that is an HTTP request. */
  send(answer: Answer, fields: Answer['headers']): void;
}

/** The reply to a message: the object that has the response methods. */
export class MessageReply {
  /** When the message arrived, in milliseconds of `performance.now()`. */
  readonly started = performance.now();
  readonly #message: Message;
  #answer: Answer | undefined;

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
    return this.#answer !== undefined || this.#message.isAnswered === true;
  }

  get accept(): string {
    return this.#message.accept ?? 'application/json';
  }

  /** The status of an error without a status of its own. */
  get refusal(): number | undefined {
    return this.#message.status;
  }

  /** The status of the answer, once there is one. */
  get status(): number | undefined {
    return this.#answer?.status;
  }

  /** Sends the answer at most once. A second answer is ignored. */
  answer(answer: Answer, fields: Answer['headers']): void {
    if (this.#answer !== undefined) return;
    this.#answer = answer;
    this.#message.send(answer, fields);
  }
}
