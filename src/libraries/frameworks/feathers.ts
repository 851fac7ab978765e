import { isHttpClientError } from '../../core/error-mapping/http-client-error.ts';
import { readIssues } from '../../core/responses/issues/index.ts';
import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { mapStatus } from '../map-status.ts';
import { ajvIssues } from '../validators/ajv.ts';

/**
 * `@feathersjs/errors`: `type` is its mark, `code` the status, `errors` messages by field or a list. One that was made out of another Error has
 * that error's text, its list, and the rest of its members in `data`. So does one that the app gave data, and nothing tells the two apart.
 */
export function feathers(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || readOwn(value, 'type') !== 'FeathersError') return undefined;
  const data = readOwn(value, 'data');
  if (data !== null && typeof data === 'object' && isHttpClientError(data as Error)) return { status: 500 };
  const meaning = mapStatus(readOwn(value, 'code'), data === undefined ? readOwn(value, 'message') : undefined);
  if ((meaning.status ?? 500) >= 500) return meaning;
  // What its schema's hooks give: the list of ajv.
  const found = ajvIssues(data);
  if (found !== undefined) return { status: meaning.status, issues: found, quotes: true };
  const isRest = typeof data === 'object' && data !== null && Object.keys(data).length > 0;
  return isRest ? meaning : { ...meaning, issues: readIssues(readOwn(value, 'errors')).issues };
}
