import { isError, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';

/** Express' own complaints, which are the client's doing. Their texts repeat the address, or name a file. */
export function express(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  // The router's, of a parameter like `/%zz`.
  if (readOwn(value, 'status') === 400 && readProperty(value, 'name') === 'URIError') return { status: 400, quotes: true };
  return isMissingFile(value) ? { status: 404, quotes: true } : undefined;
}

/** The error of `res.sendFile()` and `express.static`: one of the file system, with a status that `send` has put on it. */
function isMissingFile(error: Error): boolean {
  return (
    readOwn(error, 'syscall') !== undefined && readOwn(error, 'expose') === false && readOwn(error, 'status') === 404 && readOwn(error, 'statusCode') === 404
  );
}
