import { isArray, isError, readProperty } from '../core/guarded-read.ts';
import { issueList } from '../core/issues/issue-list.ts';
import type { Meaning } from '../core/meaning.ts';

/** A failure of any other library of the Standard Schema, or its `SchemaError`: `issues` with a message, and a path of keys or `{ key }`. */
export function standardSchema(value: unknown): Meaning | undefined {
  const list = isArray(value) ? undefined : readProperty(value, 'issues');
  if (!isArray(list) || list.some(isError)) return undefined;
  const issues = issueList(list);
  return issues === undefined ? undefined : { issues, quotes: true };
}
