/** What a response needs to know of the request it answers, and all it may know. */
export interface IncomingRequest {
  readonly transport: 'http' | 'socket';
  readonly method: string;
  /** The request target as it came: path and query, undecoded. */
  readonly url: string;
  /** `1.1`, `2.0`. */
  readonly httpVersion: string;
  /** The address of the peer's socket, never one that a header claims. */
  readonly remoteAddress: string | undefined;
  /** The pattern of the route that matched, where the host knows it. */
  readonly route: string | undefined;
  /** Milliseconds since the request arrived, where the host knows it. */
  readonly elapsed: number | undefined;
  /** The host's own request object, for the app's hooks. */
  readonly native: unknown;
  /** A request field, by its lower-case name. */
  header(name: string): string | undefined;
  /** A field already set on the reply: Vary, CORS, a request id. */
  replyHeader(name: string): string | undefined;
}
