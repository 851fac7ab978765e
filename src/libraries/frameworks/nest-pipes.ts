import { firstOf } from '../../core/values/first-of.ts';
import { entriesOf, readOwn } from '../../core/values/guarded-read.ts';
import type { Issue } from '../../core/values/issue.ts';
import { asIndex } from '../validators/issue-of.ts';

/** What is known of an exception because a pipe of Nest threw it. The exception itself does not say it. */
export interface PipeFacts {
  /** The part of the request that the pipe checked, if it was not the body. */
  readonly in?: Issue['in'] | undefined;
  /** The name of the checked part: `owner` for `@Body('owner')`, `ids` for `@Query('ids')`. */
  readonly name?: string | undefined;
  /** The value is not a part of the request. */
  readonly isElsewhere?: boolean;
  /** The messages belong to items of a list, and may not say to which one. */
  readonly isOfItems?: boolean;
}

/** A broken rule of class-validator: the keys of its field, its name, and its message. */
interface Rule {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly text: unknown;
}

const THROWN = new WeakMap<object, PipeFacts>();

/** Remembers what is known of an exception that a pipe threw. */
export function notePipe(exception: unknown, facts: PipeFacts): void {
  if (typeof exception === 'object' && exception !== null) THROWN.set(exception, facts);
}

/** Whether it is known which pipe threw the exception. */
export function isNoted(exception: unknown): boolean {
  return typeof exception === 'object' && exception !== null && THROWN.has(exception);
}

const FOUND = new WeakMap<object, unknown>();

/** Remembers the errors of class-validator from which ValidationPipe made an exception. The exception itself has only their messages. */
export function noteErrors(exception: unknown, errors: unknown): void {
  if (typeof exception === 'object' && exception !== null) FOUND.set(exception, errors);
}

/** Returns the issues of an exception with what is known of its pipe. An issue whose place is not certain has none. */
export function issuesOfPipe(exception: object, issues: readonly Issue[]): readonly Issue[] {
  const rules = FOUND.has(exception) ? rulesOf(FOUND.get(exception), []) : [];
  const known = rules.length === 0 ? issues : issues.map((issue) => withRule(issue, rules));
  const facts = THROWN.get(exception);
  if (facts === undefined) return known;
  const { name, isElsewhere, isOfItems } = facts;
  const above = name === undefined ? [] : [name];
  return known.map((issue) => {
    if (isElsewhere) return { ...issue, path: [] };
    const isPlaced = !isOfItems || typeof issue.path[0] === 'number';
    return { ...issue, path: isPlaced ? [...above, ...issue.path] : above, ...(facts.in && { in: facts.in }) };
  });
}

/** Adds the field and the rule to an issue. The same message may stand for several fields, so each rule is used once. */
function withRule(issue: Issue, rules: Rule[]): Issue {
  const place = issue.path.join('.');
  const isOf = ({ path, text }: Rule): boolean => {
    if (text === issue.message) return path.length <= 1 || place === path.join('.');
    // With `errorFormat: 'list'`, ValidationPipe puts the parents of the field before the message.
    return path.length > 1 && `${path.slice(0, -1).join('.')}.${text}` === issue.message;
  };
  const rule = rules.find((one) => isOf(one) && place === one.path.join('.')) ?? rules.find(isOf);
  if (rule !== undefined) rules.splice(rules.indexOf(rule), 1);
  return rule === undefined ? issue : { ...issue, path: rule.path, code: rule.code };
}

const MAX_DEPTH = 16;

function rulesOf(errors: unknown, above: readonly (string | number)[]): Rule[] {
  return firstOf(errors).flatMap((error) => {
    const property = readOwn(error, 'property');
    if (typeof property !== 'string' || above.length >= MAX_DEPTH) return [];
    const path = [...above, asIndex(property)];
    const own = entriesOf(readOwn(error, 'constraints')).map(([code, text]) => ({ path, code, text }));
    return [...own, ...rulesOf(readOwn(error, 'children'), path)];
  });
}
