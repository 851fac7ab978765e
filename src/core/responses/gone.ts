import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/**
 * The resource existed, and will not come back (RFC 9110 §15.5.11).
 *
 * @example
 * return res.gone('This article was withdrawn');
 */
export const gone = defineResponse({
  name: 'gone',
  status: 410,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
