/** What a host hands to a route of an outside suite. */
export interface Context {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  respond(name: string, ...args: readonly unknown[]): unknown;
  send(status: number, headers: Readonly<Record<string, string>>, body: string): unknown;
  /** A part of a body of this type. Default: `text/plain`. */
  write(chunk: string, type?: string): unknown;
  /** Reads, and so uses up, what was left for this page. `null`: nothing. */
  flash(): Flash | null | Promise<Flash | null>;
  /** Leaves a message for the next page. */
  leave(kind: string, text: string): unknown;
  fault(name: string): boolean;
  /** Sets a field of the reply, by the means of the host. */
  set?(name: string, value: string): unknown;
}

export function queryOf(context: Context): URLSearchParams {
  return new URL(context.url, 'http://127.0.0.1').searchParams;
}

/** What a form left for its page. */
export interface Flash {
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly old: Readonly<Record<string, string | readonly string[]>>;
  readonly messages: Readonly<Record<string, readonly string[]>>;
}

/** Adds a route, in the way of the host. */
export type Route = (method: string, path: string, handler: (context: Context) => unknown) => void;
