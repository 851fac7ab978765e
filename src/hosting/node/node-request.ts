import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { Socket } from 'node:net';
// The global is a getter, which costs as much as reading the clock, so `performance` is imported.
import { performance } from 'node:perf_hooks';
import type { Client, IncomingRequest } from '../../core/ports/request.ts';
import type { RouteTable } from '../../core/ports/route-table.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import { localsIn } from '../shared/locals-in.ts';
import { type ClientMessage, fieldNamesOf, isAbsoluteForm } from '../shared/message-client.ts';
import { handshakeOf, ownerOf } from '../shared/owners.ts';
import { socketOrigin } from '../shared/socket-origin.ts';
import { fieldText } from './field-text.ts';
import { submittedForm } from './read-form.ts';

/** A reply of Node's http, https or http2 server. */
export type NodeReply = (ServerResponse | Http2ServerResponse) & { [STARTED]?: number };
/** A request of Node's http, https or http2 server, with the members that Express adds. */
export type NodeRequestMessage = (IncomingMessage | Http2ServerRequest) & {
  originalUrl?: string;
  route?: { path?: unknown };
  baseUrl?: string;
  /** Set by Express, which considers its own setting `trust proxy`. */
  secure?: boolean;
  body?: unknown;
  [ANSWERS_GET]?: (path: string) => boolean | undefined;
  [ROUTES]?: () => RouteTable;
};

/** The key of a host's function that reports whether one of its routes answers a GET of a path. */
export const ANSWERS_GET = Symbol.for('halyard.answersGet');

/** The key of a host's function that lists its routes. */
export const ROUTES = Symbol.for('halyard.routes');

/** The key of the time when the request arrived, if the host has set it. */
export const STARTED = Symbol.for('halyard.started');

/**
 * Makes `reply.req` the request that the host received. Adapters for AWS Lambda make replies whose `req` is a stub without header fields. Express
 * replaces it, but only after Halyard has read the cookies of a flash.
 */
export function linkRequest(reply: NodeReply, request: object): void {
  if (reply.req === request) return;
  // HTTP/2 replies have a getter for it.
  Object.defineProperty(reply, 'req', { value: request, writable: true, configurable: true, enumerable: true });
}

/** The core's view of Node's request. Nothing is copied. */
export class NodeRequest implements IncomingRequest {
  readonly #request: NodeRequestMessage;
  readonly #reply: NodeReply;
  /** Cached, because a body can be read once. */
  #submitted: MaybePromise<unknown>;

  constructor(reply: NodeReply) {
    this.#reply = reply;
    this.#request = reply.req as NodeRequestMessage;
  }

  /** A request that was made from a socket's message is answered with a value. */
  get transport(): 'http' | 'socket' {
    return ownerOf(this.#request) === undefined ? 'http' : 'socket';
  }

  get method(): string {
    return this.#request.method ?? 'GET';
  }

  /** Express and connect rewrite `url` under a mounted router and keep the complete one in `originalUrl`. */
  get url(): string {
    return this.#request.originalUrl ?? this.#request.url ?? '/';
  }

  get httpVersion(): string {
    return this.#request.httpVersion;
  }

  /**
   * The address of a real connection only. Adapters for AWS Lambda, and libraries that inject requests, set an address of their choice on an object
   * that is no socket.
   */
  get remoteAddress(): string | undefined {
    const { socket } = this.#request;
    return socket instanceof Socket || this.transport === 'socket' ? socket?.remoteAddress : undefined;
  }

  get localPort(): number | undefined {
    return this.#request.socket?.localPort;
  }

  get handshake(): Client | undefined {
    return handshakeOf(this.#request);
  }

  get isAbsoluteForm(): boolean {
    return isAbsoluteForm(this.url);
  }

  get route(): string | undefined {
    const { route, baseUrl = '' } = this.#request;
    const path = route?.path;
    // Express sets the path of the mounted router here, and Sails the origin of the app.
    return typeof path === 'string' ? `${baseUrl.startsWith('/') ? baseUrl : ''}${path}` : undefined;
  }

  get elapsed(): number | undefined {
    const started = this.#reply[STARTED];
    return started === undefined ? undefined : performance.now() - started;
  }

  get native(): unknown {
    return this.#request;
  }

  /** `res.locals` of Express. */
  get locals(): Readonly<Record<string, unknown>> | undefined {
    return localsIn((this.#reply as { readonly locals?: unknown }).locals);
  }

  get reply(): unknown {
    return this.#reply;
  }

  /** The body that the host's parser has set. */
  protected get body(): unknown {
    return this.#request.body;
  }

  get secure(): boolean {
    return this.#request.secure ?? isEncrypted(this.#request.socket);
  }

  get socketOrigin(): string | undefined {
    const { socket } = this.#request;
    return socketOrigin(socket, isEncrypted(socket ?? undefined));
  }

  parsed(): unknown {
    return this.body;
  }

  submitted(): MaybePromise<unknown> {
    this.#submitted ??= submittedForm(this.#request, this.body);
    return this.#submitted;
  }

  answersGet(): boolean | undefined {
    return this.#request[ANSWERS_GET]?.(this.url.split('?', 1)[0] as string);
  }

  routes(): RouteTable | undefined {
    return this.#request[ROUTES]?.();
  }

  header(name: string): string | undefined {
    const value = this.#request.headers[name];
    return typeof value === 'object' ? value.join(', ') : value;
  }

  fieldNames(): readonly string[] {
    return fieldNamesOf(this.#request as ClientMessage);
  }

  replyHeader(name: string): string | undefined {
    return fieldText(() => this.#reply.getHeader(name));
  }
}

function isEncrypted(socket: { readonly encrypted?: boolean } | undefined | object): boolean {
  return (socket as { readonly encrypted?: boolean } | undefined)?.encrypted === true;
}
