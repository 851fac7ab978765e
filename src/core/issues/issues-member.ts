import { isArray, readProperty } from '../guarded-read.ts';
import type { Issue } from '../issue.ts';
import { issueList } from './issue-list.ts';

/** An error or a result that keeps a list of issues: `issues` (Standard Schema, zod, valibot), or `errors` of objects with a message. */
export function issuesMember(value: unknown): readonly Issue[] | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  for (const key of ['issues', 'errors', 'problems']) {
    const list = readProperty(value, key);
    if (isArray(list)) return issueList(list);
  }
  return undefined;
}
