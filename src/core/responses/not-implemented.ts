import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/** We cannot do this for any resource (RFC 9110 §15.6.2). */
export const notImplemented = defineResponse({
  name: 'notImplemented',
  status: 501,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
