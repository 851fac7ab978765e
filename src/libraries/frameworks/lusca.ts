import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';

/** Maps lusca's error for a CSRF token. It is a plain Error, and lusca sets the status 403 on the reply. The token has expired in most cases. */
export function lusca(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  const message = readOwn(value, 'message');
  return message === 'CSRF token missing' || message === 'CSRF token mismatch' ? { status: 403, resend: true } : undefined;
}
