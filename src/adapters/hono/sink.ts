import { breakConnection, type Sink } from '../../hosting/web/body-sink.ts';
import type { NodeOutgoing } from '../../hosting/web/runtime.ts';

/** The members of the stream of Hono's `stream`, `streamText` and `streamSSE` that Halyard uses. */
export interface StreamingApi {
  readonly aborted: boolean;
  readonly closed: boolean;
  write(text: string): Promise<unknown>;
  abort(): void;
  /** Hono does not declare this member. */
  readonly writer?: { abort(reason: unknown): Promise<void> };
}

/** A body that Hono writes. Hono ends it when the app's function has returned. */
export class HonoSink implements Sink {
  readonly #stream: StreamingApi;
  readonly #outgoing: NodeOutgoing | undefined;
  #isEnded = false;
  /** A promise while a failure ends the body. Until it settles, Hono must not end the body as if it were complete. */
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
    // The text that was written before the failure is sent first.
    await new Promise((resolve) => setTimeout(resolve));
    if (this.#outgoing !== undefined) breakConnection(this.#outgoing);
    else if (this.#stream.writer === undefined) this.#stream.abort();
    else await this.#stream.writer.abort(new Error('The answer broke off')).catch(() => undefined);
  }
}
