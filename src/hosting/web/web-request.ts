import type { Client, IncomingRequest } from '../../core/ports/request.ts';
import type { RouteTable } from '../../core/ports/route-table.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import { awaitsContinue } from '../shared/end-after-body.ts';
import { type ClientMessage, fieldNamesOf, isAbsoluteForm } from '../shared/message-client.ts';
import { handshakeOf } from '../shared/owners.ts';
import { socketOrigin } from '../shared/socket-origin.ts';
import { localPortOf, type NodePair, remoteAddressOf, type Surroundings, waitUntil } from './runtime.ts';
import { parsedBody } from './sent-form-data.ts';
import { now } from './web-environment.ts';

/** The facts about a request that a host provides. */
export interface Described extends Surroundings {
  /** When the request arrived, in milliseconds of `now`. */
  readonly started: number;
  readonly node: NodePair | undefined;
  /** The host's own object, which the app's hooks receive. */
  readonly native: object;
  readonly reply: object | undefined;
  readonly locals?: Readonly<Record<string, unknown>> | undefined;
  readonly route: string | undefined;
  /** Fields that were set before the answer was made. `undefined`: none. */
  readonly fields: Headers | undefined;
  readonly isOverSocket: boolean;
  submitted(): MaybePromise<unknown>;
  /** Whether a route answers a GET of the path, on hosts whose routes can be read. */
  answersGet?(path: string): boolean | undefined;
  /** Lists the routes, on hosts whose routes can be read. */
  routes?(): RouteTable;
}

/** The core's view of a Request. Nothing is copied, and each member is read when it is needed. */
export class WebRequest implements IncomingRequest {
  readonly #exchange: Described;
  /** Cached, because a body can be read once. */
  #submitted: MaybePromise<unknown>;

  constructor(exchange: Described) {
    this.#exchange = exchange;
  }

  get transport(): 'http' | 'socket' {
    return this.#exchange.isOverSocket ? 'socket' : 'http';
  }

  get method(): string {
    return this.#exchange.request.method;
  }

  get url(): string {
    return targetOf(this.#exchange.request.url);
  }

  /** Bun and Deno do not provide it. There, development has to be set explicitly. */
  get httpVersion(): string {
    return this.#exchange.node?.incoming.httpVersion ?? '1.1';
  }

  get remoteAddress(): string | undefined {
    const { node } = this.#exchange;
    return node === undefined ? remoteAddressOf(this.#exchange) : node.incoming.socket?.remoteAddress;
  }

  get localPort(): number | undefined {
    const { node } = this.#exchange;
    return node === undefined ? localPortOf(this.#exchange) : node.incoming.socket?.localPort;
  }

  get handshake(): Client | undefined {
    const { node } = this.#exchange;
    return node === undefined ? undefined : handshakeOf(node.incoming);
  }

  /** Other runtimes make every target absolute, so the original form is not available. */
  get isAbsoluteForm(): boolean {
    return isAbsoluteForm(this.#exchange.node?.incoming.url);
  }

  get route(): string | undefined {
    return this.#exchange.route;
  }

  get elapsed(): number {
    return now() - this.#exchange.started;
  }

  get native(): unknown {
    return this.#exchange.native;
  }

  get locals(): Readonly<Record<string, unknown>> | undefined {
    return this.#exchange.locals;
  }

  get reply(): unknown {
    return this.#exchange.reply;
  }

  /** Taken from the socket, if there is one, because the URL of a request in absolute form may have any scheme. */
  get secure(): boolean {
    const { node, request } = this.#exchange;
    return node === undefined ? request.url.startsWith('https:') : node.incoming.socket?.encrypted === true;
  }

  get socketOrigin(): string | undefined {
    const socket = this.#exchange.node?.incoming.socket;
    return socketOrigin(socket, socket?.encrypted === true);
  }

  submitted(): MaybePromise<unknown> {
    const { node } = this.#exchange;
    // The client waits for `100 Continue`, so the body will not come.
    if (node !== undefined && awaitsContinue(node.incoming as never, node.outgoing)) return undefined;
    this.#submitted ??= this.#exchange.submitted();
    return this.#submitted;
  }

  /** What the app has read with `request.json()`, `request.formData()` or a method of Hono. */
  parsed(): unknown {
    return parsedBody(this.#exchange.request);
  }

  answersGet(): boolean | undefined {
    return this.#exchange.answersGet?.(this.url.split('?', 1)[0] as string);
  }

  routes(): RouteTable | undefined {
    return this.#exchange.routes?.();
  }

  /** Keeps the runtime alive until a promise has settled after the answer. */
  waitUntil(promise: PromiseLike<unknown>): void {
    waitUntil(this.#exchange, promise);
  }

  /** Read from Node's own object if there is one, because `Headers` checks and copies each name. */
  header(name: string): string | undefined {
    const { node, request } = this.#exchange;
    const own = node?.incoming.headers;
    if (own !== undefined) {
      const value = own[name];
      if (value !== undefined || name !== 'host') return typeof value === 'object' ? value.join(', ') : value;
    }
    // A pseudo-header field of HTTP/2, which `Headers` would refuse.
    if (name.startsWith(':')) return undefined;
    return request.headers.get(name) ?? (name === 'host' ? hostOf(request.url) : undefined);
  }

  fieldNames(): readonly string[] {
    const { node, request } = this.#exchange;
    return node?.incoming.headers === undefined ? [...request.headers.keys()] : fieldNamesOf(node.incoming as ClientMessage);
  }

  replyHeader(name: string): string | undefined {
    return this.#exchange.fields?.get(name) ?? undefined;
  }
}

/** The path and query of an absolute URL. */
function targetOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  return start === -1 ? '/' : url.slice(start);
}

function hostOf(url: string): string | undefined {
  return /^https?:\/\/([^/?#]*)/i.exec(url)?.[1];
}
