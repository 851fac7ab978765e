import type { Request, ResponseToolkit } from '@hapi/hapi';
import { LEFTOVERS } from '../../core/headers/leftovers.ts';
import { type Answered, isSuccess, STATE } from '../../core/pipeline/answered.ts';
import type { Progress } from '../../core/ports/host.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { isError } from '../../core/values/guarded-read.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import { isBodiless, nodeHost } from '../../hosting/node/node-host.ts';
import { adopt, type NodeReply } from '../../hosting/node/node-request.ts';
import { holdReply } from '../../hosting/node/second-answer.ts';
import { headersOfError } from '../../libraries/map-status.ts';
import type { Boom, HapiResponse } from './internals.ts';

const EXCHANGE = Symbol('halyard.exchange');
export const node = nodeHost('hapi');

type Keeper = Request & { [EXCHANGE]?: HapiExchange };

/** A request of hapi's and its answer: a response of hapi's, which hapi sends when every extension has had it. */
export class HapiExchange {
  readonly request: Request;
  readonly raw: NodeReply;
  /** The `h` that was last in use: `this.res` of an app's own response. */
  toolkit: ResponseToolkit;
  declare [STATE]?: Answered;
  /** Halyard's answer, until it is taken back. */
  representation: Representation | undefined;
  /** The answer as hapi has it: ours, or what the app's own response has returned. */
  response: HapiResponse | symbol | undefined;
  /** The lifecycle is over: the answer goes on to the extensions that are left. */
  isReplying = false;
  /** The failure of a stream that came before the stream's turn. */
  streamFailure: { readonly error: unknown } | undefined;
  #pending: Promise<void> | undefined;

  constructor(request: Request, toolkit: ResponseToolkit) {
    this.request = request;
    this.toolkit = toolkit;
    this.raw = request.raw.res as NodeReply;
    adopt(this.raw, request.raw.req);
  }

  get progress(): Progress {
    const progress = node.progress(this.raw);
    return progress === 'open' && this.response !== undefined ? 'finished' : progress;
  }

  /** Is Node's own reply untouched? */
  get isOpen(): boolean {
    return node.progress(this.raw) === 'open';
  }

  write(representation: Representation): void {
    this.representation = representation;
    this.response = this.#made(representation);
    this.hold();
  }

  /** While a failure waits to be sent, only hapi may write on Node's reply. */
  hold(): void {
    holdReply(this.raw, this[STATE], 'request.raw.res');
  }

  /** What an app's own response has returned is the answer, as what a handler returns. */
  returned(value: unknown): void {
    if (value === undefined || value === this.response || isError(value) || this.response !== undefined) return;
    const response = typeof value === 'symbol' ? value : (this.toolkit.response(value as never) as unknown as HapiResponse);
    if (typeof response !== 'symbol' && !this.isReplying) response.takeover();
    this.response = response;
  }

  /** hapi sends after the lifecycle. Until then a success can be taken back. */
  takeBack(): boolean {
    if (!isSuccess(this) || this.response === undefined || !this.isOpen) return false;
    this.response = undefined;
    this.representation = undefined;
    this.#pending = undefined;
    return true;
  }

  /** What a response method gives back, and the handler returns. */
  given(sending: MaybePromise<unknown>): MaybePromise<HapiResponse | symbol> {
    if (isPromiseLike(sending) && this.response === undefined) this.#pending ??= Promise.resolve(sending).then(() => undefined);
    return this.#pending === undefined ? this.answer : this.#pending.then(() => this.answer);
  }

  /** The answer is still being made. Never rejects. */
  get pending(): Promise<void> | undefined {
    return this.#pending;
  }

  /** Where there is none, the reply is not ours any more. */
  get answer(): HapiResponse | symbol {
    return this.response ?? this.toolkit.abandon;
  }

  /** The answer once more, for hapi to hand to the extensions that are left. */
  again(): HapiResponse | symbol {
    if (this.representation !== undefined && typeof this.response !== 'symbol') this.response = this.#made(this.representation);
    return this.answer;
  }

  #made(representation: Representation): HapiResponse {
    const response = this.request.generateResponse(null) as unknown as HapiResponse;
    this.apply(representation, response);
    // An answer from before the handler needs it. In the last extension it would keep the others away, such as a session's.
    if (!this.isReplying && (this[STATE]?.occurrence?.outcome.status ?? 0) >= 400) response.takeover();
    return response;
  }

  /** Writes an answer on a response of hapi's, over whatever the response has held before. */
  apply({ status, headers, drops, body }: Representation, response: HapiResponse): void {
    const { raw } = this;
    for (const name of drops) delete response.headers[name];
    for (const name of raw.getHeaderNames()) {
      if (drops.includes(name)) raw.removeHeader(name);
      // hapi would put its own in the place of those, a Cache-Control or a Vary.
      else response.headers[name] ??= raw.getHeader(name) as string;
    }
    for (const [name, value] of Object.entries(headers)) {
      if (name === 'upgrade' && 'stream' in raw) continue;
      if (name === 'set-cookie') response.headers[name] = this.#cookies(response, value as readonly string[]);
      else response.headers[name] = name === 'vary' ? varyOf(response.headers[name], value as string) : (value as string);
    }
    response.source = isBodiless(status) ? null : body;
    response.variety = 'plain';
    // hapi would add one to `application/json`, which knows no charset (RFC 8259 §11).
    response.code(status).charset('');
  }

  /** hapi's fields replace those that are on Node's own reply. */
  #cookies(response: HapiResponse, cookies: readonly string[]): string[] {
    const present = [response.headers['set-cookie'], this.raw.getHeader('set-cookie')].flat().filter((cookie) => cookie !== undefined);
    return [...new Set([...present.map(String), ...cookies])];
  }

  /** Fields that a plugin has put on a Boom, such as a policy: they are the reply's, but for those that the error's mapping judges. */
  keepFields({ output }: Boom): void {
    const judged = headersOfError(output.headers, output.statusCode);
    for (const [name, value] of Object.entries(output.headers)) {
      const field = name.toLowerCase();
      if (field in judged || LEFTOVERS.includes(field) || ERROR_FIELDS.has(field) || this.raw.hasHeader(field)) continue;
      try {
        this.raw.setHeader(field, value as string);
      } catch {
        // It cannot be sent.
      }
    }
  }
}

/** hapi adds what its CORS and its compression depend on. */
function varyOf(present: unknown, ours: string): string {
  const names = [present ?? [], ours].flatMap((field) => String(field).split(',')).map((name) => name.trim().toLowerCase());
  return names.includes('*') ? '*' : [...new Set(names)].filter((name) => name !== '').join(', ');
}

/** Fields of an error that are for a status of their own. */
const ERROR_FIELDS: ReadonlySet<string> = new Set(['www-authenticate', 'allow', 'retry-after', 'connection', 'link', 'upgrade']);

/** The exchange of a request; made here for one that an earlier extension has ended. */
export function exchangeOf(request: Request, toolkit: ResponseToolkit): HapiExchange {
  const keeper = request as Keeper;
  keeper[EXCHANGE] ??= new HapiExchange(request, toolkit);
  keeper[EXCHANGE].toolkit = toolkit;
  return keeper[EXCHANGE];
}

export function knownExchange(request: Request): HapiExchange | undefined {
  return (request as Keeper)[EXCHANGE];
}
