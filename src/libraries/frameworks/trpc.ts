import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { mapStatus } from '../map-status.ts';
import { validation } from '../validators/validation.ts';
import { isValidatorError } from '../validators/validator-error.ts';

/** The HTTP status of each code, as tRPC's own adapters answer it. */
const STATUSES: Readonly<Record<string, number>> = {
  PARSE_ERROR: 400,
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  PAYMENT_REQUIRED: 402,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_SUPPORTED: 405,
  TIMEOUT: 408,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNPROCESSABLE_CONTENT: 422,
  PRECONDITION_REQUIRED: 428,
  TOO_MANY_REQUESTS: 429,
  CLIENT_CLOSED_REQUEST: 499,
  NOT_IMPLEMENTED: 501,
  BAD_GATEWAY: 502,
  SERVICE_UNAVAILABLE: 503,
  GATEWAY_TIMEOUT: 504,
};

/** Texts of tRPC itself. They repeat the path or the media type. */
const TRPCS_OWN = /^(?:No procedure found on path|Unsupported |Missing content-type|Batching is not enabled)/;

/** Maps a TRPCError outside tRPC's adapters, such as one of a caller in a handler. The input of a procedure has the issues of its validator. */
export function trpc(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || readOwn(value, 'name') !== 'TRPCError' || classNamed(value, 'TRPCError') === undefined) return undefined;
  const [code, cause, message] = [readOwn(value, 'code'), readOwn(value, 'cause'), readOwn(value, 'message')];
  const status = STATUSES[String(code)] ?? 500;
  // tRPC wraps what a procedure throws, and takes its text.
  const isWrapped = isError(cause) && readOwn(cause, 'message') === message;
  if (isValidatorError(cause)) return status < 500 ? { ...validation(cause), status } : { status, quotes: true };
  const isOwn = message === code || isWrapped || (typeof message === 'string' && TRPCS_OWN.test(message));
  return mapStatus(status, isOwn ? undefined : message);
}
