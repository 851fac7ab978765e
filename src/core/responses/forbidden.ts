import { ownMembers } from '../values/guarded-read.ts';
import { onlyOptions } from './common-options.ts';
import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/** The options of `forbidden()`. */
export interface ForbiddenOptions extends ResponseOptions {
  /** The client gets the answer of `notFound()`, and the log keeps the 403 (RFC 9110 §15.5.4). Default: `false`. */
  readonly conceal?: boolean;
  /** The session or the token of the form has expired. A form of this origin goes back to its page with the submitted values. Default: `false`. */
  readonly resend?: boolean;
}

/**
 * The client may not do this (RFC 9110 §15.5.4). The client sees your message: "Only the owner may delete this file". With `conceal: true` the
 * client gets a 404 instead.
 *
 * @example
 * return res.forbidden('Only the owner may delete this file');
 */
export const forbidden = defineResponse({
  name: 'forbidden',
  status: 403,
  outcome: (message?: Message, options?: ForbiddenOptions) => {
    const facts = factsOfMessage(message, options);
    const own: ForbiddenOptions | undefined = ownMembers(options ?? onlyOptions(message));
    if (own?.conceal) return { ...facts, concealAs: 'notFound' };
    return own?.resend ? { ...facts, resend: true } : facts;
  },
});
