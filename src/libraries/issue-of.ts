import { boundedText } from '../core/bounded-text.ts';
import { isArray, readProperty } from '../core/guarded-read.ts';
import type { Issue } from '../core/issue.ts';
import { counted } from '../core/issues/and-more.ts';
import { fieldName, paramsOf } from '../core/issues/issue-list.ts';

/** Issues read of one error: what is over is counted, not read. */
const MAX_ISSUES = 32;
const MAX_SEGMENTS = 16;
/** What stands where a library's own words hold the value that was submitted, or where there are none. */
export const NOT_VALID = 'Not a valid value';

export interface About {
  readonly code?: unknown;
  /** Only scalars of it are kept, and nothing by a name under which libraries keep the submitted value. */
  readonly params?: unknown;
  readonly in?: Issue['in'];
}

/** One issue out of what a library says, bounded like every other (N14, N16). */
export function issueOf(message: unknown, path: readonly unknown[], { code, params, in: place }: About = {}): Issue {
  const issue: { -readonly [K in keyof Issue]: Issue[K] } = {
    message: typeof message === 'string' && message !== '' ? boundedText(message, 2_048) : NOT_VALID,
    path: path.slice(0, MAX_SEGMENTS).map((key) => (typeof key === 'number' ? key : fieldName(String(key)))),
  };
  if (typeof code === 'string' && code !== '' && code.length <= 128) issue.code = code;
  const kept = paramsOf(params);
  if (kept !== undefined) issue.params = kept;
  if (place !== undefined) issue.in = place;
  return issue;
}

/** The issues of a library's entries; `undefined` when one of them is not the library's. */
export function issuesOf(entries: unknown, read: (entry: unknown) => readonly Issue[] | undefined): readonly Issue[] | undefined {
  if (!isArray(entries) || entries.length === 0) return undefined;
  const issues: Issue[] = [];
  for (let i = 0; i < entries.length; i++) {
    if (issues.length >= MAX_ISSUES) return [...issues.slice(0, MAX_ISSUES), counted(entries.length - i + issues.length - MAX_ISSUES)];
    const some = read(entries[i]);
    if (some === undefined) return undefined;
    issues.push(...some);
  }
  return issues.length > MAX_ISSUES ? [...issues.slice(0, MAX_ISSUES), counted(issues.length - MAX_ISSUES)] : issues;
}

/** The list itself, or the member of an error or a result that holds it. */
export function listIn(value: unknown, ...names: readonly string[]): unknown {
  if (isArray(value)) return value;
  return names.map((name) => readProperty(value, name)).find(isArray);
}

/** `crew[0].name` and `crew["a.b"]` as keys. */
export function keysOf(path: unknown): readonly (string | number)[] {
  if (typeof path !== 'string' || path === '') return [];
  return Array.from(boundedText(path, 1_024).matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g), ([, index, quoted, name]) =>
    index === undefined ? (quoted ?? name ?? '') : Number(index),
  );
}
