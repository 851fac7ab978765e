import { firstOf } from '../values/first-of.ts';
import { isArray } from '../values/guarded-read.ts';
import { defineResponse } from './define-response.ts';
import { factsOfMessage, type ResponseOptions } from './facts-of-message.ts';

/**
 * Something failed on the server (RFC 9110 §15.6.1). Takes one or more strings, Errors or other values. Halyard logs all of them, and shows them to
 * a client only in development.
 *
 * @example
 * return res.serverError(error);
 */
export const serverError = defineResponse({
  name: 'serverError',
  status: 500,
  outcome: (errors?: unknown, options?: ResponseOptions) => {
    const facts = factsOfMessage(undefined, options);
    const causes = errors === undefined ? [] : isArray(errors) ? firstOf(errors) : [errors];
    return { ...facts, causes: [...causes, ...(facts.causes ?? [])] };
  },
});
