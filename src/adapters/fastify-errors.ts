import { isArray, isError, readOwn } from '../core/guarded-read.ts';
import { badRequest, forbidden, serviceUnavailable } from '../core/responses/index.ts';

/** Of @fastify/csrf-protection: the token had expired, or the post is not from our form. */
const CSRF = ['FST_CSRF_INVALID_TOKEN', 'FST_CSRF_MISSING_SECRET'];

/** What an error means that Fastify hands on, where its own code, which is understood wherever it comes from, does not say enough. */
export function meaningOf(error: unknown): unknown {
  if (!isError(error)) return error;
  const code = readOwn(error, 'code');
  if (typeof code !== 'string') return error;
  // Another validator's error, on which Fastify has put its code: what it says is read from it.
  if (code === 'FST_ERR_VALIDATION' && !isArray(readOwn(error, 'validation'))) return badRequest(error);
  if (CSRF.includes(code)) return forbidden(undefined, { cause: error, code, resend: true });
  if (code === 'FST_ERR_HANDLER_TIMEOUT') return serviceUnavailable(undefined, { cause: error });
  // What zlib says of a body that is not what its Content-Encoding calls it; Fastify has given it the status.
  if (code.startsWith('Z_') && readOwn(error, 'statusCode') === 400) return badRequest('The request body could not be parsed.');
  return error;
}
