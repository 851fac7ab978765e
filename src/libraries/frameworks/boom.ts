import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { mapStatus } from '../map-status.ts';
import { validation } from '../validators/validation.ts';
import { isValidatorError } from '../validators/validator-error.ts';

/**
 * Maps an error of `@hapi/boom`, known by `isBoom` and `output`. A named constructor (`Boom.notFound('…')`) sets `typeof`, and its message is for the
 * client. The message of a wrapped error (`boomify`) is not (hapijs/boom#142). A wrapped error of a validator, as hapi makes it, has its issues.
 */
export function boom(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || readOwn(value, 'isBoom') !== true) return undefined;
  const output = readOwn(value, 'output');
  const status = readOwn(output, 'statusCode');
  const headers = readOwn(output, 'headers');
  if (isValidatorError(value)) {
    const found = validation(value);
    const mapping = mapStatus(status, undefined, headers);
    // Below 500 the submitted values are invalid. From 500 up it is the app's own data, which the text quotes as well.
    return typeof status === 'number' && status < 500 ? { ...found, ...mapping } : { ...mapping, quotes: found?.quotes };
  }
  const message = typeof readOwn(value, 'typeof') === 'function' ? readOwn(value, 'message') : undefined;
  return mapStatus(status, message, headers);
}
