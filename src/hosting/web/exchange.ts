import { type Answered, isSuccess, STATE } from '../../core/pipeline/answered.ts';
import type { Progress } from '../../core/ports/host.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import type { Visit } from '../../forms/flash/visit.ts';
import type { PageForm } from '../../forms/page/page-form.ts';
import { ownerOf } from '../shared/owners.ts';
import type { Sink } from './body-sink.ts';
import { type FormBody, readForm } from './form-body.ts';
import { type NodePair, nodePairOf } from './runtime.ts';
import { now } from './web-environment.ts';
import { type Described, WebRequest } from './web-request.ts';

/** A request and its answer: what the Responder calls native. A host extends it where it keeps things elsewhere. */
export class Exchange implements Described {
  [STATE]: Answered | undefined = undefined;
  readonly request: Request;
  readonly env: unknown;
  readonly started: number = now();
  readonly incoming: WebRequest = new WebRequest(this);
  /** What is answered, once it is known. */
  response: Response | undefined = undefined;
  /** The text of `response`, where we have made it. */
  written: string | undefined = undefined;
  /** Nothing of the app's has answered: whatever the app still gives is its answer. */
  isUnmatched = false;
  /** The body of `response`, while it is written. */
  sink: Sink | undefined = undefined;
  /** The same request, where its form's body can be read a second time. */
  copy: Request | undefined = undefined;
  visit: Visit | undefined = undefined;
  /** Has messages for the next page. */
  page: PageForm | undefined = undefined;
  reply: object | undefined = undefined;
  #pending: Promise<Response> | undefined = undefined;
  #node: NodePair | undefined | null = null;

  constructor(request: Request, env: unknown) {
    this.request = request;
    this.env = env;
  }

  get context(): unknown {
    return undefined;
  }

  get native(): object {
    return this.request;
  }

  /** What an app's own response has as `this.req`. */
  get ownRequest(): unknown {
    return this.request;
  }

  get route(): string | undefined {
    return undefined;
  }

  get fields(): Headers | undefined {
    return undefined;
  }

  /** Called when `fields` are in an answer. */
  takeFields(): void {}

  submitted(): MaybePromise<unknown> {
    const { copy, request } = this;
    const readable: FormBody | undefined = copy ?? (request.bodyUsed ? undefined : request);
    return readable === undefined ? undefined : readForm(readable);
  }

  get node(): NodePair | undefined {
    if (this.#node === null) this.#node = nodePairOf(this);
    return this.#node;
  }

  get isOverSocket(): boolean {
    return this.node !== undefined && ownerOf(this.node.incoming) !== undefined;
  }

  get progress(): Progress {
    if (this.sink !== undefined) return this.sink.state === 'open' ? 'head-sent' : this.sink.state === 'gone' ? 'gone' : 'finished';
    if (this.response !== undefined) return 'finished';
    return this.isGone ? 'gone' : 'open';
  }

  get isGone(): boolean {
    if (this.node === undefined) return this.request.signal?.aborted === true;
    const { incoming, outgoing } = this.node;
    if (outgoing.stream !== undefined) return outgoing.stream.destroyed === true || outgoing.stream.closed === true;
    return outgoing.destroyed === true || outgoing.socket?.destroyed === true || incoming.socket?.destroyed === true;
  }

  /** The media type of the body that has begun. */
  get begun(): string | undefined {
    return this.response?.headers.get('content-type') ?? undefined;
  }

  /** An app's own response has made the answer itself. The first one stands. */
  deliver(response: Response): void {
    this.response ??= response;
  }

  /** A success that has not been handed to the server. One that is still rendered has not been waited for, and stays. */
  takeBack(): boolean {
    if (!isSuccess(this) || this.response === undefined || this.sink !== undefined) return false;
    this.response = undefined;
    this.#pending = undefined;
    return true;
  }

  /** What a response method gives back: the one answer of this request, whoever asks and however often. */
  given(sending: MaybePromise<Response | undefined>): MaybePromise<Response> {
    if (this.response !== undefined) return this.response;
    if (isPromiseLike(sending)) this.#pending ??= sending.then(() => this.answer);
    return this.#pending ?? this.answer;
  }

  /** Has a failure been asked for? What the app answers after it is dropped. */
  get failureStands(): boolean {
    return this[STATE]?.isFailure === true && this.isAnswered;
  }

  get isAnswered(): boolean {
    return this.response !== undefined || this.#pending !== undefined;
  }

  /** Where there is none, there is nobody to read one. */
  get answer(): Response {
    return this.response ?? new Response(null, { status: 500 });
  }
}
