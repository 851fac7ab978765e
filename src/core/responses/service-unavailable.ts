import { defineResponse } from './define-response.ts';
import { factsOfRetry, type RetryOptions } from './facts-of-retry.ts';

/** Down or overloaded for a while (RFC 9110 §15.6.4). `retryAfter` tells clients when to come back. */
export const serviceUnavailable = defineResponse({
  name: 'serviceUnavailable',
  status: 503,
  outcome: (message?: string | Error | RetryOptions, options?: RetryOptions) => factsOfRetry(message, options),
});
