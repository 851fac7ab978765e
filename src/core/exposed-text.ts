import { isError, readDeclared, readOwn } from './guarded-read.ts';
import { SAYS } from './response-error.ts';

/**
 * The text an error was made to show to a client, if it was: ours, or one that carries `expose: true` beside a 4xx status, as
 * http-errors and the body parsers make them. Not an operating system's error that was dressed so (`send` does it for a missing
 * file): its text names a path.
 */
export function exposedText(error: Error): string | undefined {
  if (readDeclared(error, 'expose') !== true) return undefined;
  if (readOwn(error, SAYS) === undefined && (exposedStatus(error) === undefined || readOwn(error, 'syscall') !== undefined)) return undefined;
  const message = readOwn(error, 'message');
  return typeof message === 'string' && message !== '' ? message : undefined;
}

/** The 4xx status that such an error carries. Not an upstream's answer (axios, undici, AWS): that is no status of ours. */
export function exposedStatus(error: unknown): number | undefined {
  if (!isError(error) || readDeclared(error, 'expose') !== true || isForeign(error)) return undefined;
  const status = readDeclared(error, 'status') ?? readDeclared(error, 'statusCode');
  return typeof status === 'number' && Number.isInteger(status) && status >= 400 && status < 500 ? status : undefined;
}

const FOREIGN = ['response', 'request', 'config', '$metadata', 'isAxiosError'];

/** An HTTP client made it, out of what a server behind us said. */
export function isForeign(error: Error): boolean {
  return FOREIGN.some((key) => readOwn(error, key) !== undefined);
}
