import { defineResponse } from './define-response.ts';
import { factsOfValidation, type ValidationErrors, type ValidationOptions } from './facts-of-validation.ts';

/**
 * The request is well-formed, but its content cannot be processed (RFC 9110 §15.5.21). It takes the same arguments as `badRequest`.
 *
 * @example
 * return res.unprocessableContent({ amount: 'More than your balance' }, '/payments/new');
 */
export const unprocessableContent = defineResponse({
  name: 'unprocessableContent',
  status: 422,
  outcome: (validationErrors?: ValidationErrors, redirectTo?: string | ValidationOptions) => factsOfValidation(validationErrors, redirectTo),
});
