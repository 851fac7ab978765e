import { defineResponse } from './define-response.ts';
import { factsOfValidation, type ValidationErrors, type ValidationOptions } from './facts-of-validation.ts';

/**
 * The client sent something we cannot work with: a field missing, a value out of range (RFC 9110 §15.5.1). Takes a message, issues,
 * messages by field, or a validation library's error; and where a browser's form is to be sent back to.
 */
export const badRequest = defineResponse({
  name: 'badRequest',
  status: 400,
  outcome: (validationErrors?: ValidationErrors, redirectTo?: string | ValidationOptions) => factsOfValidation(validationErrors, redirectTo),
});
