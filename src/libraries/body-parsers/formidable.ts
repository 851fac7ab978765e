import { UNPARSED } from '../../core/error-mapping/map-error.ts';
import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';

/** A request that was aborted, a body that ends too early, no boundary, an unknown Content-Transfer-Encoding. Two of them have no status. */
const UNREADABLE: ReadonlySet<number> = new Set([1_002, 1_012, 1_013, 1_014]);

/** Maps the errors of formidable, which koa-body uses: a number from 1000 as `code`, and a status as `httpCode`. Only the statuses of a client count. */
export function formidable(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  const [code, status] = [readOwn(value, 'code'), readOwn(value, 'httpCode')];
  if (typeof code !== 'number' || code < 1_000 || code > 1_999 || typeof status !== 'number') return undefined;
  if (status === 400 || UNREADABLE.has(code)) return { status: 400, detail: UNPARSED };
  return { status: status === 413 || status === 415 ? status : 500 };
}
