import { UNPARSED } from '../../core/error-mapping/map-error.ts';
import { isError, readDeclared, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { mapStatus } from '../map-status.ts';

/**
 * Hono's HTTPException, by its shape: a bundle for Workers has other names for classes. Its `res` is not sent as it is: the client gets the
 * format it asked for, with the fields that belong to the status. And what `verify()` of hono/jwt throws, which holds the token.
 */
export function hono(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  if (isOfJwt(value)) return { quotes: true };
  if (!Object.hasOwn(value, 'res') || !Number.isInteger(readOwn(value, 'status')) || typeof readDeclared(value, 'getResponse') !== 'function') return undefined;
  const [message, res] = [readOwn(value, 'message'), readOwn(value, 'res')];
  const meaning = mapStatus(
    readOwn(value, 'status'),
    typeof message === 'string' && message.startsWith(UNREAD_FORM) ? UNPARSED : message,
    readProperty(res, 'headers'),
  );
  return isOfJwt(readOwn(value, 'cause')) ? { ...meaning, quotes: true } : meaning;
}

/** What the parser said about a form follows. */
const UNREAD_FORM = 'Malformed FormData request.';

/** Each quotes the token, its header or its claims. */
function isOfJwt(error: unknown): boolean {
  return isError(error) && /^Jwt(?:Token|Header|Payload|Algorithm|SymmetricAlgorithm)[A-Z]/.test(String(readOwn(error, 'name')));
}
