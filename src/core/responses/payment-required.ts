import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/**
 * The client has to pay first (RFC 9110 §15.5.3).
 *
 * @example
 * return res.paymentRequired('Your plan has no exports');
 */
export const paymentRequired = defineResponse({
  name: 'paymentRequired',
  status: 402,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
