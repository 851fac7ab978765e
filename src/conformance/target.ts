/** A server under test: an address, ways to ask it, and what it has written to its log. */
export interface Target {
  readonly origin: URL;
  readonly environment: 'development' | 'production';
  ask(path: string, request?: Ask): Promise<Reply>;
  /** Sends these bytes on a connection of its own and gives what comes back until the server closes it, or the time is up. */
  raw(bytes: string | Uint8Array, options?: RawOptions): Promise<RawReply>;
  /** The log so far, a string a line. */
  log(): readonly string[];
  /** The records in which a text occurs, once there is one; waits a moment for it. */
  records(text: string, options?: { readonly atLeast?: number; readonly wait?: number }): Promise<readonly Record<string, unknown>[]>;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds. Default: 8000. */
  readonly timeout?: number;
}

export interface Reply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The `Set-Cookie` fields, a string a cookie. */
  readonly cookies: readonly string[];
  /** Every field line as it came, and the reason phrase. */
  readonly head: string;
  readonly body: string;
  readonly bytes: number;
  /** The message ended before it was complete. */
  readonly broken: boolean;
  json(): Record<string, unknown>;
}

export interface RawOptions {
  readonly closeAfter?: number;
  readonly timeout?: number;
  /** What is sent afterwards, each piece when something has come back for the one before, or nothing has for a moment. */
  readonly then?: readonly string[];
}

export interface RawReply {
  readonly text: string;
  readonly closed: boolean;
}
