import { retryAfter } from '../values/retry-after.ts';
import { factsOfField } from './facts-of-field.ts';
import type { ResponseOptions } from './facts-of-message.ts';
import type { OutcomeFacts } from './outcome.ts';

/** The options of a response that the client may try again. */
export interface RetryOptions extends ResponseOptions {
  /** When the client may try again: a number of seconds, or a Date. Default: no header. */
  readonly retryAfter?: number | Date;
  /** The message for the client, if the options are the only argument. */
  readonly detail?: string;
}

/** The facts of a response that may be tried again: `(message, { retryAfter })` or `({ retryAfter, detail })`. */
export function factsOfRetry(message: unknown, options: RetryOptions | undefined): OutcomeFacts {
  return factsOfField(message, options, (named) => {
    const seconds = retryAfter(named?.retryAfter);
    return seconds === undefined ? undefined : { 'retry-after': seconds };
  });
}
