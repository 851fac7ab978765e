import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';

/** Maps tiny-csrf's error for a CSRF token. It is a plain Error, whose text holds the request target and both tokens. */
export function tinyCsrf(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  const message = readOwn(value, 'message');
  return typeof message === 'string' && message.startsWith("Did not get a valid CSRF token for '") ? { status: 403, resend: true, quotes: true } : undefined;
}
