import { isForeign } from '../core/foreign.ts';
import { isError, readDeclared, readOwn } from '../core/guarded-read.ts';

/**
 * The words an error was made to show to a client, if it was: one that carries `expose: true` beside a 4xx status, as http-errors and the
 * body parsers make them. Not an operating system's error that was dressed so (`send` does it for a missing file): its text names a path.
 */
export function exposedWords(error: unknown): string | undefined {
  if (exposedStatus(error) === undefined || readOwn(error, 'syscall') !== undefined) return undefined;
  const message = readOwn(error, 'message');
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** The 4xx status that such an error carries. Not an upstream's answer (axios, undici, AWS): that is no status of ours. */
export function exposedStatus(error: unknown): number | undefined {
  if (!isError(error) || readDeclared(error, 'expose') !== true || isForeign(error)) return undefined;
  const status = readDeclared(error, 'status') ?? readDeclared(error, 'statusCode');
  return typeof status === 'number' && Number.isInteger(status) && status >= 400 && status < 500 ? status : undefined;
}
