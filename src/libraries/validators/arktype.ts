import { firstOf } from '../../core/values/first-of.ts';
import { isArray, readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { SubmittedValues } from '../../core/values/submitted-values.ts';
import { issueOf, issuesOf } from './issue-of.ts';

/** The member by which arktype marks its own objects. */
const KIND = ' arkKind';

/** Maps the failures of arktype: the `ArkErrors` that a type returns, and the TraversalError that `assert` throws. */
export function arktype(value: unknown): LibraryMapping | undefined {
  const errors = isArray(value) ? value : (readProperty(value, 'issues') ?? readProperty(value, 'arkErrors') ?? [value]);
  // A single error, or the list.
  if (readProperty(errors, KIND) !== 'errors' && readProperty(value, KIND) !== 'error') return undefined;
  const submitted = new SubmittedValues(readProperty(readProperty(errors, 'ctx') ?? readProperty(value, 'ctx'), 'root'));
  const issues = issuesOf(errors, (error) => arkIssue(error, submitted));
  return issues === undefined ? undefined : { issues, quotes: true };
}

function arkIssue(error: unknown, submitted: SubmittedValues): readonly Issue[] | undefined {
  if (readProperty(error, KIND) !== 'error') return undefined;
  const path = readProperty(error, 'path');
  const message = readProperty(error, 'message');
  // arktype's own message holds the submitted value, or its length: `must be an email address (was "…")`. A message of the app does not.
  const ownMessage = typeof message === 'string' && message.includes('(was ') ? undefined : message;
  const about = { code: readProperty(error, 'code'), params: { rule: readProperty(error, 'rule') }, typed: [readProperty(error, 'data')], submitted };
  return [issueOf([ownMessage, expectation(error)], firstOf(path), about)];
}

function expectation(error: unknown): string | undefined {
  const branches = readProperty(error, 'errors');
  const code = readProperty(error, 'code');
  const expected = isArray(branches) ? firstOf(branches).map((branch) => readProperty(branch, 'expected')) : [readProperty(error, 'expected')];
  const each = expected.filter((text) => typeof text === 'string' && !text.includes('(was '));
  return each.length === 0 ? undefined : `must be ${each.join(code === 'union' ? ' or ' : ' and ')}`;
}
