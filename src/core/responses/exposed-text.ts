import { readOwn } from '../values/guarded-read.ts';
import { THROWN_RESPONSE } from './response-error.ts';

/** The message of a Halyard error, if the message is for the client. The error mapping reads the errors of other libraries. */
export function exposedText(error: Error): string | undefined {
  if (readOwn(error, THROWN_RESPONSE) === undefined || readOwn(error, 'expose') !== true) return undefined;
  const message = readOwn(error, 'message');
  return typeof message === 'string' && message !== '' ? message : undefined;
}
