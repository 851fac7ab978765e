import { isArray, isError, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { SubmittedValues } from '../../core/values/submitted-values.ts';
import { issueOf, issuesOf, keysOf } from './issue-of.ts';

/** Maps yup's ValidationError. It has one error for each failure in `inner`, or is the only one itself. */
export function yup(value: unknown): LibraryMapping | undefined {
  const inner = isArray(value) ? value : readOwn(value, 'inner');
  if (!isArray(inner) || (value !== inner && readOwn(value, 'name') !== 'ValidationError')) return undefined;
  const submitted = new SubmittedValues(readOwn(value, 'value'));
  const issues = issuesOf(inner.length === 0 ? [value] : inner, (error) => yupIssue(error, submitted));
  return issues === undefined ? undefined : { issues, quotes: true };
}

function yupIssue(error: unknown, submitted: SubmittedValues): readonly Issue[] | undefined {
  if (!isError(error) || readOwn(error, 'name') !== 'ValidationError' || !isArray(readOwn(error, 'inner'))) return undefined;
  const { path: _, label: __, type: ___, disableStackTrace: ____, ...params } = (readOwn(error, 'params') ?? {}) as Readonly<Record<string, unknown>>;
  const typed = [readOwn(error, 'value'), params['value'], params['originalValue']];
  return [issueOf(withoutValue(readOwn(error, 'message')), keysOf(readOwn(error, 'path')), { code: readOwn(error, 'type'), params, typed, submitted })];
}

/** Removes the value: for a wrong type yup's message holds it before and after its cast. */
function withoutValue(message: unknown): unknown {
  return typeof message === 'string' ? message.split(', but the final value was: ', 1)[0] : message;
}
