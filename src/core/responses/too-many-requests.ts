import { defineResponse } from './define-response.ts';
import { factsOfRetry, type RetryOptions } from './facts-of-retry.ts';

/**
 * The client sent too many requests in a short time (RFC 6585 §4). `retryAfter` is the time after which the client may try again.
 *
 * @example
 * return res.tooManyRequests('One export a minute', { retryAfter: 42 });
 */
export const tooManyRequests = defineResponse({
  name: 'tooManyRequests',
  status: 429,
  outcome: (message?: string | RetryOptions, options?: RetryOptions) => factsOfRetry(message, options),
});
