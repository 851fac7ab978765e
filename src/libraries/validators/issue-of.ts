import { counted } from '../../core/responses/issues/and-more.ts';
import { CHECKED } from '../../core/responses/issues/issue-list.ts';
import { boundedText } from '../../core/values/bounded-text.ts';
import { fieldPath, isFieldName } from '../../core/values/field-name.ts';
import { isArray, isError, isPlainObject, readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import { mayQuote, surelyQuotes } from '../../core/values/may-quote.ts';
import { SUBMITTED } from '../../core/values/submitted-names.ts';
import { SubmittedValues } from '../../core/values/submitted-values.ts';
import { ruleMessage } from './rule-messages.ts';
import { isValidatorError } from './validator-error.ts';

/** Issues read of one error: what is over is counted, not read. */
const MAX_ISSUES = 32;
/** Entries that are looked at: one may have no issue of its own. */
const MAX_ENTRIES = 10_000;
const NOTHING = new SubmittedValues();

export interface About {
  readonly code?: unknown;
  /** Only scalars of it are kept, and nothing by a name under which libraries keep the submitted value. */
  readonly params?: unknown;
  readonly in?: Issue['in'] | undefined;
  /** The value that this issue is about, where the library keeps it: `[value]`. A message that quotes it is not passed on. */
  readonly typed?: readonly unknown[] | undefined;
  /** Everything that was submitted with it, where the library keeps it. */
  readonly submitted?: SubmittedValues | undefined;
}

/**
 * One issue out of what a library says, bounded like every other: its message, or the first of several that may stand in it. One that
 * quotes what was typed is replaced by our own words for the rule. Where the library keeps no value to compare with, every message that may quote is.
 */
export function issueOf(message: unknown, path: readonly unknown[], { code, params, in: place, typed, submitted }: About = {}): Issue {
  const own = new SubmittedValues(...(typed ?? []), ...path.filter((key) => typeof key === 'string' && !isFieldName(key)));
  const all = submitted ?? NOTHING;
  const rule = paramsOf(params, own, all);
  const isHarmless = (text: unknown): text is string =>
    typeof text === 'string' &&
    text !== '' &&
    !surelyQuotes(text) &&
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
 * What a rule asks for: a few scalars under the names that the caller gave them. Nothing by a name that libraries keep the submitted value
 * under, and nothing that is a submitted value: a limit may be another field's ("later than `from`").
 */
function paramsOf(params: unknown, own: SubmittedValues, all: SubmittedValues): Issue['params'] {
  if (!isPlainObject(params)) return undefined;
  const kept: Record<string, string | number | boolean> = {};
  let count = 0;
  // RFC 9457 §3.2: a letter first, then letters, digits and `_`, three at least.
  for (const name of Object.keys(params).slice(0, 16)) {
    const value = params[name];
    if (!/^[A-Za-z]\w{2,31}$/.test(name) || SUBMITTED.has(name)) continue;
    if (typeof value === 'boolean') kept[name] = value;
    else if (typeof value === 'number' ? !Number.isFinite(value) : typeof value !== 'string' || value.length > 128) continue;
    else if (own.quotedBy(String(value)) || all.mentionedBy(String(value))) continue;
    else kept[name] = typeof value === 'number' ? value : boundedText(value as string, 128);
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

/** The list itself, the member of an error or a result that holds it, or one entry of such a list: `details[0]`. */
export function listIn(value: unknown, name: string): readonly unknown[] {
  if (isArray(value)) return value;
  const list = readProperty(value, name);
  return isArray(list) ? list : [value];
}

/** `crew[0].name` and `crew["a.b"]` as keys. */
export function keysOf(path: unknown): readonly (string | number)[] {
  if (typeof path !== 'string' || path === '') return [];
  return Array.from(boundedText(path, 1_024).matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g), ([, index, quoted, name]) =>
    index === undefined ? (quoted ?? name ?? '') : Number(index),
  );
}
