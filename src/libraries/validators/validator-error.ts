import { isArray, isError, isPlainObject, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import { classNamed } from '../class-chain.ts';

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
  if (name === 'ValidationError')
    return readProperty(value, 'isJoi') === true ? has('details') : Object.hasOwn(value, 'params') && has('inner') && has('errors');
  // express-validator
  return typeof readOwn(value, 'mapped') === 'function' && typeof readOwn(value, 'array') === 'function';
}

/**
 * May a value that is no Error be what a validation gave? A list or an object literal may, whoever made it: the app has passed it. An instance
 * of a class is one if it is a Result of express-validator or a ValidationError of class-validator; any other may keep any list.
 */
export function isValidatorResult(value: object): boolean {
  if (isArray(value) || isPlainObject(value) || classNamed(value, 'ValidationError') !== undefined) return true;
  // One error of arktype, which is no Error.
  if (readProperty(value, ' arkKind') === 'error') return true;
  return typeof readProperty(value, 'mapped') === 'function' && typeof readProperty(value, 'array') === 'function';
}
