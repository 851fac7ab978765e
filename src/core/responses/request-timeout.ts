import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/**
 * The complete request did not arrive in time (RFC 9110 §15.5.9).
 *
 * @example
 * return res.requestTimeout();
 */
export const requestTimeout = defineResponse({
  name: 'requestTimeout',
  status: 408,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
