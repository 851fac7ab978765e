import { isArray, isPlainObject, readOwn } from '../../values/guarded-read.ts';
import type { Issue } from '../../values/issue.ts';
import { issueList } from './issue-list.ts';

/**
 * A result that keeps a list of issues: `issues` (Standard Schema), or `errors` of objects with a message. Only of a plain object, which the
 * app has written down. An error's list may be an upstream's, so that only those may read it who know the error by its mark.
 */
export function issuesMember(value: unknown): readonly Issue[] | undefined {
  if (!isPlainObject(value)) return undefined;
  for (const key of ['issues', 'errors', 'problems']) {
    const list = readOwn(value, key);
    if (isArray(list)) return issueList(list);
  }
  return undefined;
}
