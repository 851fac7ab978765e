import { THROWN_RESPONSE } from '../../core/responses/response-error.ts';
import { isError, readDeclared, readOwn } from '../../core/values/guarded-read.ts';
import { isResponse } from '../../hosting/web/is-response.ts';

const PLAIN = /^text\/plain\b/i;

/**
 * The Response of Hono's HTTPException, if the app means it as the answer: its body is JSON or a page, or its status is not an error status. The
 * exception is recognised by its members, because a bundle for Workers renames classes. `libraries/frameworks/hono` maps all other exceptions.
 */
export function answerIn(error: unknown): Response | undefined {
  if (!isError(error) || readOwn(error, THROWN_RESPONSE) !== undefined || typeof readDeclared(error, 'getResponse') !== 'function') return undefined;
  const [status, res] = [readOwn(error, 'status'), readOwn(error, 'res')];
  if (typeof status !== 'number' || !Number.isInteger(status) || !isResponse(res)) return undefined;
  if (status >= 400 && PLAIN.test(res.headers.get('content-type') ?? 'text/plain')) return undefined;
  return new Response(res.body, { status, headers: res.headers });
}
