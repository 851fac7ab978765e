import { defineResponse } from '../define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from '../facts-of-message.ts';

export interface ForbiddenOptions extends ResponseOptions {
  /** To the client it looks like `notFound()`; the log keeps the 403 (RFC 9110 §15.5.4). */
  readonly conceal?: boolean;
}

/** Understood, and refused (RFC 9110 §15.5.4). The message goes to the client: "Only the owner may". */
export const forbidden = defineResponse({
  name: 'forbidden',
  status: 403,
  outcome: (message?: Message, options?: ForbiddenOptions) => {
    const facts = factsOfMessage(message, options);
    return options !== undefined && Object.hasOwn(options, 'conceal') && options.conceal ? { ...facts, concealAs: 'notFound' } : facts;
  },
});
