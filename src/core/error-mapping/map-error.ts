import type { HostFacts } from '../ports/host.ts';
import { isError, ownMembers } from '../values/guarded-read.ts';
import type { LibraryMapping } from '../values/library-mapping.ts';
import type { ErrorMappingSettings } from './error-mapping-settings.ts';

/** How a thrown value is answered and logged: status, detail, issues, header fields and causes. */
export interface ErrorMapping extends LibraryMapping {
  readonly status: number;
}

/** The detail that a client receives for a body that no parser could read. */
export const UNPARSED = 'The request body could not be parsed.';

/**
 * Maps a thrown value to its status, for every host. The mapping decides which text the client may see and whether the log may contain the error.
 * `mapLibraryValue` maps the errors of other libraries. An unmapped error is a 500.
 */
export function mapError(
  error: unknown,
  { mapLibraryValue, upstream }: Pick<ErrorMappingSettings, 'mapLibraryValue' | 'upstream'>,
  known?: HostFacts,
): ErrorMapping {
  // Only an Error is mapped, because searching any other value could take long.
  const library = isError(error) ? ownMembers(mapLibraryValue?.(error)) : undefined;
  const mapping = known === undefined ? { ...library, status: library?.status ?? 500 } : mapWithFacts(error, library, ownMembers(known));
  const isUpstreams = upstream && mapping.status === 500 && library?.upstream !== undefined;
  // Only own members count, so that a polluted Object.prototype adds no header field to an error.
  return ownMembers(isUpstreams ? { ...mapping, status: library.upstream } : mapping);
}

function mapWithFacts(error: unknown, mapping: LibraryMapping | undefined, known: HostFacts): ErrorMapping {
  const { status = 500, upstream } = mapping ?? {};
  if (known.unreadable !== undefined) return { status: known.unreadable, detail: known.unreadable === 400 ? UNPARSED : undefined, quotes: true };
  if (known.isUnpacking && mapping === undefined) return { status: 400, detail: UNPARSED };
  // A library mapping with a status counts more than the reply's status. For an upstream's error, the reply's status counts.
  const { replyStatus } = known;
  if (replyStatus === undefined || (upstream === undefined && (mapping?.status !== undefined || isMistake(error)))) return { ...mapping, status };
  return { status: replyStatus, issues: replyStatus < 500 ? mapping?.issues : undefined, quotes: mapping?.quotes };
}

/** JavaScript's own errors are mistakes in the code, except for the TypeError of a failed `fetch()`. A status that the handler set before does not apply to them. */
function isMistake(error: unknown): boolean {
  try {
    return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError || error instanceof SyntaxError;
  } catch {
    return true;
  }
}
