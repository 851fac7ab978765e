import { readOwn } from '../values/guarded-read.ts';
import { THROWN_RESPONSE } from './response-error.ts';

/** The text of an error of ours that is made to be shown to a client. What other libraries' errors may show, those know who know them. */
export function exposedText(error: Error): string | undefined {
  if (readOwn(error, THROWN_RESPONSE) === undefined || readOwn(error, 'expose') !== true) return undefined;
  const message = readOwn(error, 'message');
  return typeof message === 'string' && message !== '' ? message : undefined;
}
