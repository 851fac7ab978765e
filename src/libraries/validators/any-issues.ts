import { oneIssue } from '../../core/responses/issues/issue-list.ts';
import { isArray, isError, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { SUBMITTED_VALUE_NAMES } from '../../core/values/submitted-names.ts';
import { exposedMessage } from '../exposed.ts';
import { issueOf, issuesOf } from './issue-of.ts';

/** Maps the failure of any other Standard Schema library (`issues`), and the app's own issues with `params` or `in`. */
export function anyIssues(value: unknown): LibraryMapping | undefined {
  const list = isArray(value) ? value : readProperty(value, 'issues');
  if (!isArray(list)) return undefined;
  const issues = issuesOf(list, anyIssue, true);
  return issues === undefined ? undefined : { issues, quotes: true };
}

/** Returns the validated value, from any of the names that libraries use for it. */
export function typedIn(entry: unknown): readonly unknown[] | undefined {
  const values = [...SUBMITTED_VALUE_NAMES].filter((name) => name !== 'params').map((name) => readOwn(entry, name));
  return values.every((value) => value === undefined) ? undefined : values;
}

function anyIssue(entry: unknown): readonly Issue[] | undefined {
  const text = exposedMessage(entry);
  // An Error's own text is not for the client, in a list or alone.
  if (isError(entry)) return text === undefined ? undefined : [issueOf(text, [])];
  const issue = oneIssue(entry);
  if (issue === undefined) return undefined;
  if (issue === entry) return [issue];
  const place = readProperty(entry, 'in');
  const params = readProperty(entry, 'params');
  return [
    issueOf(issue.message, issue.path, {
      code: issue.code,
      params,
      in: place === 'query' || place === 'path' || place === 'header' ? place : undefined,
      typed: typedIn(entry),
    }),
  ];
}
