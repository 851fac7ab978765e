import { isError, readOwn, readProperty } from '../core/guarded-read.ts';
import { badRequest, notFound } from '../core/responses/index.ts';
import { thrownValue } from './express-layers.ts';

/** What an error means that Express hands on: its own complaints are the client's doing, and name paths, which are for the log. */
export function meaningOf(error: unknown): unknown {
  if (isError(error)) {
    if (isUndecodable(error)) return badRequest();
    if (isMissingFile(error)) return notFound();
  }
  return thrownValue(error);
}

/** The router's, of a parameter like `/%zz`. */
function isUndecodable(error: Error): boolean {
  return readOwn(error, 'status') === 400 && readProperty(error, 'name') === 'URIError';
}

/** That of `res.sendFile()` and `express.static`: an error of the file system, with a status that `send` has put on it. */
function isMissingFile(error: Error): boolean {
  return (
    readOwn(error, 'syscall') !== undefined && readOwn(error, 'expose') === false && readOwn(error, 'status') === 404 && readOwn(error, 'statusCode') === 404
  );
}
