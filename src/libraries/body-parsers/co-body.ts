import { UNPARSED } from '../../core/error-mapping/map-error.ts';
import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';

/**
 * Maps the errors of co-body, the parser behind Koa's body parsers. It throws a SyntaxError (JSON) or a RangeError (qs) with status 400, and keeps the
 * body on it. Both texts quote the submitted body. For an unknown media type or content coding (from inflation) it throws a plain Error with status 415.
 */
export function coBody(value: unknown): LibraryMapping | undefined {
  if (isError(value) && readOwn(value, 'status') === 415) return UNKNOWN.test(String(readOwn(value, 'message'))) ? { status: 415, quotes: true } : undefined;
  if (!isError(value) || readOwn(value, 'status') !== 400 || typeof readOwn(value, 'body') !== 'string') return undefined;
  return value instanceof SyntaxError || value instanceof RangeError ? { status: 400, detail: UNPARSED, quotes: true } : undefined;
}

const UNKNOWN = /^(?:Unsupported content-(?:encoding|type): |Missing content-type$)/i;
