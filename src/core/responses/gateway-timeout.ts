import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/**
 * A server behind yours did not answer in time (RFC 9110 §15.6.5). In production the client sees your message only with `expose: true`.
 *
 * @example
 * return res.gatewayTimeout(error);
 */
export const gatewayTimeout = defineResponse({
  name: 'gatewayTimeout',
  status: 504,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
