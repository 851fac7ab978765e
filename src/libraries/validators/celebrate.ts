import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { joiIssues } from './joi.ts';

/** The parts of a request that celebrate validates, as places. */
const PLACES: Readonly<Record<string, Issue['in']>> = { query: 'query', params: 'path', headers: 'header', cookies: 'header', signedCookies: 'header' };

/** Maps celebrate's error. It has one error of joi for each part of the request, so it is always about the request. */
export function celebrate(value: unknown): LibraryMapping | undefined {
  const details = readOwn(value, 'details');
  if (!isError(value) || classNamed(value, 'CelebrateError') === undefined || !(details instanceof Map)) return undefined;
  const issues = Array.from(details as Map<unknown, unknown>).flatMap(([part, error]) => joiIssues(error, PLACES[String(part)]) ?? []);
  return { status: 400, issues, quotes: true };
}
