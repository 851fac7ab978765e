import { isHttpClientError } from '../core/error-mapping/http-client-error.ts';
import { isError, readDeclared, readOwn } from '../core/values/guarded-read.ts';
import { hasOtherOrigin, isNative } from './origin.ts';
import { isValidatorError } from './validators/validator-error.ts';

/**
 * The text that an error was made to show to a client: of one that carries `expose: true` beside a 4xx status, and whose text the app wrote.
 * The mark alone proves nothing, for http-errors puts it on any Error that it is given: `createError(400, databaseError)`.
 */
export function exposedMessage(error: unknown): string | undefined {
  if (exposedStatus(error) === undefined || !isWritten(error as Error)) return undefined;
  const message = readOwn(error, 'message');
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** The 4xx status that such an error carries. Not an upstream's answer (axios, undici, AWS): that is no status of ours. */
export function exposedStatus(error: unknown): number | undefined {
  if (!isError(error) || readDeclared(error, 'expose') !== true || isHttpClientError(error)) return undefined;
  const status = readDeclared(error, 'status') ?? readDeclared(error, 'statusCode');
  return typeof status === 'number' && Number.isInteger(status) && status >= 400 && status < 500 ? status : undefined;
}

/** Did the app write its text for the client? */
function isWritten(error: Error): boolean {
  // The class says so: an error that http-errors made out of a text, or a class of the app's.
  if (classExposes(error)) return true;
  return !isWrapped(error) && !isNative(error) && !hasOtherOrigin(error) && !isValidatorError(error);
}

function classExposes(error: Error): boolean {
  try {
    return readDeclared(Object.create(Object.getPrototypeOf(error)), 'expose') === true;
  } catch {
    return false;
  }
}

/**
 * Did http-errors put the mark on an Error of somebody else? It then sets `expose`, `statusCode` and `status`, in this order, after all that the
 * error had. An error of the app's own class has one of the two statuses, or has `expose` after them.
 */
export function isWrapped(error: Error): boolean {
  try {
    const names = Object.getOwnPropertyNames(error);
    const [expose, statusCode, status] = ['expose', 'statusCode', 'status'].map((name) => names.indexOf(name)) as [number, number, number];
    return expose !== -1 && statusCode !== -1 && status !== -1 && expose < Math.max(statusCode, status) && !classExposes(error);
  } catch {
    return true;
  }
}
