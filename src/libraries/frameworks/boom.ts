import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { mapStatus } from '../map-status.ts';
import { validation } from '../validators/validation.ts';
import { isValidatorError } from '../validators/validator-error.ts';

/**
 * `@hapi/boom`: `isBoom` and `output`. The words of one that was made by its own name (`Boom.notFound('…')`, which leaves `typeof`) are
 * for the client; those of one that was wrapped (`boomify`) are somebody else's (hapijs/boom#142). A validator's error that was wrapped, as hapi does
 * it, has its issues.
 */
export function boom(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || readOwn(value, 'isBoom') !== true) return undefined;
  const output = readOwn(value, 'output');
  const status = readOwn(output, 'statusCode');
  if (isValidatorError(value)) {
    const found = validation(value);
    // Below 500 something is wrong with what was submitted. From 500 up it is the app's own data, which the text quotes all the same.
    return typeof status === 'number' && status < 500 ? { ...found, ...mapStatus(status) } : { ...mapStatus(status), quotes: found?.quotes };
  }
  const words = typeof readOwn(value, 'typeof') === 'function' ? readOwn(value, 'message') : undefined;
  return mapStatus(status, words, readOwn(output, 'headers'));
}
