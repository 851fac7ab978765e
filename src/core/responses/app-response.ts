/** The `this` of a response in `api/responses/`: `{ req, res }` as in Sails, the response it replaces, and what we found out already. */
export interface ResponseContext<Req = unknown, Res = unknown> {
  readonly req: Req;
  readonly res: Res;
  /** The response that this one replaces: `return this.default(err)`. */
  default(...args: readonly unknown[]): unknown;
  readonly name: string;
  readonly status: number;
  /** The format this client is best answered in: `json`, `problem`, `html`, `text`, `markdown`; `redirect` for a form that goes back to its page. */
  readonly format: string;
  /** The problem document that the default would send: nothing in it that this client may not see. */
  readonly problem: Readonly<Record<string, unknown>>;
}

/** A response as an app writes it: a function that answers. May be async; what it returns is waited for, until the deadline. */
// biome-ignore lint/suspicious/noExplicitAny: an app declares its own `this` and arguments; nothing narrower accepts them all
export type AppResponse = (this: any, ...args: any[]) => unknown;
