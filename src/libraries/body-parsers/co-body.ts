import { UNPARSED } from '../../core/error-mapping/map-error.ts';
import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';

/**
 * co-body (Koa's body parsers): a SyntaxError of JSON or a RangeError of qs with status 400, and the body as it was sent. Both quote what was
 * submitted. And a bare 415 for a type or, from inflation below it, a coding that it does not know.
 */
export function coBody(value: unknown): LibraryMapping | undefined {
  if (isError(value) && readOwn(value, 'status') === 415) return UNKNOWN.test(String(readOwn(value, 'message'))) ? { status: 415, quotes: true } : undefined;
  if (!isError(value) || readOwn(value, 'status') !== 400 || typeof readOwn(value, 'body') !== 'string') return undefined;
  return value instanceof SyntaxError || value instanceof RangeError ? { status: 400, detail: UNPARSED, quotes: true } : undefined;
}

const UNKNOWN = /^(?:Unsupported content-(?:encoding|type): |Missing content-type$)/i;
