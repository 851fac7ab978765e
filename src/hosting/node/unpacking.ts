import { readOwn, readProperty } from '../../core/values/guarded-read.ts';

/** The codes of Node's zlib for a body that does not match its Content-Encoding. */
const ZLIB = /^(?:Z_|ERR__ERROR_)/;

/**
 * Returns whether the error comes from decompressing the body of this request. `parsed` has the body that a parser has read: after that, zlib fails in the
 * app. Reading it may throw. co-body and others pass on the error of zlib without a status.
 */
export function isUnpacking(headers: Readonly<Record<string, unknown>>, parsed: object, error: unknown): boolean {
  return headers['content-encoding'] !== undefined && ZLIB.test(String(readOwn(error, 'code'))) && readProperty(parsed, 'body') === undefined;
}
