import { UNPARSED } from '../../core/error-mapping/map-error.ts';
import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';

/** The texts of busboy and @fastify/busboy for a form that they cannot read. */
const UNREADABLE: ReadonlySet<unknown> = new Set([
  'Unexpected end of form',
  'Unexpected end of file',
  'Unexpected end of multipart data',
  'Part terminated early due to unexpected end of multipart data',
  'File terminated early due to unexpected end of multipart data',
  'Multipart: Boundary not found',
  // A boundary that is too long.
  'The needle cannot have a length bigger than 256.',
  'Malformed part header',
  'Malformed urlencoded form',
  'Malformed content type',
]);

/** Maps the errors of busboy, which multer and @fastify/multipart use. They are plain Errors with constant texts. */
export function busboy(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  const message = readOwn(value, 'message');
  if (UNREADABLE.has(message)) return { status: 400, detail: UNPARSED };
  if (typeof message !== 'string' || !(message === 'Missing Content-Type' || /^Unsupported [Cc]ontent[ -][Tt]ype(?:: |\.$)/.test(message))) return undefined;
  return { status: 415, quotes: true };
}
