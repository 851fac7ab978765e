import type { MaybePromise } from '../values/maybe-promise.ts';
import type { Logger } from './logger.ts';
import type { RouteTable } from './route-table.ts';

/** The client of a request: what its connection and its header fields show. */
export interface Client {
  /** The HTTP version: `1.1`, `2.0`. */
  readonly httpVersion: string;
  /** The address of the peer's socket. It is never read from a header field. */
  readonly remoteAddress: string | undefined;
  /** The port of the socket that the request arrived on. It is never read from a header field. `undefined` if the host has no socket. */
  readonly localPort?: number | undefined;
  /** Whether the request came over TLS, by the host's own connection or by a proxy that the host trusts. */
  readonly secure?: boolean;
  /** Whether the request target is in absolute form, as a client sends it to a proxy (RFC 9112 §3.2.2). */
  readonly isAbsoluteForm?: boolean;
  /** A request header field, by its name in lower case. */
  header(name: string): string | undefined;
  /** The name of each received field line, repeated ones included. The method is absent if the host does not keep them. */
  fieldNames?(): readonly string[];
}

/** All that a response may read of the request that it answers. */
export interface IncomingRequest<Native = unknown> extends Client {
  /** Whether it is an HTTP request or a message over a socket. */
  readonly transport: 'http' | 'socket';
  /** The request method, in upper case: `GET`. */
  readonly method: string;
  /** The request target as received: path and query, not decoded. */
  readonly url: string;
  /** The request that opened the socket of this message. A message can claim anything, but the handshake shows the real client. */
  readonly handshake?: Client | undefined;
  /** The pattern of the matched route, `/orders/:id`, if the host provides it. */
  readonly route: string | undefined;
  /** Milliseconds since the request arrived, if the host provides it. */
  readonly elapsed: number | undefined;
  /** The request object of the host, for options that are functions. */
  readonly native: Native;
  /** The reply object of the host. Its member `form` holds the form helpers of the page. */
  readonly reply?: unknown;
  /** The values that the app has set for the pages of this request: `res.locals` of Express, `ctx.state` of Koa, `c.var` of Hono. */
  readonly locals?: Readonly<Record<string, unknown>> | undefined;
  /** The logger of this request, if the host has one. Halyard uses it instead of the logger of the app. */
  readonly logger?: Logger | undefined;
  /** The origin of the socket that the request arrived on: `http://127.0.0.1:1337`. It is never read from a header field. */
  readonly socketOrigin?: string | undefined;
  /** The submitted form, by field names: the result of the host's parser, or read now. `undefined` if it cannot be read. */
  submitted?(): MaybePromise<unknown>;
  /** The body that the host's parser already made. This method reads nothing from the connection. */
  parsed?(): unknown;
  /** Whether the app has a GET route at the address of this request. `undefined` if the host cannot decide it. */
  answersGet?(): boolean | undefined;
  /** The routes of the app, for the development report. The list is made anew for each call. `undefined` if the host cannot list them. */
  routes?(): RouteTable | undefined;
  /** A header field that is already set on the reply: `Vary`, a CORS field, a request id. */
  replyHeader(name: string): string | undefined;
}
