import { firstOf } from '../../core/values/first-of.ts';
import { isArray, readOwn, readProperty } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { issueOf, issuesOf, listIn } from './issue-of.ts';

/** The codes of zod 4 and zod 3. */
const CODES =
  /^(?:invalid_(?:type|format|union|key|element|value|literal|union_discriminator|enum_value|arguments|return_type|date|string|intersection_types)|too_(?:big|small)|not_multiple_of|not_finite|unrecognized_keys|custom)$/;

/** Maps the failures of zod 4 and 3: an error, the result of `safeParse`, or a list of issues. */
export function zod(value: unknown): LibraryMapping | undefined {
  const error = readProperty(value, 'success') === false ? readProperty(value, 'error') : value;
  const issues = issuesOf(listIn(error, 'issues'), zodIssues);
  return issues === undefined ? undefined : { issues, quotes: true };
}

function zodIssues(issue: unknown): readonly Issue[] | undefined {
  const [code, path, message] = [readProperty(issue, 'code'), readProperty(issue, 'path'), readProperty(issue, 'message')];
  if (typeof code !== 'string' || !CODES.test(code) || !isArray(path) || typeof message !== 'string') return undefined;
  // An issue of the app may use the same code. With `in`, or with `params` that do not belong to a refinement, it is not zod's.
  const params = readProperty(issue, 'params');
  if (readProperty(issue, 'in') !== undefined || (params !== undefined && code !== 'custom')) return undefined;
  const typed = readOwn(issue, 'input') !== undefined ? [readProperty(issue, 'input')] : undefined;
  if (code === 'custom') return [issueOf(message, path, { code, params, typed })];
  const keys = readProperty(issue, 'keys');
  // Each key gets an issue at its own path, where a form shows it.
  if (code === 'unrecognized_keys' && isArray(keys)) return firstOf(keys).map((key) => issueOf('Unrecognized key', [...firstOf(path), key], { code }));
  const { minimum, maximum, inclusive, exact, expected, origin, format, divisor, validation } = issue as Readonly<Record<string, unknown>>;
  const rule = { minimum, maximum, inclusive, exact, expected, origin, format, divisor, validation };
  return [issueOf(withoutReceived(message, issue), path, { code, params: rule, typed })];
}

/** Removes the value from the end of zod 3's message: "Expected 'a' | 'b', received 'c'". */
function withoutReceived(message: string, issue: unknown): string {
  const received = readProperty(issue, 'received');
  if (readProperty(issue, 'code') !== 'invalid_enum_value' && readProperty(issue, 'code') !== 'invalid_literal') return message;
  const end = `, received '${String(received)}'`;
  return message.endsWith(end) ? message.slice(0, -end.length) : message;
}
