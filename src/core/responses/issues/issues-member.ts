import { isPlainObject } from '../../values/guarded-read.ts';
import type { Issue } from '../../values/issue.ts';
import { listMember } from '../../values/list-member.ts';
import { issueList } from './issue-list.ts';

const NAMES = ['issues', 'errors', 'problems'];

/**
 * Reads the list of issues in a result: `issues` (Standard Schema), or `errors` or `problems` with messages. The result must be an object literal of the
 * app. The list of an error may come from an upstream server, so only code that recognises the error by its mark may read it.
 */
export function issuesMember(value: unknown): readonly Issue[] | undefined {
  return isPlainObject(value) ? issueList(listMember(value, NAMES)?.list) : undefined;
}
