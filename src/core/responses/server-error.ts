import { firstOf } from '../values/first-of.ts';
import { isArray } from '../values/guarded-read.ts';
import { defineResponse } from './define-response.ts';
import { factsOfMessage, type ResponseOptions } from './facts-of-message.ts';

/**
 * Something is wrong on our side (RFC 9110 §15.6.1). Takes one or more strings, Errors, anything: all of it goes to the log, and to
 * the client only in development.
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
