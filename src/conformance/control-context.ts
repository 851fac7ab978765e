/** The functions of a host for a route of the conformance suite. */
export interface Context {
  readonly method: string;
  /** The request target, with its query. */
  readonly url: string;
  /** The header fields of the request, with lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Calls a response of Halyard by its name, and returns its result. */
  respond(name: string, ...args: readonly unknown[]): unknown;
  /** Sends a response with the host's own function. */
  send(status: number, headers: Readonly<Record<string, string>>, body: string): unknown;
  /** Writes a part of a body with this media type. Default: `text/plain`. */
  write(chunk: string, type?: string): unknown;
  /** Sends a stream of these parts with the host's own function, and returns what a handler returns. Some hosts have no such function. */
  stream?(parts: AsyncIterable<string>, type: string): unknown;
  /** Reads and uses up the flash for this page. `null`: there is none. */
  flash(): Flash | null | Promise<Flash | null>;
  /** Returns the helpers with which a page writes its form. */
  form(): FormHelpers;
  /** Keeps a message for the next page. */
  leave(kind: string, text: string): unknown;
  /** Switches a fault on for this request. Returns false if the host does not have that fault. */
  fault(name: string): boolean;
  /** Sets a local for every page of this request, as the host does it: `res.locals`, `ctx.state`. Some hosts have no such place. */
  local?(name: string, value: unknown): unknown;
  /** Sets the status of the reply with the host's own function, and sends nothing. Some hosts have no such function. */
  status?(status: number): unknown;
  /** Sets a header field of the response with the host's own function. */
  set?(name: string, value: string): unknown;
}

/** Returns the query of the request. */
export function queryOf(context: Context): URLSearchParams {
  return new URL(context.url, 'http://127.0.0.1').searchParams;
}

/** The flash of a form for its page. */
export interface Flash {
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly old: Readonly<Record<string, string | readonly string[]>>;
  readonly messages: Readonly<Record<string, readonly string[]>>;
}

/** The helpers with which a page writes its form. */
export interface FormHelpers {
  summary(): string;
  attributes(name: string, options?: { readonly type?: string; readonly value?: string; readonly index?: number }): string;
  error(name: string, options?: { readonly index?: number }): string;
  group(name: string, choices: readonly string[], options: { readonly legend: string; readonly type: 'checkbox'; readonly value: readonly string[] }): string;
  checked(name: string, value: string, otherwise: boolean): string;
  askAgain(): string;
}

/** Adds a route with the host's own function. */
export type Route = (method: string, path: string, handler: (context: Context) => unknown) => void;
