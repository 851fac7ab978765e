import { THROWN_RESPONSE } from '../../core/responses/response-error.ts';
import { isError, readDeclared, readOwn } from '../../core/values/guarded-read.ts';
import { isResponse } from '../../hosting/web/is-response.ts';

const PLAIN = /^text\/plain\b/i;

/**
 * The Response that an HTTPException of Hono carries as the answer: one with a body of the app's own, JSON or a page, or that is no failure.
 * The exception is known by its shape: a bundle for Workers has other names for classes. What any other one means `libraries/frameworks/hono` knows.
 */
export function answerIn(error: unknown): Response | undefined {
  if (!isError(error) || readOwn(error, THROWN_RESPONSE) !== undefined || typeof readDeclared(error, 'getResponse') !== 'function') return undefined;
  const [status, res] = [readOwn(error, 'status'), readOwn(error, 'res')];
  if (typeof status !== 'number' || !Number.isInteger(status) || !isResponse(res)) return undefined;
  if (status >= 400 && PLAIN.test(res.headers.get('content-type') ?? 'text/plain')) return undefined;
  return new Response(res.body, { status, headers: res.headers });
}
