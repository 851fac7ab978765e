import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/**
 * The request must be conditional, so that no update is lost (RFC 6585 §3). Name the required header in your message.
 *
 * @example
 * return res.preconditionRequired('Send If-Match');
 */
export const preconditionRequired = defineResponse({
  name: 'preconditionRequired',
  status: 428,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
