import type { MaybePromise } from '../values/maybe-promise.ts';
import type { Logger } from './logger.ts';

/** Who asks, as far as the connection and the fields of a request show it. */
export interface Client {
  /** `1.1`, `2.0`. */
  readonly httpVersion: string;
  /** The address of the peer's socket, never one that a header claims. */
  readonly remoteAddress: string | undefined;
  /** The port of the socket that the request arrived on, never one that a header claims. `undefined`: the host does not know it. */
  readonly localPort?: number | undefined;
  /** Over TLS, by the host's own knowledge, or by a proxy that the host trusts. */
  readonly secure?: boolean;
  /** The request target is a whole address, as a client sends it to a proxy (RFC 9112 §3.2.2). */
  readonly isAbsoluteForm?: boolean;
  /** A request field, by its lower-case name. */
  header(name: string): string | undefined;
  /** The name of each field line that came, repeated ones too. Not there: the host does not know them. */
  fieldNames?(): readonly string[];
}

/** What a response needs to know of the request it answers, and all it may know. */
export interface IncomingRequest extends Client {
  readonly transport: 'http' | 'socket';
  readonly method: string;
  /** The request target as it came: path and query, undecoded. */
  readonly url: string;
  /** The request that opened the socket which this one came over. A message claims what it likes; its handshake shows who the client is. */
  readonly handshake?: Client | undefined;
  /** The pattern of the route that matched, where the host knows it. */
  readonly route: string | undefined;
  /** Milliseconds since the request arrived, where the host knows it. */
  readonly elapsed: number | undefined;
  /** The host's own request object, for the app's hooks. */
  readonly native: unknown;
  /** The host's own reply, where `form` is what the page was told. */
  readonly reply?: unknown;
  /** The request's own logger, where the host has one: used in place of the app's. */
  readonly logger?: Logger | undefined;
  /** The address of the socket it arrived on, `http://127.0.0.1:1337`: never one that a header claims. */
  readonly socketOrigin?: string | undefined;
  /** What a form submitted, by the names of its fields: as the host's parser made it, or read now. `undefined`: nothing that can be known. */
  submitted?(): MaybePromise<unknown>;
  /** The body as the host's parser has made it. Reads nothing. */
  parsed?(): unknown;
  /** Is this request's own address a page, too? `undefined`: the host cannot tell. */
  answersGet?(): boolean | undefined;
  /** A field already set on the reply: Vary, CORS, a request id. */
  replyHeader(name: string): string | undefined;
}
