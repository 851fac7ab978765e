import { counted } from '../../core/responses/issues/and-more.ts';
import { CHECKED } from '../../core/responses/issues/issue-list.ts';
import { boundedText } from '../../core/values/bounded-text.ts';
import { fieldPath, isFieldName } from '../../core/values/field-name.ts';
import { isArray, isError, isPlainObject, readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import { isQuotingMessage, mayQuote } from '../../core/values/may-quote.ts';
import { SUBMITTED_VALUE_NAMES } from '../../core/values/submitted-names.ts';
import { SubmittedValues } from '../../core/values/submitted-values.ts';
import { ruleMessage } from './rule-messages.ts';
import { isValidatorError } from './validator-error.ts';

/** The most issues that are read from one error. The rest is counted, not read. */
const MAX_ISSUES = 32;
/** The most entries that are read. An entry may have no issue of its own. */
const MAX_ENTRIES = 10_000;
const NO_SUBMITTED_VALUES = new SubmittedValues();

/** Facts about one issue, as far as its library keeps them. */
export interface About {
  readonly code?: unknown;
  /** The parameters of the rule. Only scalars are kept, and none under a name that libraries use for the submitted value. */
  readonly params?: unknown;
  readonly in?: Issue['in'] | undefined;
  /** The submitted value of this issue, where the library keeps it: `[value]`. A message that quotes it is replaced. */
  readonly typed?: readonly unknown[] | undefined;
  /** All submitted values, where the library keeps them. */
  readonly submitted?: SubmittedValues | undefined;
}

/**
 * Builds one bounded issue from a library's entry: its message, or the first of several messages. A message that quotes a submitted value is replaced by
 * Halyard's text for the rule. If the library keeps no value to compare with, every message that may quote one is replaced.
 */
export function issueOf(message: unknown, path: readonly unknown[], { code, params, in: place, typed, submitted }: About = {}): Issue {
  const own = new SubmittedValues(...(typed ?? []), ...path.filter((key) => typeof key === 'string' && !isFieldName(key)));
  const all = submitted ?? NO_SUBMITTED_VALUES;
  const rule = paramsOf(params, own, all);
  const isHarmless = (text: unknown): text is string =>
    typeof text === 'string' &&
    text !== '' &&
    !isQuotingMessage(text) &&
    !own.quotedBy(text, rule) &&
    !all.mentionedBy(text) &&
    (typed !== undefined || !mayQuote(text));
  const issue: { -readonly [K in keyof Issue]: Issue[K] } = {
    message: boundedText((isArray(message) ? message : [message]).find(isHarmless) ?? ruleMessage(code, rule), 2_048),
    path: fieldPath(path),
  };
  if (typeof code === 'string' && code !== '' && code.length <= 128) issue.code = code;
  if (rule !== undefined) issue.params = rule;
  if (place !== undefined) issue.in = place;
  CHECKED.add(issue);
  return issue;
}

/**
 * Returns the rule's parameters: a few scalars under the names of the caller. Names that libraries use for the submitted value are left out, and so are
 * submitted values: a limit may be the value of another field ("later than `from`").
 */
function paramsOf(params: unknown, own: SubmittedValues, all: SubmittedValues): Issue['params'] {
  if (!isPlainObject(params)) return undefined;
  const kept: Record<string, string | number | boolean> = {};
  let count = 0;
  // RFC 9457 §3.2: a letter first, then letters, digits and `_`, at least three characters.
  for (const name of Object.keys(params).slice(0, 16)) {
    const value = params[name];
    if (!/^[A-Za-z]\w{2,31}$/.test(name) || SUBMITTED_VALUE_NAMES.has(name)) continue;
    if (typeof value === 'boolean') kept[name] = value;
    else if (typeof value === 'number' ? !Number.isFinite(value) : typeof value !== 'string' || value.length > 128) continue;
    else if (own.quotedBy(String(value)) || all.mentionedBy(String(value))) continue;
    else kept[name] = typeof value === 'number' ? value : boundedText(value as string, 128);
    count++;
  }
  return count === 0 ? undefined : kept;
}

/**
 * Returns the issues of a library's entries, or `undefined` if one entry is not the library's. An Error counts as an entry only if a validator made it.
 * With `takesErrors` the function `read` decides that itself.
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

/** Returns the list itself, the list in the member `name` of an error or result, or a list with the one entry: `details[0]`. */
export function listIn(value: unknown, name: string): readonly unknown[] {
  if (isArray(value)) return value;
  const list = readProperty(value, name);
  return isArray(list) ? list : [value];
}

/** Splits `crew[0].name` and `crew["a.b"]` into keys. */
export function keysOf(path: unknown): readonly (string | number)[] {
  if (typeof path !== 'string' || path === '') return [];
  return Array.from(boundedText(path, 1_024).matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g), ([, index, quoted, name]) =>
    index === undefined ? (quoted ?? name ?? '') : Number(index),
  );
}

/** Returns the key as a number, if it is the index of an item. */
export function asIndex(key: string | number): string | number {
  return typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : key;
}
