import { type Answered, isSuccess, STATE } from '../../core/pipeline/answered.ts';
import type { Progress } from '../../core/ports/host.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import type { Visit } from '../../forms/flash/visit.ts';
import type { PageForm } from '../../forms/page/page-form.ts';
import { ownerOf } from '../shared/owners.ts';
import type { Sink } from './body-sink.ts';
import { type FormBody, fieldsIn, readForm } from './form-body.ts';
import { type NodePair, nodePairOf } from './runtime.ts';
import { sentFormData } from './sent-form-data.ts';
import { now } from './web-environment.ts';
import { type Described, WebRequest } from './web-request.ts';

/** A request and its answer: the native object of the Responder. A host extends it with its own places. */
export class Exchange implements Described {
  [STATE]: Answered | undefined = undefined;
  readonly request: Request;
  readonly env: unknown;
  readonly started: number = now();
  readonly incoming: WebRequest = new WebRequest(this);
  /** The answer, once it exists. */
  response: Response | undefined = undefined;
  /** The text of `response`, if Halyard wrote it. */
  written: string | undefined = undefined;
  /** No handler of the app has answered. A Response that the app still returns is its answer. */
  isUnmatched = false;
  /** The body of `response`, while it is written. */
  sink: Sink | undefined = undefined;
  /** The server has broken the answer off, because its body has failed. */
  isBroken = false;
  /** A clone of the request, if its form can be read a second time. */
  copy: Request | undefined = undefined;
  visit: Visit | undefined = undefined;
  /** The form page that has messages for the next page. */
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

  /** The `this.req` of an app's own response. */
  get ownRequest(): unknown {
    return this.request;
  }

  get route(): string | undefined {
    return undefined;
  }

  get fields(): Headers | undefined {
    return undefined;
  }

  /** The values that the app has set for the pages of this request. */
  get locals(): Readonly<Record<string, unknown>> | undefined {
    return undefined;
  }

  /** The status that the app has set for its answer: `c.status(404)`. */
  get replyStatus(): number | undefined {
    return undefined;
  }

  /** Called when an answer has taken over `fields`. */
  takeFields(): void {}

  submitted(): MaybePromise<unknown> {
    const { copy, request } = this;
    const data = copy === undefined ? sentFormData(request) : undefined;
    if (data !== undefined) return fieldsIn(data);
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
    if (this.isBroken) return 'head-sent';
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

  /** Sets an answer that an app's own response has made. The first one stands. */
  deliver(response: Response): void {
    this.response ??= response;
  }

  /** Takes back a success that was not passed to the server. A pending success was not awaited, and stays. */
  takeBack(): boolean {
    if (!isSuccess(this) || this.response === undefined || this.sink !== undefined) return false;
    this.response = undefined;
    this.#pending = undefined;
    return true;
  }

  /** The return value of a response method: the one answer of this request, however often methods are called. */
  answerFor(sending: MaybePromise<Response | undefined>): MaybePromise<Response> {
    if (this.response !== undefined) return this.response;
    if (isPromiseLike(sending)) this.#pending ??= sending.then(() => this.answer);
    return this.#pending ?? this.answer;
  }

  /** Whether a failure response was called. A later answer of the app is dropped. */
  get failureStands(): boolean {
    return this[STATE]?.isFailure === true && this.isAnswered;
  }

  get isAnswered(): boolean {
    return this.response !== undefined || this.#pending !== undefined;
  }

  /** The answer, or an empty 500 if there is none. Then no client is left to read it. */
  get answer(): Response {
    return this.response ?? new Response(null, { status: 500 });
  }
}
