import { boundedText } from '../bounded-text.ts';
import { isArray, readProperty } from '../guarded-read.ts';
import type { Issue } from '../issue.ts';

/** Issues read of one list: what is over is counted, not read. */
const MAX_ISSUES = 32;

/** A list of messages, or of issues as Standard Schema has them (`message`, and `path` of keys or `{ key }` segments). */
export function issueList(value: unknown): readonly Issue[] | undefined {
  if (!isArray(value) || value.length === 0) return undefined;
  const issues: Issue[] = [];
  for (let i = 0; i < value.length && i < MAX_ISSUES; i++) {
    const issue = oneIssue(value[i]);
    if (issue === undefined) return undefined;
    issues.push(issue);
  }
  if (value.length > MAX_ISSUES) issues.push({ message: `and ${value.length - MAX_ISSUES} more`, path: [] });
  return issues;
}

/** One issue: a text, or an object with a `message` (or `detail`). */
export function oneIssue(value: unknown): Issue | undefined {
  if (typeof value === 'string') return value === '' ? undefined : { message: boundedText(value, 2_048), path: [] };
  const message = readProperty(value, 'message') ?? readProperty(value, 'detail');
  if (typeof message !== 'string') return undefined;
  const code = readProperty(value, 'code');
  const path = pathOf(readProperty(value, 'path') ?? readProperty(value, 'field'));
  const issue = { message: boundedText(message, 2_048), path };
  return typeof code === 'string' && code.length <= 128 ? { ...issue, code } : issue;
}

function pathOf(path: unknown): readonly PropertyKey[] {
  if (typeof path === 'string') return path === '' ? [] : path.split('.').slice(0, 32);
  if (typeof path === 'number') return [path];
  if (!isArray(path)) return [];
  return path.slice(0, 32).map((segment) => {
    const key = typeof segment === 'object' ? readProperty(segment, 'key') : segment;
    return typeof key === 'number' || typeof key === 'symbol' ? key : boundedText(String(key), 256);
  });
}
