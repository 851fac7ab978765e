import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/**
 * A condition in the request headers is false, for example an `If-Match` that no longer matches (RFC 9110 §15.5.13).
 *
 * @example
 * return res.preconditionFailed('The article has changed since you read it');
 */
export const preconditionFailed = defineResponse({
  name: 'preconditionFailed',
  status: 412,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
