import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/** The request did not arrive whole in the time we wait (RFC 9110 §15.5.9). */
export const requestTimeout = defineResponse({
  name: 'requestTimeout',
  status: 408,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
