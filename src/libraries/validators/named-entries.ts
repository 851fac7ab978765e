import { isArray, isPlainObject, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { typedIn } from './any-issues.ts';
import { asIndex, issueOf, issuesOf, keysOf } from './issue-of.ts';

/** The members in which apps name the field of an entry, with the part of the request that holds it. `pointer` to `header` are those of RFC 9457 and JSON:API. */
const FIELDS: Readonly<Record<string, Issue['in']>> = { property: undefined, field: undefined, pointer: undefined, parameter: 'query', header: 'header' };
/** The members in which apps keep the messages of an entry: one text, or a list of texts. */
const TEXTS = ['message', 'msg', 'detail', 'error', 'reason', 'constraints', 'errors', 'messages'];

/**
 * Maps a list that the app has made itself: `[{ property: 'email', message: 'Taken' }]`, `[{ field, error }]`, `[{ property, constraints: ['…'] }]`, or the
 * list of a problem document, `[{ detail, pointer: '#/email' }]`.
 */
export function namedEntries(value: unknown): LibraryMapping | undefined {
  const issues = isArray(value) ? issuesOf(value, entryIssues) : undefined;
  return issues === undefined ? undefined : { issues, quotes: true };
}

function entryIssues(entry: unknown): readonly Issue[] | undefined {
  if (!isPlainObject(entry) || readOwn(entry, 'path') !== undefined) return undefined;
  const name = Object.keys(FIELDS).find((member) => isText(readOwn(entry, member)));
  if (name === undefined) return undefined;
  const texts = TEXTS.map((member) => textsIn(readOwn(entry, member))).find((found) => found.length > 0);
  const field = readOwn(entry, name) as string;
  const path = name === 'pointer' ? pointerKeys(field) : name === 'header' ? [field] : keysOf(field).map(asIndex);
  const place = readOwn(entry, 'in');
  const about = {
    code: readOwn(entry, 'code'),
    params: readOwn(entry, 'params'),
    in: place === 'query' || place === 'path' || place === 'header' ? place : FIELDS[name],
    typed: typedIn(entry),
  };
  return texts?.map((text) => issueOf(text, path, about));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function textsIn(value: unknown): readonly string[] {
  if (isText(value)) return [value];
  return isArray(value) && value.length <= 32 && value.every(isText) ? value : [];
}

/** Returns the keys of a JSON Pointer (RFC 6901), also of one in a URI fragment. */
function pointerKeys(pointer: string): readonly (string | number)[] {
  const keys = pointer.replace(/^#/, '').split('/').slice(1, 33);
  return keys.map((key) => asIndex(decoded(key).replaceAll('~1', '/').replaceAll('~0', '~')));
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}
