import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/**
 * The resource does not exist, or you do not want to show that it exists (RFC 9110 §15.5.5).
 *
 * @example
 * return res.notFound('There is no such order');
 */
export const notFound = defineResponse({
  name: 'notFound',
  status: 404,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
