import { isArray, isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { outgoingStatus } from '../clients/outgoing.ts';
import { ownStatus } from '../own-status.ts';
import { mapDriverError } from './driver-errors.ts';

/** Maps the DrizzleQueryError by the driver's error in its `cause`. Its own text holds the query and all values: `params: ann@example.com`. */
export function drizzle(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || typeof readOwn(value, 'query') !== 'string' || !isArray(readOwn(value, 'params'))) return undefined;
  // PGlite keeps the two members, too. Its own text holds no values.
  if (!String(readOwn(value, 'message')).startsWith('Failed query: ')) return undefined;
  const mapping = mapDriverError(value, 'cause') ?? ownStatus(value) ?? { upstream: outgoingStatus(value) };
  return { ...mapping, quotes: true };
}
