import { UNPARSED } from '../../core/error-mapping/map-error.ts';
import { isError, readDeclared, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { mapStatus } from '../map-status.ts';

/**
 * Maps Hono's HTTPException by its shape, because a bundle for Workers renames classes. Halyard does not send its `res`. The client gets the format it
 * accepts, with the fields that belong to the status. Also maps the errors of `verify()` in hono/jwt, which hold the token.
 */
export function hono(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  if (isOfJwt(value)) return { quotes: true };
  if (!Object.hasOwn(value, 'res') || !Number.isInteger(readOwn(value, 'status')) || typeof readDeclared(value, 'getResponse') !== 'function') return undefined;
  const [message, res] = [readOwn(value, 'message'), readOwn(value, 'res')];
  const mapping = mapStatus(
    readOwn(value, 'status'),
    typeof message === 'string' && message.startsWith(UNREAD_FORM) ? UNPARSED : message,
    readProperty(res, 'headers'),
  );
  return isOfJwt(readOwn(value, 'cause')) ? { ...mapping, quotes: true } : mapping;
}

/** The parser's message about the form follows this text. */
const UNREAD_FORM = 'Malformed FormData request.';

/** Returns whether the error is from hono/jwt. Each quotes the token, its header or its claims. */
function isOfJwt(error: unknown): boolean {
  return isError(error) && /^Jwt(?:Token|Header|Payload|Algorithm|SymmetricAlgorithm)[A-Z]/.test(String(readOwn(error, 'name')));
}
