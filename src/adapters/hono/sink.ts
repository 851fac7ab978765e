import { breakConnection, type Sink } from '../../hosting/web/body-sink.ts';
import type { NodeOutgoing } from '../../hosting/web/runtime.ts';

/** What we use of the stream that Hono's `stream`, `streamText` and `streamSSE` give. */
export interface StreamingApi {
  readonly aborted: boolean;
  readonly closed: boolean;
  write(text: string): Promise<unknown>;
  abort(): void;
  /** Not declared by Hono. */
  readonly writer?: { abort(reason: unknown): Promise<void> };
}

/** A body that Hono writes, and ends by itself when its writer has returned. */
export class HonoSink implements Sink {
  readonly #stream: StreamingApi;
  readonly #outgoing: NodeOutgoing | undefined;
  #isEnded = false;
  /** The end that a failure makes of it, while it is made: until then Hono must not make one, as if it were whole. */
  ending: Promise<void> | undefined = undefined;

  constructor(stream: StreamingApi, outgoing: NodeOutgoing | undefined) {
    this.#stream = stream;
    this.#outgoing = outgoing;
  }

  get state(): Sink['state'] {
    if (this.#isEnded || this.#stream.closed) return 'ended';
    return this.#stream.aborted ? 'gone' : 'open';
  }

  conclude(text: string): Promise<void> {
    this.ending = this.#conclude(text);
    return this.ending;
  }

  breakOff(): Promise<void> {
    this.#isEnded = true;
    this.ending = this.#breakOff();
    return this.ending;
  }

  async #conclude(text: string): Promise<void> {
    await this.#stream.write(text);
    this.#isEnded = true;
  }

  async #breakOff(): Promise<void> {
    // What was written before the failure still goes out.
    await new Promise((resolve) => setTimeout(resolve));
    if (this.#outgoing !== undefined) breakConnection(this.#outgoing);
    else if (this.#stream.writer === undefined) this.#stream.abort();
    else await this.#stream.writer.abort(new Error('The answer broke off')).catch(() => undefined);
  }
}
