import { isHttpClientError } from '../core/error-mapping/http-client-error.ts';
import { isError, readDeclared, readOwn } from '../core/values/guarded-read.ts';
import { isFailureStatus } from '../core/values/status.ts';
import { hasOtherOrigin, isNative } from './origin.ts';
import { isValidatorError } from './validators/validator-error.ts';

/**
 * Returns the text of an error that was made for a client: it has `expose: true`, a failure status, and a text that the app wrote. `expose` alone proves
 * nothing, because http-errors sets it on any Error: `createError(400, databaseError)`.
 */
export function exposedMessage(error: unknown): string | undefined {
  if (exposedStatus(error) === undefined || !isWritten(error as Error)) return undefined;
  const message = readOwn(error, 'message');
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** Returns the status of such an error, from 400 to 599. The status of an upstream's response (axios, undici, AWS) does not count. */
export function exposedStatus(error: unknown): number | undefined {
  if (!isError(error) || readDeclared(error, 'expose') !== true || isHttpClientError(error)) return undefined;
  const status = readDeclared(error, 'status') ?? readDeclared(error, 'statusCode');
  return isFailureStatus(status) ? status : undefined;
}

/** Returns whether the app wrote the error's text for the client. */
function isWritten(error: Error): boolean {
  // The class shows it: http-errors made the error from a text, or it is a class of the app.
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
 * Returns whether http-errors marked an Error that another library or the runtime made. http-errors then sets `expose`, `statusCode` and `status`, in this
 * order, after the error's other properties. An error of an app's class has one of the two statuses, or has `expose` after them.
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
