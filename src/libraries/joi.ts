import { isArray, readProperty } from '../core/guarded-read.ts';
import type { Issue } from '../core/issue.ts';
import type { Meaning } from '../core/meaning.ts';
import { issueOf, issuesOf, listIn } from './issue-of.ts';

/** joi: a ValidationError (`isJoi`), the result of `validate`, or `details`. Each entry has a `type` such as `string.min`, and a `context`. */
export function joi(value: unknown): Meaning | undefined {
  const issues = issuesOf(listIn(value, 'details') ?? listIn(readProperty(value, 'error'), 'details'), joiIssue);
  return issues === undefined ? undefined : { issues, quotes: true };
}

function joiIssue(entry: unknown): readonly Issue[] | undefined {
  const [type, path, message, context] = ['type', 'path', 'message', 'context'].map((name) => readProperty(entry, name));
  if (typeof type !== 'string' || !type.includes('.') || !isArray(path) || typeof message !== 'string' || typeof context !== 'object') return undefined;
  const { label: _, key: __, ...params } = (context ?? {}) as Readonly<Record<string, unknown>>;
  return [issueOf(withoutValue(message, readProperty(context, 'value')), path, { code: type, params })];
}

/** `"password" with value "…" fails to match the required pattern: /x/` */
function withoutValue(message: string, value: unknown): string {
  return typeof value === 'string' ? message.replace(` with value "${value}"`, () => '') : message;
}
