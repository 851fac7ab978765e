import { isError, readOwn } from '../core/guarded-read.ts';
import type { Meaning } from '../core/meaning.ts';
import { UNPARSED } from './http-errors.ts';

/** co-body (Koa's body parsers): a SyntaxError with status 400, and the body as it was sent. Both quote what was submitted. */
export function coBody(value: unknown): Meaning | undefined {
  if (!isError(value) || readOwn(value, 'status') !== 400 || typeof readOwn(value, 'body') !== 'string') return undefined;
  return value instanceof SyntaxError ? { status: 400, detail: UNPARSED, quotes: true } : undefined;
}
