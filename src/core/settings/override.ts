import type { PublicOutcome } from '../disclosure/disclose.ts';
import { problemDocument } from '../formats/problem-document.ts';
import { HalyardError } from '../values/errors.ts';

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

export function lateResponse(name: string, deadline: number): HalyardError {
  return new HalyardError('E_RESPONSE_TIMEOUT', {
    found: `response "${name}" without an answer after ${deadline} ms`,
    expected: 'an answer before the option `deadline`',
  });
}

/** Made only for an app's own response; what it does not ask for is not worked out. */
export class OverrideContext implements ResponseContext {
  readonly req: unknown;
  readonly res: unknown;
  readonly name: string;
  readonly #disclosed: () => PublicOutcome;
  readonly #format: () => string;
  readonly #callDefault: (args: readonly unknown[]) => unknown;

  constructor(
    native: { readonly req: unknown; readonly res: unknown },
    about: {
      readonly name: string;
      readonly disclosed: () => PublicOutcome;
      readonly format: () => string;
      readonly callDefault: (args: readonly unknown[]) => unknown;
    },
  ) {
    this.req = native.req;
    this.res = native.res;
    this.name = about.name;
    this.#disclosed = about.disclosed;
    this.#format = about.format;
    this.#callDefault = about.callDefault;
  }

  default(...args: readonly unknown[]): unknown {
    return this.#callDefault(args);
  }

  get status(): number {
    return this.#disclosed().status;
  }

  get format(): string {
    return this.#format();
  }

  get problem(): Readonly<Record<string, unknown>> {
    return problemDocument(this.#disclosed());
  }
}
