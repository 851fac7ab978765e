import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/**
 * A server behind yours sent an answer that you cannot use (RFC 9110 §15.6.3). In production the client sees your message only with `expose: true`.
 *
 * @example
 * return res.badGateway(error);
 */
export const badGateway = defineResponse({
  name: 'badGateway',
  status: 502,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
