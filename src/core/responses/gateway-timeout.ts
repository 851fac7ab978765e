import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/** A server behind us did not answer in time (RFC 9110 §15.6.5). */
export const gatewayTimeout = defineResponse({
  name: 'gatewayTimeout',
  status: 504,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
