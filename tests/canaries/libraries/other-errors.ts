import { SchemaError } from '@standard-schema/utils';
import { ways } from '../way.ts';

/** Like an error of superstruct: it has the value as a member, and a message that quotes the value. */
class StructError extends TypeError {
  readonly value: unknown;
  readonly path = ['password'];
  readonly branch: readonly unknown[];

  constructor(value: unknown) {
    super(`At path: password -- Expected a boolean, but received: ${typeof value === 'string' ? `"${value}"` : JSON.stringify(value)}`);
    this.value = value;
    this.branch = [{ password: value }, value];
  }
}

/** A Standard Schema library that Halyard has no module for. Its messages end as those of Effect do. */
function issuesOf(typed: unknown): readonly { readonly message: string; readonly path: readonly string[] }[] {
  return [{ message: `Expected a boolean, actual ${JSON.stringify(typed)}`, path: ['password'] }];
}

export const WAYS = ways('any other', {
  'an error with its value': (typed) => new StructError(typed),
  'a SchemaError': (typed) => new SchemaError(issuesOf(typed)),
  'the issues of a Standard Schema': (typed) => ({ issues: issuesOf(typed) }),
  'a list of them': issuesOf,
  'entries with their value': (typed) => [{ message: `Bad: ${String(typed)}`, path: ['password'], value: typed }],
});
