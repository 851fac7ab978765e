import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { Socket } from 'node:net';
// Imported: the global is a getter, which on each use costs as much again as the clock.
import { performance } from 'node:perf_hooks';
import type { Client, IncomingRequest } from '../../core/ports/request.ts';
import type { MaybePromise } from '../../core/values/maybe-promise.ts';
import { type ClientMessage, fieldNamesOf, isAbsoluteForm } from '../shared/message-client.ts';
import { handshakeOf, ownerOf } from '../shared/owners.ts';
import { socketOrigin } from '../shared/socket-origin.ts';
import { fieldText } from './field-text.ts';
import { submittedForm } from './read-form.ts';

/** A reply of Node's http, https or http2 server. */
export type NodeReply = (ServerResponse | Http2ServerResponse) & { [STARTED]?: number };
export type NodeRequestMessage = (IncomingMessage | Http2ServerRequest) & {
  originalUrl?: string;
  route?: { path?: unknown };
  baseUrl?: string;
  /** Express': by its own setting `trust proxy`. */
  secure?: boolean;
  body?: unknown;
  [ANSWERS_GET]?: (path: string) => boolean | undefined;
};

/** Where a host says whether one of its routes answers a GET of a path. */
export const ANSWERS_GET = Symbol('halyard.answersGet');

/** When the request arrived, where whoever made the reply has noted it. */
export const STARTED = Symbol('halyard.started');

/**
 * Makes `reply.req` the request that the host was given. Adapters for AWS Lambda make replies whose `req` is a stub without header fields;
 * Express replaces it by itself, but only after Halyard has looked for a flash.
 */
export function adopt(reply: NodeReply, request: object): void {
  if (reply.req === request) return;
  // HTTP/2 replies have a getter for it.
  Object.defineProperty(reply, 'req', { value: request, writable: true, configurable: true, enumerable: true });
}

/** A request as the core sees it, over Node's own object. Nothing is copied. */
export class NodeRequest implements IncomingRequest {
  readonly #request: NodeRequestMessage;
  readonly #reply: NodeReply;
  /** Read once, whoever asks. */
  #submitted: MaybePromise<unknown>;

  constructor(reply: NodeReply) {
    this.#reply = reply;
    this.#request = reply.req as NodeRequestMessage;
  }

  /** A request that a socket's message was made into is answered with a value. */
  get transport(): 'http' | 'socket' {
    return ownerOf(this.#request) === undefined ? 'http' : 'socket';
  }

  get method(): string {
    return this.#request.method ?? 'GET';
  }

  /** Express and connect rewrite `url` under a mounted router and keep the whole one. */
  get url(): string {
    return this.#request.originalUrl ?? this.#request.url ?? '/';
  }

  get httpVersion(): string {
    return this.#request.httpVersion;
  }

  /** Of a connection alone. Adapters for AWS Lambda, and what injects requests, put an address of their own choice on an object that is no socket. */
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
    const path = this.#request.route?.path;
    return typeof path === 'string' ? `${this.#request.baseUrl ?? ''}${path}` : undefined;
  }

  get elapsed(): number | undefined {
    const started = this.#reply[STARTED];
    return started === undefined ? undefined : performance.now() - started;
  }

  get native(): unknown {
    return this.#request;
  }

  get reply(): unknown {
    return this.#reply;
  }

  /** As the host's parser left it. */
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
