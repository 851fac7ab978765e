import { isError, ownMembers, readOwn } from '../values/guarded-read.ts';
import type { LibraryMapping, MapLibraryValue } from '../values/library-mapping.ts';

/** What a host knows about a failure beside the error itself. Plain data: `mapError` decides what it is worth. */
export interface HostFacts {
  /** The status that the app has set on the reply it sends the error with: `reply.code(404).send(error)`. */
  readonly replyStatus?: number | undefined;
  /** The error's own status, where a header of the reply confirms it: a plugin has set both. */
  readonly confirmedStatus?: number | undefined;
  /** The error's own status from 501 up, on a host whose users throw those: `ctx.throw(503)`. */
  readonly serverStatus?: number | undefined;
  /** The headers that belong to `serverStatus`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The request has a coded body, and nobody has read it yet. */
  readonly isUnpacking?: boolean | undefined;
}

/** What a thrown value means for its client and for the log. */
export interface ErrorMapping extends LibraryMapping {
  readonly status: number;
}

/** What a client is told about a body that no parser could read. */
export const UNPARSED = 'The request body could not be parsed.';

/**
 * The one place that decides what an error means, for every host: which status it gets, whether its text was written for the client, and
 * whether the log may have it. `understand` knows the errors of other libraries. An error that nobody knows is a 500, whatever status it
 * carries.
 */
export function mapError(error: unknown, mapLibraryValue: MapLibraryValue | undefined, known?: HostFacts): ErrorMapping {
  // What is no Error is nobody's, and is not searched: reading it may take its time.
  const library = isError(error) ? ownMembers(mapLibraryValue?.(error)) : undefined;
  const mapping = known === undefined ? { ...library, status: library?.status ?? 500 } : mapWithFacts(error, library, ownMembers(known));
  // Own members only: a polluted Object.prototype gives no error a header.
  return ownMembers(mapping);
}

function mapWithFacts(error: unknown, meaning: LibraryMapping | undefined, known: HostFacts): ErrorMapping {
  const { serverStatus, headers, isUnpacking } = known;
  const { status = 500 } = meaning ?? {};
  // A library that says 500 knows the error as an upstream's, and then its status is not the app's.
  if (serverStatus !== undefined && meaning?.status !== 500) return { status: serverStatus, headers };
  if (isUnpacking && meaning === undefined && ZLIB.test(String(readOwn(error, 'code')))) return { status: 400, detail: UNPARSED };
  const replyStatus = isMistake(error) ? undefined : known.replyStatus;
  if (replyStatus === undefined) return meaning === undefined ? { status: known.confirmedStatus ?? 500 } : { ...meaning, status };
  // What a library knows about the error counts more than the reply's status; of an upstream's error, what the app has set.
  if (status !== 500) return { ...meaning, status };
  return { status: replyStatus, issues: replyStatus < 500 ? meaning?.issues : undefined, quotes: meaning?.quotes };
}

/** The codes of Node's zlib for a body that is not what its Content-Encoding calls it. */
const ZLIB = /^(?:Z_|ERR__ERROR_)/;

/** JavaScript's own errors are mistakes in the code, whatever the handler had meant to say before. */
function isMistake(error: unknown): boolean {
  try {
    return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError || error instanceof SyntaxError;
  } catch {
    return true;
  }
}
