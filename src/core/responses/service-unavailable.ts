import { defineResponse } from './define-response.ts';
import { factsOfRetry, type RetryOptions } from './facts-of-retry.ts';

/**
 * The server is down or overloaded for a while (RFC 9110 §15.6.4). `retryAfter` is the time after which clients may try again. In production the client sees your
 * message only with `expose: true`.
 *
 * @example
 * return res.serviceUnavailable('Back at noon', { expose: true, retryAfter: 3600 });
 */
export const serviceUnavailable = defineResponse({
  name: 'serviceUnavailable',
  status: 503,
  outcome: (message?: string | Error | RetryOptions, options?: RetryOptions) => factsOfRetry(message, options),
});
