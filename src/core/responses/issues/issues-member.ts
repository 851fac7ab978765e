import { isArray, isPlainObject, readOwn } from '../../values/guarded-read.ts';
import type { Issue } from '../../values/issue.ts';
import { issueList } from './issue-list.ts';

/**
 * Reads the list of issues in a result: `issues` (Standard Schema), or `errors` or `problems` with messages. The result must be an object literal of the
 * app. The list of an error may come from an upstream server, so only code that recognises the error by its mark may read it.
 */
export function issuesMember(value: unknown): readonly Issue[] | undefined {
  if (!isPlainObject(value)) return undefined;
  for (const key of ['issues', 'errors', 'problems']) {
    const list = readOwn(value, key);
    if (isArray(list)) return issueList(list);
  }
  return undefined;
}
