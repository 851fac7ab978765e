import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { mapStatus } from '../map-status.ts';
import { validation } from '../validators/validation.ts';

/** Words that h3 makes: of the status alone, or with the path of the request. */
const GENERATED = /^(?:HTTPError |Cannot find any (?:path|route) matching )/;

/**
 * h3 and Nitro: HTTPError (2) and H3Error (1). Both copy status, words and fields from the error they wrap; only what the app itself
 * said counts, and nothing of one that h3 made out of an unexpected error (`unhandled`).
 */
export function h3(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  if (Object.hasOwn(value, 'unhandled') && Object.hasOwn(value, 'statusText')) return classNamed(value, 'HTTPError') === undefined ? undefined : newer(value);
  const older = classNamed(value, 'H3Error');
  return older !== undefined && readOwn(readOwn(older, 'constructor'), '__h3_error__') === true ? h3Error(value) : undefined;
}

function newer(error: Error): LibraryMapping {
  // What the constructor was called with: options, or another error.
  const said = readOwn(error, 'cause');
  if (readOwn(error, 'unhandled') === true || isError(said)) return { status: 500 };
  const status = readOwn(said, 'status') ?? readOwn(said, 'statusCode');
  const message = readOwn(error, 'message');
  const wrapped = readOwn(said, 'cause');
  const words = isError(wrapped) && readOwn(wrapped, 'message') === message ? undefined : message;
  if (status === undefined) return { status: 500 };
  const issues = readOwn(said, 'statusText') === 'Validation failed' ? validation(wrapped)?.issues : undefined;
  const generated = typeof words === 'string' && GENERATED.test(words);
  return refused(mapStatus(readOwn(error, 'status'), generated ? undefined : words, readOwn(said, 'headers') ?? undefined), issues);
}

function h3Error(error: Error): LibraryMapping {
  const cause = readOwn(error, 'cause');
  // Of an error that was passed to `createError` everything is copied.
  const message = readOwn(error, 'message');
  if ((isError(cause) && readOwn(cause, 'message') === message) || isOfError(error) || readOwn(error, 'unhandled') === true) return { status: 500 };
  // What a check threw, whose words h3 has made its own.
  const data = readOwn(error, 'data');
  const checked = readOwn(error, 'statusMessage') === 'Validation Error' && isError(data) && readOwn(data, 'message') === message;
  const hasNoMessage = (checked && message !== 'Validation Error') || GENERATED.test(String(message));
  return refused(mapStatus(readOwn(error, 'statusCode'), hasNoMessage ? undefined : message), checked ? validation(data)?.issues : undefined);
}

/** h3 1 shows the stack of an Error that it was made out of, by a getter that it defines. V8's own stack can be set. */
function isOfError(error: Error): boolean {
  const stack = Object.getOwnPropertyDescriptor(error, 'stack');
  return stack?.get !== undefined && stack.set === undefined;
}

/** Of a validation that h3 ran (`getValidatedQuery`, `readValidatedBody`). */
function refused(meaning: LibraryMapping, issues: LibraryMapping['issues']): LibraryMapping {
  return issues === undefined ? meaning : { status: meaning.status, issues, quotes: true };
}
