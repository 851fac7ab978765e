import { isPlainObject } from '../values/guarded-read.ts';
import { defineResponse } from './define-response.ts';
import type { Message } from './facts-of-message.ts';
import { factsOfValidation, type ValidationOptions } from './facts-of-validation.ts';

/**
 * The request does not fit the present state: a name taken, an edit that crossed another (RFC 9110 §15.5.10). Takes words, or the issues
 * and the database's error that `badRequest` takes.
 */
export const conflict = defineResponse({
  name: 'conflict',
  status: 409,
  outcome: (message?: Message | readonly object[], redirectTo?: string | ValidationOptions) => {
    const facts = factsOfValidation(isPlainObject(message) ? undefined : message, redirectTo);
    return isPlainObject(message) ? { ...facts, data: message } : facts;
  },
});
