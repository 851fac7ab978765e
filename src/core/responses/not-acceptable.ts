import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/**
 * You have no representation that this client accepts (RFC 9110 §15.5.7). Only your app sends it: Halyard never refuses an error because of
 * `Accept`.
 *
 * @example
 * return res.notAcceptable('This report exists as PDF only');
 */
export const notAcceptable = defineResponse({
  name: 'notAcceptable',
  status: 406,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
