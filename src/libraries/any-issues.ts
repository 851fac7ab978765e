import { isArray, isError, readProperty } from '../core/guarded-read.ts';
import type { Issue } from '../core/issue.ts';
import { oneIssue } from '../core/issues/issue-list.ts';
import type { Meaning } from '../core/meaning.ts';
import { issueOf, issuesOf, listIn } from './issue-of.ts';

/** A failure of any other library of the Standard Schema (`issues`), and issues of the app's own with `params` or `in`. */
export function anyIssues(value: unknown): Meaning | undefined {
  const list = listIn(value, 'issues');
  // An Error's own text is not for the client, in a list as little as alone.
  if (!isArray(list) || list.some(isError)) return undefined;
  const issues = issuesOf(list, anyIssue);
  return issues === undefined ? undefined : { issues, quotes: true };
}

function anyIssue(entry: unknown): readonly Issue[] | undefined {
  const issue = oneIssue(entry);
  if (issue === undefined) return undefined;
  const place = readProperty(entry, 'in');
  const params = readProperty(entry, 'params');
  return [
    issueOf(issue.message, issue.path, { code: issue.code, params, in: place === 'query' || place === 'path' || place === 'header' ? place : undefined }),
  ];
}
