import { defineResponse } from './define-response.ts';
import { factsOfRetry, type RetryOptions } from './facts-of-retry.ts';

/** More than we take in one request (RFC 9110 §15.5.14). `retryAfter` when it is so for a while only. */
export const contentTooLarge = defineResponse({
  name: 'contentTooLarge',
  status: 413,
  outcome: (message?: string | RetryOptions, options?: RetryOptions) => factsOfRetry(message, options),
});
