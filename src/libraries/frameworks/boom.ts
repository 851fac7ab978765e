import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { Meaning } from '../../core/values/meaning.ts';
import { says } from '../says.ts';

/**
 * `@hapi/boom`: `isBoom` and `output`. The words of one that was made by its own name (`Boom.notFound('…')`, which leaves `typeof`) are
 * for the client; those of one that was wrapped (`boomify`) are somebody else's (hapijs/boom#142).
 */
export function boom(value: unknown): Meaning | undefined {
  if (!isError(value) || readOwn(value, 'isBoom') !== true) return undefined;
  const output = readOwn(value, 'output');
  const words = typeof readOwn(value, 'typeof') === 'function' ? readOwn(value, 'message') : undefined;
  return says(readOwn(output, 'statusCode'), words, readOwn(output, 'headers'));
}
