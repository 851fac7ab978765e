import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/** A server behind us answered with something we cannot use (RFC 9110 §15.6.3). */
export const badGateway = defineResponse({
  name: 'badGateway',
  status: 502,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
