import { isHttpClientError } from '../../core/error-mapping/http-client-error.ts';
import { readIssues } from '../../core/responses/issues/index.ts';
import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { mapStatus } from '../map-status.ts';
import { ajvIssues } from '../validators/ajv.ts';

/**
 * Maps an error of `@feathersjs/errors`: `type` marks it, `code` is the status, and `errors` holds messages by field or a list. An error made from another
 * Error has that error's text and list, and its other members in `data`. An error with data from the app looks the same, so both are treated alike.
 */
export function feathers(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || readOwn(value, 'type') !== 'FeathersError') return undefined;
  const data = readOwn(value, 'data');
  if (data !== null && typeof data === 'object' && isHttpClientError(data as Error)) return { status: 500 };
  const mapping = mapStatus(readOwn(value, 'code'), data === undefined ? readOwn(value, 'message') : undefined);
  if ((mapping.status ?? 500) >= 500) return mapping;
  // The schema hooks of Feathers put ajv's list into `data`.
  const found = ajvIssues(data);
  if (found !== undefined) return { status: mapping.status, issues: found, quotes: true };
  const isRest = typeof data === 'object' && data !== null && Object.keys(data).length > 0;
  return isRest ? mapping : { ...mapping, issues: readIssues(readOwn(value, 'errors')).issues };
}
