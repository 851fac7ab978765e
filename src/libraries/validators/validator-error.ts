import { isArray, isError, isPlainObject, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import { classNamed } from '../class-chain.ts';

/**
 * Returns whether the value is the error of a known validator, by the validator's own mark. A list named `issues` or `errors` proves nothing: an HTTP
 * client keeps the list of its server there.
 */
export function isValidatorError(value: unknown): value is Error {
  if (!isError(value)) return false;
  // Effect. Its error has the name SchemaError, too.
  if (readOwn(value, '~effect/Schema/SchemaError') !== undefined) return true;
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
 * Returns whether a value that is not an Error can be the result of a validation. A list or an object literal can, because the app passed it. An instance
 * of a class must be express-validator's Result or class-validator's ValidationError: any other class may keep any list.
 */
export function isValidatorResult(value: object): boolean {
  if (isArray(value) || isPlainObject(value) || classNamed(value, 'ValidationError') !== undefined) return true;
  // arktype's single error, which is not an Error.
  if (readProperty(value, ' arkKind') === 'error') return true;
  return typeof readProperty(value, 'mapped') === 'function' && typeof readProperty(value, 'array') === 'function';
}
