import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/**
 * The server does not support this for any resource (RFC 9110 §15.6.2). In production the client sees your message only with `expose: true`.
 *
 * @example
 * return res.notImplemented();
 */
export const notImplemented = defineResponse({
  name: 'notImplemented',
  status: 501,
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
