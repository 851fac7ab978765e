import { defineResponse } from './define-response.ts';
import { factsOfValidation, type ValidationErrors, type ValidationOptions } from './facts-of-validation.ts';

/**
 * The request is not valid: a field is missing, or a value is out of range (RFC 9110 §15.5.1). Takes a message, issues, messages by field, or the
 * error of a validation library. `redirectTo` is the page that a browser's form is sent back to.
 *
 * @example
 * return res.badRequest([{ path: ['email'], message: 'Enter an email address.' }], '/signup');
 */
export const badRequest = defineResponse({
  name: 'badRequest',
  status: 400,
  outcome: (validationErrors?: ValidationErrors, redirectTo?: string | ValidationOptions) => factsOfValidation(validationErrors, redirectTo),
});
