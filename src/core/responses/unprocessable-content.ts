import { defineResponse } from './define-response.ts';
import { factsOfValidation, type ValidationErrors, type ValidationOptions } from './facts-of-validation.ts';

/** Well-formed, and yet not something we can act on (RFC 9110 §15.5.21). Takes what `badRequest` takes. */
export const unprocessableContent = defineResponse({
  name: 'unprocessableContent',
  status: 422,
  outcome: (validationErrors?: ValidationErrors, redirectTo?: string | ValidationOptions) => factsOfValidation(validationErrors, redirectTo),
});
