import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { IncomingRequest } from '../core/request.ts';

/** A reply of Node's http, https or http2 server. */
export type NodeReply = (ServerResponse | Http2ServerResponse) & { readonly [STARTED]?: number };
export type NodeRequestMessage = (IncomingMessage | Http2ServerRequest) & { originalUrl?: string; route?: { path?: unknown }; baseUrl?: string };

/** When the request arrived, where whoever made the reply has noted it. */
export const STARTED = Symbol('halyard.started');

/** A request as the core sees it, over Node's own object. Nothing is copied. */
export class NodeRequest implements IncomingRequest {
  readonly transport = 'http';
  readonly #request: NodeRequestMessage;
  readonly #reply: NodeReply;

  constructor(reply: NodeReply) {
    this.#reply = reply;
    this.#request = reply.req as NodeRequestMessage;
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

  get remoteAddress(): string | undefined {
    return this.#request.socket?.remoteAddress;
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

  header(name: string): string | undefined {
    const value = this.#request.headers[name];
    return typeof value === 'object' ? value.join(', ') : value;
  }

  replyHeader(name: string): string | undefined {
    const value = this.#reply.getHeader(name);
    if (value === undefined || typeof value === 'string') return value;
    return Array.isArray(value) ? value.join(', ') : String(value);
  }
}
