import { boundedText } from '../bounded-text.ts';
import { exposedText } from '../exposed-text.ts';
import { isArray, isError, isPlainObject, readProperty } from '../guarded-read.ts';
import type { Issue } from '../issue.ts';
import { readOnce } from '../read-once.ts';
import { counted } from './and-more.ts';

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
  if (value.length > MAX_ISSUES) issues.push(counted(value.length - MAX_ISSUES));
  return issues;
}

/** One issue: a text, or an object with a `message` (or `detail`). */
export function oneIssue(value: unknown): Issue | undefined {
  if (typeof value === 'string') return value === '' ? undefined : { message: boundedText(value, 2_048), path: [] };
  if (typeof value !== 'object' || value === null) return undefined;
  // Read as it stands: one that throws at it is no issue of anybody's.
  const item: object = value;
  // An Error's own text is not for the client, in a list as little as alone.
  const text = !isPlainObject(value) && isError(value) ? exposedText(value) : (readOnce(item, 'message') ?? readOnce(item, 'msg') ?? readOnce(item, 'detail'));
  if (typeof text !== 'string') return undefined;
  const message = boundedText(text, 2_048);
  const path = pathOf(readOnce(item, 'path') ?? readOnce(item, 'field'));
  const code = readOnce(item, 'code');
  return typeof code === 'string' && code.length <= 128 ? { message, path, code } : { message, path };
}

/** Is there more in the list than the core reads? A library's entries have more members, an Error may have a mark. */
export function saysMore(list: readonly unknown[]): boolean {
  for (let i = 0; i < list.length && i < MAX_ISSUES; i++) {
    const item = list[i];
    if (typeof item !== 'object' || item === null) continue;
    if (!isPlainObject(item)) return true;
    // Compared one by one: names are the same strings, and no list of them is walked.
    for (const name in item)
      if (name !== 'message' && name !== 'path' && name !== 'code' && name !== 'msg' && name !== 'detail' && name !== 'field') return true;
  }
  return false;
}

/** Deeper or longer than this is no field that anybody filled in; the pointer to it would fill the answer. */
const MAX_SEGMENTS = 16;
const MAX_SEGMENT = 64;

function pathOf(path: unknown): readonly PropertyKey[] {
  if (typeof path === 'number') return [path];
  const segments = typeof path === 'string' ? (path === '' ? [] : boundedText(path, 1_024).split('.')) : isArray(path) ? path : [];
  const keys: PropertyKey[] = [];
  for (let i = 0; i < segments.length && i < MAX_SEGMENTS; i++) {
    const segment: unknown = segments[i];
    const key = segment !== null && typeof segment === 'object' ? readProperty(segment, 'key') : segment;
    keys.push(typeof key === 'number' ? key : fieldName(String(key)));
  }
  return keys;
}

export function fieldName(name: string): string {
  return boundedText(name, MAX_SEGMENT);
}
