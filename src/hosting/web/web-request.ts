import type { Client, IncomingRequest } from '../../core/ports/request.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import { awaitsContinue } from '../shared/end-after-body.ts';
import { type ClientMessage, fieldNamesOf, isAbsoluteForm } from '../shared/message-client.ts';
import { handshakeOf } from '../shared/owners.ts';
import { socketOrigin } from '../shared/socket-origin.ts';
import { localPortOf, type NodePair, remoteAddressOf, type Surroundings, waitUntil } from './runtime.ts';
import { now } from './web-environment.ts';

/** What a request is asked about, wherever its host keeps it. */
export interface Described extends Surroundings {
  /** When it arrived, by the clock of `now`. */
  readonly started: number;
  readonly node: NodePair | undefined;
  /** The host's own object, for the app's hooks. */
  readonly native: object;
  readonly reply: object | undefined;
  readonly route: string | undefined;
  /** Fields that were set on the answer before there was one. `undefined`: none. */
  readonly fields: Headers | undefined;
  readonly isOverSocket: boolean;
  submitted(): MaybePromise<unknown>;
  /** Where the host knows its routes. */
  answersGet?(path: string): boolean | undefined;
}

/** A request as the core sees it, over a Request. Nothing is copied; what is asked for is looked up. */
export class WebRequest implements IncomingRequest {
  readonly #exchange: Described;
  /** Read once, whoever asks. */
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

  /** Bun and Deno do not tell; there, development has to be asked for. */
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

  /** Other runtimes make every target whole, and do not tell. */
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

  get reply(): unknown {
    return this.#exchange.reply;
  }

  /** By the socket, where there is one: a request in absolute form may call itself anything. */
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
    // A body that nobody has asked for does not come.
    if (node !== undefined && awaitsContinue(node.incoming as never, node.outgoing)) return undefined;
    this.#submitted ??= this.#exchange.submitted();
    return this.#submitted;
  }

  answersGet(): boolean | undefined {
    return this.#exchange.answersGet?.(this.url.split('?', 1)[0] as string);
  }

  /** Lets a promise end although the answer is out. */
  waitUntil(promise: PromiseLike<unknown>): void {
    waitUntil(this.#exchange, promise);
  }

  /** From Node's own object where there is one: `Headers` checks and copies for each name that is asked for. */
  header(name: string): string | undefined {
    const { node, request } = this.#exchange;
    const own = node?.incoming.headers;
    if (own !== undefined) {
      const value = own[name];
      if (value !== undefined || name !== 'host') return typeof value === 'object' ? value.join(', ') : value;
    }
    // Of HTTP/2, and no name that `Headers` would take.
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

/** Path and query of an address that is whole. */
function targetOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  return start === -1 ? '/' : url.slice(start);
}

function hostOf(url: string): string | undefined {
  return /^https?:\/\/([^/?#]*)/i.exec(url)?.[1];
}
