import { isArray, isError, readProperty } from '../core/guarded-read.ts';
import type { Issue } from '../core/issue.ts';
import { oneIssue } from '../core/issues/issue-list.ts';
import type { Meaning } from '../core/meaning.ts';
import { exposedWords } from './exposed.ts';
import { issueOf, issuesOf, listIn } from './issue-of.ts';

/** A failure of any other library of the Standard Schema (`issues`), and issues of the app's own with `params` or `in`. */
export function anyIssues(value: unknown): Meaning | undefined {
  const list = listIn(value, 'issues');
  if (!isArray(list)) return undefined;
  const issues = issuesOf(list, anyIssue, true);
  return issues === undefined ? undefined : { issues, quotes: true };
}

function anyIssue(entry: unknown): readonly Issue[] | undefined {
  const words = exposedWords(entry);
  // An Error's own text is not for the client, in a list as little as alone.
  if (isError(entry)) return words === undefined ? undefined : [issueOf(words, [])];
  const issue = oneIssue(entry);
  if (issue === undefined) return undefined;
  const place = readProperty(entry, 'in');
  const params = readProperty(entry, 'params');
  return [
    issueOf(issue.message, issue.path, { code: issue.code, params, in: place === 'query' || place === 'path' || place === 'header' ? place : undefined }),
  ];
}
