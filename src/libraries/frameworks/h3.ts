import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { mapStatus } from '../map-status.ts';
import { validation } from '../validators/validation.ts';

/** Messages that h3 generates: from the status alone, or with the path of the request. */
const GENERATED = /^(?:HTTPError |Cannot find any (?:path|route) matching )/;

/**
 * Maps the errors of h3 and Nitro: HTTPError (2) and H3Error (1). Both copy status, message and fields from the error they wrap. Only values that the app
 * itself passed count. None counts if h3 made the error from an unexpected one (`unhandled`).
 */
export function h3(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  if (Object.hasOwn(value, 'unhandled') && Object.hasOwn(value, 'statusText')) return classNamed(value, 'HTTPError') === undefined ? undefined : newer(value);
  const older = classNamed(value, 'H3Error');
  return older !== undefined && readOwn(readOwn(older, 'constructor'), '__h3_error__') === true ? h3Error(value) : undefined;
}

function newer(error: Error): LibraryMapping {
  // The constructor's argument: options, or another error.
  const options = readOwn(error, 'cause');
  if (readOwn(error, 'unhandled') === true || isError(options)) return { status: 500 };
  const status = readOwn(options, 'status') ?? readOwn(options, 'statusCode');
  const message = readOwn(error, 'message');
  const wrapped = readOwn(options, 'cause');
  const text = isError(wrapped) && readOwn(wrapped, 'message') === message ? undefined : message;
  if (status === undefined) return { status: 500 };
  const issues = readOwn(options, 'statusText') === 'Validation failed' ? validation(wrapped)?.issues : undefined;
  const generated = typeof text === 'string' && GENERATED.test(text);
  return refused(mapStatus(readOwn(error, 'status'), generated ? undefined : text, readOwn(options, 'headers') ?? undefined), issues);
}

function h3Error(error: Error): LibraryMapping {
  const cause = readOwn(error, 'cause');
  // `createError` copies everything from an error that it receives.
  const message = readOwn(error, 'message');
  if ((isError(cause) && readOwn(cause, 'message') === message) || isOfError(error) || readOwn(error, 'unhandled') === true) return { status: 500 };
  // h3 copied the message of the error that a validation threw.
  const data = readOwn(error, 'data');
  const checked = readOwn(error, 'statusMessage') === 'Validation Error' && isError(data) && readOwn(data, 'message') === message;
  const hasNoMessage = (checked && message !== 'Validation Error') || GENERATED.test(String(message));
  return refused(mapStatus(readOwn(error, 'statusCode'), hasNoMessage ? undefined : message), checked ? validation(data)?.issues : undefined);
}

/** Returns whether h3 1 made this error from an Error: it then defines a getter for `stack`. V8's own `stack` can be set. */
function isOfError(error: Error): boolean {
  const stack = Object.getOwnPropertyDescriptor(error, 'stack');
  return stack?.get !== undefined && stack.set === undefined;
}

/** Returns the mapping of a validation that h3 ran (`getValidatedQuery`, `readValidatedBody`). */
function refused(mapping: LibraryMapping, issues: LibraryMapping['issues']): LibraryMapping {
  return issues === undefined ? mapping : { status: mapping.status, issues, quotes: true };
}
