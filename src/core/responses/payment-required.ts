import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/** Something has to be paid first (RFC 9110 §15.5.3). */
export const paymentRequired = defineResponse({
  name: 'paymentRequired',
  status: 402,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
