/**
 * The `this` of a response in `api/responses/`: `{ req, res }` as in Sails, the response that it replaces, and facts about this request.
 */
export interface ResponseContext<Req = unknown, Res = unknown> {
  readonly req: Req;
  readonly res: Res;
  /** Answers with the response that this one replaces: `return this.default(err)`. */
  default(...args: readonly unknown[]): unknown;
  readonly name: string;
  readonly status: number;
  /** The best format for this client: `json`, `problem`, `html`, `text`, `markdown`. It is `redirect` for a form that goes back to its page. */
  readonly format: string;
  /** The problem document that the default would send. It holds only what this client may see. */
  readonly problem: Readonly<Record<string, unknown>>;
}

/** A response that an app writes as a function. It may be async: Halyard waits for its promise until the deadline. */
// biome-ignore lint/suspicious/noExplicitAny: an app declares its own `this` and arguments; no narrower type accepts all of them
export type AppResponse = (this: any, ...args: any[]) => unknown;
