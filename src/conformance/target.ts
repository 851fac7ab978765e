/** A server under test: its address, functions that send requests to it, and its log. */
export interface Target {
  /** The address of the server, with its port. */
  readonly origin: URL;
  /** The environment in which the server runs. */
  readonly environment: 'development' | 'production';
  /** Sends a request, and rejects without a response in time. */
  ask(path: string, request?: Ask): Promise<Reply>;
  /** Sends these bytes on a connection of its own, and returns the server's bytes until the server closes the connection or the time is up. */
  raw(bytes: string | Uint8Array, options?: RawOptions): Promise<RawReply>;
  /** Returns the lines of the log so far. */
  log(): readonly string[];
  /** Returns the log records that contain a text. It waits until there are `atLeast` records, for at most `wait` milliseconds. */
  records(text: string, options?: { readonly atLeast?: number; readonly wait?: number }): Promise<readonly Record<string, unknown>[]>;
}

/** The parts of a request to the server under test. */
export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** In milliseconds. Default: 8000. */
  readonly timeout?: number;
}

/** The response of the server under test. */
export interface Reply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The `Set-Cookie` fields, one string for each cookie. */
  readonly cookies: readonly string[];
  /** Every field line as received, and the reason phrase. */
  readonly head: string;
  readonly body: string;
  /** The length of the body in bytes. */
  readonly bytes: number;
  /** Whether the message ended before it was complete. */
  readonly broken: boolean;
  /** Parses the body as JSON, and throws for any other text. */
  json(): Record<string, unknown>;
}

/** Options of a raw connection. `closeAfter` and `timeout` are in milliseconds. */
export interface RawOptions {
  readonly closeAfter?: number;
  readonly timeout?: number;
  /** Further pieces to send, each when the server has responded to the previous one, or has been silent for a moment. */
  readonly then?: readonly string[];
}

/** The bytes from a raw connection as latin1, and whether the server closed it. */
export interface RawReply {
  readonly text: string;
  readonly closed: boolean;
}
