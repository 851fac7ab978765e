import { isError, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';

/** Maps Express's own errors, which a client's request causes. Their texts repeat the request target or name a file. */
export function express(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  // The router's error for a parameter such as `/%zz`.
  if (readOwn(value, 'status') === 400 && readProperty(value, 'name') === 'URIError') return { status: 400, quotes: true };
  return isMissingFile(value) ? { status: 404, quotes: true } : undefined;
}

/** Returns whether this is the error of `res.sendFile()` or `express.static`: a file system error to which `send` added a status. */
function isMissingFile(error: Error): boolean {
  return (
    readOwn(error, 'syscall') !== undefined && readOwn(error, 'expose') === false && readOwn(error, 'status') === 404 && readOwn(error, 'statusCode') === 404
  );
}
