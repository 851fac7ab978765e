import { readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { multer } from '../body-parsers/multer.ts';

/** The messages of multer 1 and 2 behind which Nest 11 writes the name of the field, and the codes that belong to them. */
const CODES: ReadonlyMap<string, string> = new Map([
  ['Too many parts', 'LIMIT_PART_COUNT'],
  ['Too many files', 'LIMIT_FILE_COUNT'],
  ['Too many fields', 'LIMIT_FIELD_COUNT'],
  ['Field name too long', 'LIMIT_FIELD_KEY'],
  ['Field value too long', 'LIMIT_FIELD_VALUE'],
  ['Field name nesting too deep', 'LIMIT_FIELD_NESTING'],
  ['Field name array index too large', 'LIMIT_FIELD_ARRAY_INDEX'],
  ['Field name missing', 'MISSING_FIELD_NAME'],
  ['Invalid field name', 'INVALID_FIELD_NAME'],
  ['Unexpected field', 'LIMIT_UNEXPECTED_FILE'],
  ['Unexpected file field', 'LIMIT_UNEXPECTED_FILE'],
]);

/**
 * Maps the exception of Nest's FileInterceptor. Its message repeats the name of a field, which the client chose. In Nest 12, its cause is multer's own
 * error. Nest 11 drops that error, so its parts are read from the message.
 */
export function mapUpload(exception: Error): LibraryMapping | undefined {
  const cause = readOwn(exception, 'cause');
  if (readProperty(cause, 'name') === 'MulterError') {
    const mapping = multer(cause);
    return mapping && { ...mapping, causes: [cause] };
  }
  const mapping = multer(errorIn(exception));
  return mapping && { ...mapping, causes: [] };
}

function errorIn(exception: Error): Error | undefined {
  const message = readOwn(exception, 'message');
  if (typeof message !== 'string') return undefined;
  const at = message.indexOf(' - ');
  const text = message.slice(0, at);
  const code = at === -1 ? undefined : CODES.get(text);
  // The app may use the same words. Nest makes its exception in a function of this name.
  if (code === undefined || !String(readProperty(exception, 'stack')).includes('transformException')) return undefined;
  return Object.assign(new Error(text), { name: 'MulterError', code, field: message.slice(at + 3) });
}
