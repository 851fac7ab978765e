import { defineResponse } from './define-response.ts';
import { factsOfRetry, type RetryOptions } from './facts-of-retry.ts';

/** Too much from this client in too short a time (RFC 6585 §4). `retryAfter` tells it when to come back. */
export const tooManyRequests = defineResponse({
  name: 'tooManyRequests',
  status: 429,
  outcome: (message?: string | RetryOptions, options?: RetryOptions) => factsOfRetry(message, options),
});
