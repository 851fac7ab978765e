import { isArray, isError, isPlainObject, readOwn, readProperty } from '../core/guarded-read.ts';
import type { Issue } from '../core/issue.ts';
import type { Meaning } from '../core/meaning.ts';
import { issueOf, issuesOf, keysOf, listIn } from './issue-of.ts';

/** Where express-validator looks, and where that is in a request. */
const PLACES: Readonly<Record<string, Issue['in']>> = { query: 'query', params: 'path', headers: 'header', cookies: 'header' };

/** express-validator: the Result of `validationResult(req)`, its `array()` and `mapped()`, or what its `throw()` throws: that is about the request. */
export function expressValidator(value: unknown): Meaning | undefined {
  const list = listIn(value, 'errors') ?? (isPlainObject(value) ? Object.values(value) : undefined);
  const issues = issuesOf(list, entryIssues);
  if (issues === undefined) return undefined;
  return isError(value) && typeof readOwn(value, 'mapped') === 'function' ? { status: 400, issues, quotes: true } : { issues, quotes: true };
}

function entryIssues(entry: unknown): readonly Issue[] | undefined {
  const msg = readProperty(entry, 'msg');
  if (msg === undefined) return undefined;
  const words = typeof msg === 'string' ? msg : readProperty(msg, 'message');
  const type = readProperty(entry, 'type');
  const location = readProperty(entry, 'location');
  if (typeof location === 'string') return [fieldIssue(words, entry, type === 'field' ? undefined : type)];
  if (type === 'unknown_fields') return listOf(readProperty(entry, 'fields')).map((field) => fieldIssue(words, field, type));
  return type === 'alternative' || type === 'alternative_grouped' ? [issueOf(words, [], { code: type })] : undefined;
}

function fieldIssue(words: unknown, field: unknown, code: unknown): Issue {
  const location = String(readProperty(field, 'location'));
  const path = readProperty(field, 'path') ?? readProperty(field, 'param');
  const place = PLACES[location];
  if (place === undefined) return issueOf(words, keysOf(path), { code });
  return issueOf(words, location === 'cookies' ? ['Cookie', path] : [path], { code, in: place });
}

function listOf(value: unknown): readonly unknown[] {
  return isArray(value) ? value.slice(0, 32) : [];
}
