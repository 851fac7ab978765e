import { defineResponse } from '../define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from '../facts-of-message.ts';

/** The request does not fit the present state: a name taken, an edit that crossed another (RFC 9110 §15.5.10). */
export const conflict = defineResponse({
  name: 'conflict',
  status: 409,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
