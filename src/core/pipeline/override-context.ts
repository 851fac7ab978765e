import type { PublicOutcome } from '../disclosure/disclose.ts';
import { problemDocument } from '../formats/problem-document.ts';
import type { ResponseContext } from '../responses/app-response.ts';
import { holdsBefore, withDeadline } from '../values/deadline.ts';
import { HalyardError } from '../values/errors.ts';
import { isPromiseLike } from '../values/maybe-promise.ts';

/** The conditions for waiting for an app's own response. */
interface Waiting {
  readonly name: string;
  /** Milliseconds. */
  readonly deadline: number;
  readonly now: () => number;
  /** Called with the value that the response has resolved to. */
  readonly returned: (value: unknown) => void;
  readonly isAnswered: () => boolean;
}

/**
 * Waits until an app's own response has answered, or until the deadline.
 *
 * @throws The reason that the response rejects with, or HalyardError E_RESPONSE_TIMEOUT.
 */
export async function waitForAppResponse(result: unknown, { name, deadline, now, returned, isAnswered }: Waiting): Promise<void> {
  const until = now() + deadline;
  const late = (): Error =>
    new HalyardError('E_RESPONSE_TIMEOUT', {
      found: `response "${name}" without an answer after ${deadline} ms`,
      expected: 'an answer before the option `deadline`',
    });
  const value = await withDeadline(result, deadline, late);
  if (isPromiseLike(result)) returned(value);
  // The response may leave the answer to a callback. The callback has the rest of the deadline.
  if (!(await holdsBefore(isAnswered, until, now))) throw late();
}

/** What an app's own response can ask for. */
interface About {
  readonly name: string;
  readonly disclosed: () => PublicOutcome;
  readonly format: () => string;
  readonly callDefault: (args: readonly unknown[]) => unknown;
}

/** The `this` of an app's own response. It computes a member when the response reads it, because most responses read few. */
export class OverrideContext implements ResponseContext {
  readonly req: unknown;
  readonly res: unknown;
  readonly name: string;
  readonly #about: About;

  constructor(native: { readonly req: unknown; readonly res: unknown }, about: About) {
    this.req = native.req;
    this.res = native.res;
    this.name = about.name;
    this.#about = about;
  }

  default(...args: readonly unknown[]): unknown {
    return this.#about.callDefault(args);
  }

  get status(): number {
    return this.#about.disclosed().status;
  }

  get format(): string {
    return this.#about.format();
  }

  get problem(): Readonly<Record<string, unknown>> {
    return problemDocument(this.#about.disclosed());
  }
}
