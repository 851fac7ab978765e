import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';

/**
 * Maps express-jwt's UnauthorizedError. It has the error of the token in `inner`, and no challenge. A 401 needs one (RFC 9110 §11.6.1), and for a bearer
 * token the challenge names the error only if a token was sent (RFC 6750 §3.1).
 */
export function expressJwt(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || readOwn(value, 'name') !== 'UnauthorizedError' || readOwn(value, 'status') !== 401) return undefined;
  const [code, inner] = [readOwn(value, 'code'), readOwn(value, 'inner')];
  if (typeof code !== 'string' || inner === undefined) return undefined;
  return { status: 401, headers: { 'www-authenticate': code === 'credentials_required' ? 'Bearer' : 'Bearer error="invalid_token"' } };
}
