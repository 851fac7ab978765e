import { isArray, isError, readOwn, readProperty } from '../core/guarded-read.ts';

/**
 * Is this the error of a validator that is known here? By the validator's own mark: a list called `issues` or `errors` proves nothing, for an
 * HTTP client keeps the list of its server there.
 */
export function isValidatorError(value: unknown): value is Error {
  if (!isError(value)) return false;
  const name = readProperty(value, 'name');
  const has = (list: string): boolean => isArray(readProperty(value, list));
  // zod 3 and 4, valibot, @standard-schema/utils
  if (name === 'ZodError' || name === '$ZodError' || name === 'ValiError' || name === 'SchemaError') return has('issues');
  // arktype
  if (name === 'TraversalError') return readOwn(value, 'arkErrors') !== undefined;
  // ajv
  if (readOwn(value, 'ajv') === true && readOwn(value, 'validation') === true) return has('errors');
  // joi, yup
  if (name === 'ValidationError') return readProperty(value, 'isJoi') === true ? has('details') : has('inner');
  // express-validator
  return typeof readOwn(value, 'mapped') === 'function' && typeof readOwn(value, 'array') === 'function';
}
