import { isError, readDeclared, readOwn } from '../core/values/guarded-read.ts';
import type { LibraryMapping } from '../core/values/library-mapping.ts';
import { isFailureStatus } from '../core/values/status.ts';
import { exposedMessage, isWrapped } from './exposed.ts';
import { headersOfError, publicMessage } from './map-status.ts';
import { isNative } from './origin.ts';
import { validation } from './validators/validation.ts';
import { isValidatorError } from './validators/validator-error.ts';

/**
 * Maps an Error that carries a failure status itself: `class ApiError { statusCode = 404 }`, `createError(503)`, `ctx.throw(503)`. The app or a plugin
 * chose the status, so the client gets it. The text of the error stays in the log, unless the app made it public. The mapping is the last one, so
 * that the error of a known library has its own rules.
 */
export function ownStatus(value: unknown): LibraryMapping | undefined {
  const status = statusOf(value);
  if (status === undefined) return undefined;
  if (isValidatorError(value)) return status < 500 ? { ...validation(value), status } : { status, quotes: validation(value)?.quotes };
  // The error of `JSON.parse()` or secure-json-parse, to which a parser has added its status, as Fastify 4 does. It quotes the body.
  if (status === 400 && value instanceof SyntaxError && isNative(value)) return { status, quotes: true };
  const detail = publicMessage(exposedMessage(value), status);
  // http-errors adds a status to an Error of another origin. The header fields of that Error are not the app's.
  const headers = isWrapped(value as Error) ? undefined : headersOfError(readDeclared(value, 'headers'), status);
  return { status, detail, headers, expose: (detail !== undefined && status >= 500) || undefined };
}

/** Returns the status from 400 to 599 of an Error: its `status`, its `statusCode`, or the `output.statusCode` of an error in the shape of Boom. */
export function statusOf(value: unknown): number | undefined {
  if (!isError(value)) return undefined;
  // hapi sets `output` on every error that it handles, and `isBoom` with it.
  const output = readOwn(value, 'isBoom') === true ? undefined : readOwn(readDeclared(value, 'output'), 'statusCode');
  return [readDeclared(value, 'status'), readDeclared(value, 'statusCode'), output].find(isFailureStatus);
}
