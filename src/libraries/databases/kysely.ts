import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';

/** Maps Kysely's NoResultError, which `executeTakeFirstOrThrow()` throws. It keeps the tree of the query. Kysely does not wrap the errors of drivers. */
export function kysely(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || classNamed(value, 'NoResultError') === undefined) return undefined;
  return typeof readOwn(readOwn(value, 'node'), 'kind') === 'string' ? { status: 404 } : undefined;
}
