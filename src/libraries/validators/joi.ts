import { firstOf } from '../../core/values/first-of.ts';
import { isArray, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { SubmittedValues } from '../../core/values/submitted-values.ts';
import { issueOf, issuesOf, listIn } from './issue-of.ts';

/**
 * Maps the failures of joi: a ValidationError (`isJoi`), the result of `validate`, or `details`. Each entry has a `type` such as `string.min`, and a
 * `context`.
 */
export function joi(value: unknown): LibraryMapping | undefined {
  const issues = joiIssues(value);
  return issues === undefined ? undefined : { issues, quotes: true };
}

/** Returns joi's issues, or `undefined` for any other value. `place` is the validated part of the request. */
export function joiIssues(value: unknown, place?: Issue['in']): readonly Issue[] | undefined {
  const error = isArray(readProperty(readProperty(value, 'error'), 'details')) ? readProperty(value, 'error') : value;
  const details = listIn(error, 'details');
  const submitted = new SubmittedValues(readOwn(error, '_original'), ...firstOf(details).flatMap(valuesOf));
  return issuesOf(details, (entry) => joiIssue(entry, submitted, place));
}

function joiIssue(entry: unknown, submitted: SubmittedValues, place?: Issue['in']): readonly Issue[] | undefined {
  const [type, path = [], message, context] = ['type', 'path', 'message', 'context'].map((name) => readProperty(entry, name));
  if (typeof type !== 'string' || !isArray(path) || typeof message !== 'string' || typeof context !== 'object') return undefined;
  const { label: _, key: __, ...params } = (context ?? {}) as Readonly<Record<string, unknown>>;
  // The message of an Error that a function of the app threw. A library may have written it, so it may hold anything.
  const text = type === 'any.custom' || type === 'override' ? undefined : message;
  return [issueOf([withoutValue(text), text], path, { code: type, params, in: place, typed: valuesOf(entry), submitted })];
}

/** Returns the value, and for `array.unique` also the value that it repeats. */
function valuesOf(entry: unknown): readonly unknown[] {
  const context = readProperty(entry, 'context');
  return [readOwn(context, 'value'), readOwn(context, 'dupeValue')];
}

/** Removes the value from `"password" with value "…" fails to match the required pattern: /x/`. */
function withoutValue(message: unknown): string | undefined {
  if (typeof message !== 'string') return undefined;
  const [start, end] = [message.indexOf(' with value '), FAILS.map((text) => message.lastIndexOf(text)).find((at) => at !== -1)];
  return start === -1 || end === undefined || end < start ? undefined : message.slice(0, start) + message.slice(end);
}

const FAILS = [' fails to match the ', ' matches the inverted '];
