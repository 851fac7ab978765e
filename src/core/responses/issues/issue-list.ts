import { boundedText } from '../../values/bounded-text.ts';
import { fieldPath, MAX_SEGMENTS } from '../../values/field-name.ts';
import { isArray, isError, isPlainObject, readProperty } from '../../values/guarded-read.ts';
import type { Issue } from '../../values/issue.ts';
import { isQuotingMessage, mayQuote, NOT_VALID } from '../../values/may-quote.ts';
import { readOnce } from '../../values/read-once.ts';
import { exposedText } from '../exposed-text.ts';
import { counted } from './and-more.ts';

/** The most issues that are read from one list. The others are only counted. */
const MAX_ISSUES = 32;

/** Reads a list of messages, or of Standard Schema issues (`message`, and `path` of keys or `{ key }` segments). `undefined` for other values. */
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

/** Issues from messages of libraries that were already compared with the submitted values. They are used unchanged. */
export const CHECKED = new WeakSet<object>();

/** Reads one issue: a text, or an object with a `message` (or `msg`, or `detail`). `undefined` for other values. */
export function oneIssue(value: unknown): Issue | undefined {
  if (typeof value === 'string') return value === '' ? undefined : { message: harmless(value), path: [] };
  if (typeof value !== 'object' || value === null) return undefined;
  if (CHECKED.has(value)) return value as Issue;
  // A read that throws is not guarded here. `readIssues` treats such a value as one without issues.
  const item: object = value;
  // The message of an Error is not for the client, also not inside a list.
  const text = !isPlainObject(value) && isError(value) ? exposedText(value) : (readOnce(item, 'message') ?? readOnce(item, 'msg') ?? readOnce(item, 'detail'));
  if (typeof text !== 'string') return undefined;
  const message = mayQuote(text) ? NOT_VALID : boundedText(text, 2_048);
  const path = issuePath(readOnce(item, 'path') ?? readOnce(item, 'field'));
  const code = readOnce(item, 'code');
  return typeof code === 'string' && code.length <= 128 ? { message, path, code } : { message, path };
}

/** The text, or a general message if the text is a library's message that quotes a value. */
export function harmless(text: string): string {
  return isQuotingMessage(text) ? NOT_VALID : boundedText(text, 2_048);
}

/** Whether the list has members that only code for a library can read. Entries of a library have more members, and an Error may have a mark. */
export function hasMoreThanMessages(list: readonly unknown[]): boolean {
  for (let i = 0; i < list.length && i < MAX_ISSUES; i++) {
    const item = list[i];
    if (typeof item !== 'object' || item === null) continue;
    if (!isPlainObject(item)) return true;
    // Single comparisons are faster than a search in a list of names.
    for (const name in item)
      if (name !== 'message' && name !== 'path' && name !== 'code' && name !== 'msg' && name !== 'detail' && name !== 'field') return true;
  }
  return false;
}

function issuePath(path: unknown): readonly PropertyKey[] {
  if (typeof path === 'number') return [path];
  const segments = typeof path === 'string' ? (path === '' ? [] : boundedText(path, 1_024).split('.')) : isArray(path) ? path.slice(0, MAX_SEGMENTS) : [];
  return fieldPath(Array.from(segments, (segment) => (segment !== null && typeof segment === 'object' ? readProperty(segment, 'key') : segment)));
}
