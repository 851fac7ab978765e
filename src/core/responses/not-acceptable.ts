import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/** We have nothing in a form that this client would take (RFC 9110 §15.5.7). For an app that says so itself: an error is never refused for its Accept. */
export const notAcceptable = defineResponse({
  name: 'notAcceptable',
  status: 406,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
