import { isPlainObject } from '../values/guarded-read.ts';
import { onlyOptions } from './common-options.ts';
import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message } from './facts-of-message.ts';
import { factsOfValidation, type ValidationOptions } from './facts-of-validation.ts';

/**
 * The request conflicts with the current state: a name is taken, or two edits crossed (RFC 9110 §15.5.10). Takes a message, data, or the issues and
 * the database error that `badRequest` takes. `redirectTo` is the page that a browser's form is sent back to.
 *
 * @example
 * return res.conflict('This order is already paid');
 */
export const conflict = defineResponse({
  name: 'conflict',
  status: 409,
  outcome: (message?: Message | readonly object[], redirectTo?: string | ValidationOptions) => {
    if (redirectTo === undefined && onlyOptions(message) !== undefined) return factsOfMessage(message);
    const facts = factsOfValidation(isPlainObject(message) ? undefined : message, redirectTo);
    return isPlainObject(message) ? { ...facts, data: message } : facts;
  },
});
