import { boundedText } from '../../values/bounded-text.ts';
import { fieldPath, MAX_SEGMENTS } from '../../values/field-name.ts';
import { isArray, isError, isPlainObject, readProperty } from '../../values/guarded-read.ts';
import type { Issue } from '../../values/issue.ts';
import { mayQuote, NOT_VALID, surelyQuotes } from '../../values/may-quote.ts';
import { readOnce } from '../../values/read-once.ts';
import { exposedText } from '../exposed-text.ts';
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

/** Issues made of a library's message, which was compared with what was submitted. They are taken as they are. */
export const CHECKED = new WeakSet<object>();

/** One issue: a text, or an object with a `message` (or `detail`). */
export function oneIssue(value: unknown): Issue | undefined {
  if (typeof value === 'string') return value === '' ? undefined : { message: harmless(value), path: [] };
  if (typeof value !== 'object' || value === null) return undefined;
  if (CHECKED.has(value)) return value as Issue;
  // Read as it stands: one that throws at it is no issue of anybody's.
  const item: object = value;
  // An Error's own text is not for the client, in a list as little as alone.
  const text = !isPlainObject(value) && isError(value) ? exposedText(value) : (readOnce(item, 'message') ?? readOnce(item, 'msg') ?? readOnce(item, 'detail'));
  if (typeof text !== 'string') return undefined;
  const message = mayQuote(text) ? NOT_VALID : boundedText(text, 2_048);
  const path = issuePath(readOnce(item, 'path') ?? readOnce(item, 'field'));
  const code = readOnce(item, 'code');
  return typeof code === 'string' && code.length <= 128 ? { message, path, code } : { message, path };
}

/** The text of an app, unless it is a library's message with a value in it. */
export function harmless(text: string): string {
  return surelyQuotes(text) ? NOT_VALID : boundedText(text, 2_048);
}

/** Is there more in the list than the core reads? A library's entries have more members, an Error may have a mark. */
export function hasMoreThanMessages(list: readonly unknown[]): boolean {
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

function issuePath(path: unknown): readonly PropertyKey[] {
  if (typeof path === 'number') return [path];
  const segments = typeof path === 'string' ? (path === '' ? [] : boundedText(path, 1_024).split('.')) : isArray(path) ? path.slice(0, MAX_SEGMENTS) : [];
  return fieldPath(Array.from(segments, (segment) => (segment !== null && typeof segment === 'object' ? readProperty(segment, 'key') : segment)));
}
