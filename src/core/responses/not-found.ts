import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/** There is nothing here, or nothing we admit to (RFC 9110 §15.5.5). */
export const notFound = defineResponse({
  name: 'notFound',
  status: 404,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
