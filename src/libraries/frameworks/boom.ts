import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { mapStatus } from '../map-status.ts';

/**
 * `@hapi/boom`: `isBoom` and `output`. The words of one that was made by its own name (`Boom.notFound('…')`, which leaves `typeof`) are
 * for the client; those of one that was wrapped (`boomify`) are somebody else's (hapijs/boom#142).
 */
export function boom(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || readOwn(value, 'isBoom') !== true) return undefined;
  const output = readOwn(value, 'output');
  const words = typeof readOwn(value, 'typeof') === 'function' ? readOwn(value, 'message') : undefined;
  return mapStatus(readOwn(output, 'statusCode'), words, readOwn(output, 'headers'));
}
