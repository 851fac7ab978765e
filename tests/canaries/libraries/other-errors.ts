import { SchemaError } from '@standard-schema/utils';
import { ways } from '../way.ts';

/** As superstruct and its like have it: an error with the value beside a message that quotes it. */
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

/** A library of the Standard Schema that nobody here knows, which ends its messages as Effect does. */
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
