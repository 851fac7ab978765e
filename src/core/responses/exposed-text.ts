import { readOwn } from '../values/guarded-read.ts';
import { THROWN_RESPONSE } from './response-error.ts';

/** The message of an error of Halyard that was made for a client. The error mapping reads the errors of other libraries. */
export function exposedText(error: Error): string | undefined {
  if (readOwn(error, THROWN_RESPONSE) === undefined || readOwn(error, 'expose') !== true) return undefined;
  const message = readOwn(error, 'message');
  return typeof message === 'string' && message !== '' ? message : undefined;
}
