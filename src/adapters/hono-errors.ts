import { isError, readDeclared, readOwn, readProperty } from '../core/guarded-read.ts';
import { SAYS } from '../core/response-error.ts';
import * as builtIn from '../core/responses/index.ts';
import { isResponse } from '../web/web-settings.ts';

const BY_STATUS = new Map<number, (...args: readonly unknown[]) => unknown>(
  Object.values(builtIn).map((response) => [response.status, response as unknown as (...args: readonly unknown[]) => unknown]),
);
const PLAIN = /^text\/plain\b/i;

/**
 * Hono's HTTPException, of any copy of it, by its shape: a bundle for Workers has other names for classes. It says a status and words for the
 * client, or carries a whole Response.
 */
function isHttpException(error: unknown): error is Error & { readonly status: number } {
  if (!isError(error) || readOwn(error, SAYS) !== undefined || !Number.isInteger(readOwn(error, 'status'))) return false;
  return typeof readDeclared(error, 'getResponse') === 'function' && Object.hasOwn(error, 'res');
}

/** The Response that an exception carries as the answer: one with a body of the app's own, JSON or a page, or that is no failure. */
export function answerIn(error: unknown): Response | undefined {
  if (!isHttpException(error)) return undefined;
  const res = readOwn(error, 'res');
  if (!isResponse(res) || (error.status >= 400 && PLAIN.test(res.headers.get('content-type') ?? 'text/plain'))) return undefined;
  return new Response(res.body, { status: error.status, headers: res.headers });
}

/**
 * What an error means that Hono hands on. The message of an HTTPException is for the client, below status 500; the words of a Response in plain
 * text, as Hono's middleware makes it, are said in the client's own format, and the fields that belong to its status stay.
 */
export function meaningOf(error: unknown): unknown {
  if (!isHttpException(error)) return error;
  const { status } = error;
  if (status < 400 || status > 599) return error;
  const res = readOwn(error, 'res');
  const headers = isResponse(res) ? owedFields(res.headers) : {};
  const response = BY_STATUS.get(status);
  if (status >= 500) return response === undefined ? error : response(error, { headers });
  const message = readProperty(error, 'message');
  const words = typeof message === 'string' && message !== '' ? message : undefined;
  if (response !== undefined) return response(words, { cause: error, headers });
  return Object.assign(new Error(words ?? '', { cause: error }), { status, expose: true, headers });
}

const OWED = ['www-authenticate', 'allow', 'retry-after', 'accept', 'link'];

function owedFields(headers: Headers): Record<string, string> {
  return Object.fromEntries(OWED.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) as string]] : [])));
}
