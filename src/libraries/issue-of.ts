import { boundedText } from '../core/bounded-text.ts';
import { SUBMITTED } from '../core/disclose.ts';
import { isArray, isError, isPlainObject, readProperty } from '../core/guarded-read.ts';
import type { Issue } from '../core/issue.ts';
import { counted } from '../core/issues/and-more.ts';
import { fieldName } from '../core/issues/issue-list.ts';
import { isValidatorError } from './validator-error.ts';

/** Issues read of one error: what is over is counted, not read. */
const MAX_ISSUES = 32;
/** Entries that are looked at: one may have no issue of its own. */
const MAX_ENTRIES = 10_000;
const MAX_SEGMENTS = 16;
/** What stands where a library's own words hold the value that was submitted, or where there are none. */
export const NOT_VALID = 'Not a valid value';

export interface About {
  readonly code?: unknown;
  /** Only scalars of it are kept, and nothing by a name under which libraries keep the submitted value. */
  readonly params?: unknown;
  readonly in?: Issue['in'] | undefined;
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

/** What a rule asks for: a few scalars under the names that the caller gave them, and nothing by a name that libraries keep the submitted value under. */
function paramsOf(params: unknown): Issue['params'] {
  if (!isPlainObject(params)) return undefined;
  const kept: Record<string, string | number | boolean> = {};
  let count = 0;
  // RFC 9457 §3.2: a letter first, then letters, digits and `_`, three at least.
  for (const name of Object.keys(params).slice(0, 16)) {
    const value = params[name];
    if (!/^[A-Za-z]\w{2,31}$/.test(name) || SUBMITTED.has(name)) continue;
    if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) kept[name] = value;
    else if (typeof value === 'string' && value.length <= 128) kept[name] = boundedText(value, 128);
    else continue;
    count++;
  }
  return count === 0 ? undefined : kept;
}

/**
 * The issues of a library's entries; `undefined` when one of them is not the library's. An Error is nobody's entry unless a validator made it;
 * `takesErrors`: the reader decides that itself.
 */
export function issuesOf(entries: unknown, read: (entry: unknown) => readonly Issue[] | undefined, takesErrors = false): readonly Issue[] | undefined {
  if (!isArray(entries) || entries.length === 0) return undefined;
  const issues: Issue[] = [];
  for (let i = 0; i < entries.length && i < MAX_ENTRIES; i++) {
    if (issues.length >= MAX_ISSUES) return [...issues.slice(0, MAX_ISSUES), counted(entries.length - i + issues.length - MAX_ISSUES)];
    const entry: unknown = entries[i];
    const some = !takesErrors && isError(entry) && !isValidatorError(entry) ? undefined : read(entry);
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
