import type { NodeOutgoing } from './runtime.ts';

/** A body that is being sent: its state, and the two ways to end it. */
export interface Sink {
  readonly state: 'open' | 'ended' | 'gone';
  /** Adds the last part, and ends the body. */
  conclude(text: string): Promise<void>;
  /** Breaks the body off, so that the client notices. */
  breakOff(): Promise<void>;
}

/** Writes a body part by part. Handlers use it. */
export interface BodyWriter {
  /** Resolves when more can be written. Rejects if the client has disconnected. */
  write(chunk: string | Uint8Array): Promise<void>;
}

const NGHTTP2_INTERNAL_ERROR = 2;

/** A body that is written while it is being sent. */
export class BodySink implements Sink, BodyWriter {
  readonly body: ReadableStream<Uint8Array>;
  readonly #outgoing: NodeOutgoing | undefined;
  readonly #encoder = new TextEncoder();
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #state: Sink['state'] = 'open';
  /** The pending end after a failure. */
  ending: Promise<void> | undefined = undefined;
  readonly #waiting: (() => void)[] = [];

  constructor(outgoing: NodeOutgoing | undefined) {
    this.#outgoing = outgoing;
    const wake = (): void => {
      for (const go of this.#waiting.splice(0)) go();
    };
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
      pull: wake,
      cancel: () => {
        this.#state = 'gone';
        wake();
      },
    });
  }

  get state(): Sink['state'] {
    return this.#state;
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    if (this.#state === 'open') {
      this.#controller?.enqueue(typeof chunk === 'string' ? this.#encoder.encode(chunk) : chunk);
      await this.#taken();
    }
    if (this.#state === 'gone') throw new Error('The client is gone');
  }

  end(): void {
    if (this.#state !== 'open') return;
    this.#state = 'ended';
    this.#controller?.close();
  }

  async conclude(text: string): Promise<void> {
    if (this.#state === 'open') this.#controller?.enqueue(this.#encoder.encode(text));
    this.end();
  }

  breakOff(): Promise<void> {
    this.ending ??= this.#breakOff();
    return this.ending;
  }

  async #breakOff(): Promise<void> {
    if (this.#state !== 'open') return;
    // The parts that were written before the failure are still sent.
    await this.#taken();
    if (this.#state !== 'open') return;
    this.#state = 'ended';
    if (this.#outgoing === undefined) this.#controller?.error(new Error('The answer broke off'));
    else setTimeout(() => breakConnection(this.#outgoing as NodeOutgoing));
  }

  async #taken(): Promise<void> {
    if ((this.#controller?.desiredSize ?? 1) > 0) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

/**
 * Breaks a connection off: no final chunk, no END_STREAM (RFC 9112 §7.1, RFC 9113 §8.1). An errored stream would do the same, but @hono/node-server
 * prints such errors.
 */
export function breakConnection(outgoing: NodeOutgoing): void {
  if (outgoing.stream === undefined) outgoing.destroy();
  else outgoing.stream.close(NGHTTP2_INTERNAL_ERROR);
}
