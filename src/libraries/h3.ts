import { isError, readOwn } from '../core/guarded-read.ts';
import type { Meaning } from '../core/meaning.ts';
import { classNamed } from './class-chain.ts';
import { says } from './says.ts';

/**
 * h3 and Nitro: HTTPError (2) and H3Error (1). Both copy status, words and fields from the error they wrap; only what the app itself
 * said counts, and nothing of one that h3 made out of an unexpected error (`unhandled`).
 */
export function h3(value: unknown): Meaning | undefined {
  if (!isError(value)) return undefined;
  if (Object.hasOwn(value, 'unhandled') && Object.hasOwn(value, 'statusText')) return classNamed(value, 'HTTPError') === undefined ? undefined : newer(value);
  const older = classNamed(value, 'H3Error');
  return older !== undefined && readOwn(readOwn(older, 'constructor'), '__h3_error__') === true ? h3Error(value) : undefined;
}

function newer(error: Error): Meaning {
  // What the constructor was called with: options, or another error.
  const said = readOwn(error, 'cause');
  if (readOwn(error, 'unhandled') === true || isError(said)) return { status: 500 };
  const status = readOwn(said, 'status') ?? readOwn(said, 'statusCode');
  const message = readOwn(error, 'message');
  const wrapped = readOwn(said, 'cause');
  const words = isError(wrapped) && readOwn(wrapped, 'message') === message ? undefined : message;
  const generated = typeof words === 'string' && words.startsWith('HTTPError ');
  return status === undefined ? { status: 500 } : says(readOwn(error, 'status'), generated ? undefined : words, readOwn(said, 'headers') ?? undefined);
}

function h3Error(error: Error): Meaning {
  const cause = readOwn(error, 'cause');
  // Of an error that was passed to `createError` everything is copied.
  const copied = isError(cause) && readOwn(cause, 'message') === readOwn(error, 'message');
  return copied || readOwn(error, 'unhandled') === true ? { status: 500 } : says(readOwn(error, 'statusCode'), readOwn(error, 'message'));
}
