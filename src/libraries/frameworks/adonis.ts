import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { mapStatus } from '../map-status.ts';
import { issueOf, issuesOf, keysOf } from '../validators/issue-of.ts';

/** Maps the errors of AdonisJS: an Exception (`@poppinss/exception`) with its status and message, and VineJS's list of issues. */
export function adonis(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  const code = readOwn(value, 'code');
  if (code === 'E_VALIDATION_ERROR') {
    const issues = issuesOf(readOwn(value, 'messages'), vineIssue);
    return issues === undefined ? undefined : { status: 422, issues, quotes: true };
  }
  const own = classNamed(value, 'Exception');
  // The class has a getter for `Symbol.toStringTag`. No other error library has one.
  if (own === undefined || Object.getOwnPropertyDescriptor(own, Symbol.toStringTag)?.get === undefined) return undefined;
  const message = readOwn(value, 'message');
  // The first text repeats the method and the path. The second is the default of `abort()`. `abort(error)` takes its text from the error.
  const hasNoMessage = code === 'E_ROUTE_NOT_FOUND' || message === 'HTTP Exception' || isError(readOwn(value, 'body'));
  const mapping = mapStatus(readOwn(value, 'status'), hasNoMessage ? undefined : message);
  return (mapping.status ?? 500) < 500 && typeof code === 'string' ? { ...mapping, code } : mapping;
}

function vineIssue(entry: unknown): readonly Issue[] | undefined {
  const rule = readOwn(entry, 'rule');
  if (typeof rule !== 'string') return undefined;
  const path = keysOf(readOwn(entry, 'field')).map((key) => (typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : key));
  return [issueOf(readOwn(entry, 'message'), path, { code: rule, params: readOwn(entry, 'meta') })];
}
