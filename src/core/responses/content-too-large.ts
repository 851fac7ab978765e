import { defineResponse } from './define-response.ts';
import { factsOfRetry, type RetryOptions } from './facts-of-retry.ts';

/**
 * The request is larger than you accept (RFC 9110 §15.5.14). Set `retryAfter` if the limit is temporary.
 *
 * @example
 * return res.contentTooLarge('At most 5 MB');
 */
export const contentTooLarge = defineResponse({
  name: 'contentTooLarge',
  status: 413,
  outcome: (message?: string | RetryOptions, options?: RetryOptions) => factsOfRetry(message, options),
});
