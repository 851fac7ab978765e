import type { Request, ResponseToolkit } from '@hapi/hapi';
import { type Answered, isSuccess, STATE } from '../../core/pipeline/answered.ts';
import type { Progress } from '../../core/ports/host.ts';
import type { Representation } from '../../core/ports/representation.ts';
import { isError } from '../../core/values/guarded-read.ts';
import { isPromiseLike, type MaybePromise } from '../../core/values/maybe-promise.ts';
import { isBodiless, nodeHost } from '../../hosting/node/node-host.ts';
import { linkRequest, type NodeReply } from '../../hosting/node/node-request.ts';
import { holdReply } from '../../hosting/node/second-answer.ts';
import type { HapiResponse } from './internals.ts';
import { sourceOf } from './json-source.ts';

const EXCHANGE = Symbol('halyard.exchange');
export const node = nodeHost('hapi');

type Keeper = Request & { [EXCHANGE]?: HapiExchange };

/** A request of hapi and its response, which hapi sends after all extensions. */
export class HapiExchange {
  readonly request: Request;
  readonly raw: NodeReply;
  /** The `h` that was used last. It is `this.res` in the app's own responses. */
  toolkit: ResponseToolkit;
  declare [STATE]?: Answered;
  /** Halyard's response, until it is taken back. */
  representation: Representation | undefined;
  /** The response as an object of hapi: ours, or the one that the app's own response has returned. */
  response: HapiResponse | symbol | undefined;
  /** The handler has been called. */
  isHandled = false;
  /** The lifecycle is over, and only the remaining extensions run. */
  isReplying = false;
  /** The error of a stream that failed before hapi sent it. */
  streamFailure: { readonly error: unknown } | undefined;
  /** A success that a failure of a later stage has replaced. hapi may still hold it. */
  takenBack: HapiResponse | symbol | undefined;
  /** The `h` whose method has answered. Each stage of the lifecycle has an `h` of its own. */
  author: ResponseToolkit | undefined;
  /** Where a step that makes the head and the payload has failed first. */
  marshalFailure: 'before payload' | 'after payload' | undefined;
  /** A failure has replaced the response while hapi was making the head. */
  isReplaced = false;
  /** The status of the last error that a function of the lifecycle has thrown. */
  failedWith: number | undefined;
  /** The error of hapi's own handler for a request without a route. */
  unmatched: unknown;
  #pending: Promise<void> | undefined;

  constructor(request: Request, toolkit: ResponseToolkit) {
    this.request = request;
    this.toolkit = toolkit;
    this.raw = request.raw.res as NodeReply;
    linkRequest(this.raw, request.raw.req);
  }

  get progress(): Progress {
    const progress = node.progress(this.raw);
    return progress === 'open' && this.response !== undefined ? 'finished' : progress;
  }

  /** Is nothing written to Node's response yet? */
  get isOpen(): boolean {
    return node.progress(this.raw) === 'open';
  }

  write(representation: Representation): void {
    this.representation = representation;
    this.response = this.#made(representation);
    this.hold();
  }

  /** While a failure waits to be sent, only hapi may write to Node's response. */
  hold(): void {
    holdReply(this.raw, this[STATE], 'request.raw.res');
  }

  /** Uses the value that the app's own response has returned as the response, as hapi does for a handler. */
  returned(value: unknown): void {
    if (value === undefined || value === this.response || isError(value) || this.response !== undefined) return;
    const response = typeof value === 'symbol' ? value : (this.toolkit.response(value as never) as unknown as HapiResponse);
    if (typeof response !== 'symbol' && !this.isReplying) response.takeover();
    this.response = response;
  }

  /** Takes back a success, and returns whether that worked. hapi sends after the lifecycle, so it is possible until then. */
  takeBack(): boolean {
    if (!isSuccess(this) || this.response === undefined || !this.isOpen) return false;
    this.takenBack = this.response;
    this.response = undefined;
    this.representation = undefined;
    this.#pending = undefined;
    return true;
  }

  /** Makes way for a failure: a stage that comes after the one that has answered may take back its success. */
  makeWay(h: ResponseToolkit): void {
    if (this.author !== h && this.takeBack()) delete this[STATE];
  }

  /** The result of a response method, for the handler to return. */
  resultOf(sending: MaybePromise<unknown>): MaybePromise<HapiResponse | symbol> {
    if (isPromiseLike(sending) && this.response === undefined) this.#pending ??= Promise.resolve(sending).then(() => undefined);
    return this.#pending === undefined ? this.answer : this.#pending.then(() => this.answer);
  }

  /** A promise while the response is still being made. It never rejects. */
  get pending(): Promise<void> | undefined {
    return this.#pending;
  }

  /** The response for hapi. Without one, the app has written to Node's response, so hapi must not send anything. */
  get answer(): HapiResponse | symbol {
    return this.response ?? this.toolkit.abandon;
  }

  /** Makes the response object anew, for the remaining extensions. */
  remade(): HapiResponse | symbol {
    if (this.representation !== undefined && typeof this.response !== 'symbol') this.response = this.#made(this.representation);
    return this.answer;
  }

  #made(representation: Representation): HapiResponse {
    const response = this.request.generateResponse(null) as unknown as HapiResponse;
    this.apply(representation, response);
    // A response from before the handler needs `takeover()`, or hapi goes on to the handler. From the handler on, only a failure skips the steps that
    // are left. In the last extension, it would skip the other extensions, such as a session's.
    const isFailure = (this[STATE]?.occurrence?.outcome.status ?? 0) >= 400;
    if (!this.isReplying && (isFailure || !this.isHandled)) response.takeover();
    return response;
  }

  /** Writes a response to an object of hapi, and replaces its content. */
  apply(representation: Representation, response: HapiResponse): void {
    const { raw } = this;
    const { status, headers, removedHeaders } = representation;
    for (const name of removedHeaders) delete response.headers[name];
    for (const name of raw.getHeaderNames()) {
      // Node has set the status as a pseudo-header in an attempt that failed.
      if (name.startsWith(':')) continue;
      if (removedHeaders.includes(name) || ('stream' in raw && HTTP1_FIELDS.has(name))) raw.removeHeader(name);
      // hapi would replace these fields by its own, such as Cache-Control or Vary.
      else response.headers[name] ??= raw.getHeader(name) as string;
    }
    for (const [name, value] of Object.entries(headers)) {
      if (name === 'upgrade' && 'stream' in raw) continue;
      if (name === 'set-cookie') response.headers[name] = this.#cookies(response, value as readonly string[]);
      else response.headers[name] = name === 'vary' ? varyOf(response.headers[name], value as string) : (value as string);
    }
    response.source = isBodiless(status) ? null : sourceOf(representation);
    response.variety = 'plain';
    // hapi would add a charset to `application/json`, which has no such parameter (RFC 8259 §11).
    response.code(status).charset('');
  }

  /** All cookies, because hapi's fields replace those on Node's response. One cookie is a text, because a load balancer takes no list (see `addCookies`). */
  #cookies(response: HapiResponse, cookies: readonly string[]): string | string[] {
    const present = [response.headers['set-cookie'], this.raw.getHeader('set-cookie')].flat().filter((cookie) => cookie !== undefined);
    const all = [...new Set([...present.map(String), ...cookies])];
    return all.length === 1 ? (all[0] as string) : all;
  }
}

/** The fields of a connection that Node refuses to send over HTTP/2 (RFC 9113 §8.2.2). */
const HTTP1_FIELDS: ReadonlySet<string> = new Set(['connection', 'upgrade', 'http2-settings', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'te']);

/** Merges Vary fields, because hapi adds the names that its CORS and compression depend on. */
function varyOf(present: unknown, ours: string): string {
  const names = [present ?? [], ours].flatMap((field) => String(field).split(',')).map((name) => name.trim().toLowerCase());
  return names.includes('*') ? '*' : [...new Set(names)].filter((name) => name !== '').join(', ');
}

/** The exchange of a request. It is made here if an earlier extension has ended the request. */
export function exchangeOf(request: Request, toolkit: ResponseToolkit): HapiExchange {
  const keeper = request as Keeper;
  keeper[EXCHANGE] ??= new HapiExchange(request, toolkit);
  keeper[EXCHANGE].toolkit = toolkit;
  return keeper[EXCHANGE];
}

/** The exchange of a request, if there is one already. */
export function knownExchange(request: Request): HapiExchange | undefined {
  return (request as Keeper)[EXCHANGE];
}
