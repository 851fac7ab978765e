import { HalyardError } from '../values/errors.ts';
import { isArray } from '../values/guarded-read.ts';
import { quote } from '../values/quote.ts';
import type { InternalFacts, Outcome } from './outcome.ts';

type Kind = readonly [expected: string, holds: (value: unknown) => boolean];

const TEXT: Kind = ['a text', (value) => typeof value === 'string'];
const FLAG: Kind = ['true or false', (value) => typeof value === 'boolean'];
const OBJECT: Kind = ['an object', (value) => typeof value === 'object' && !isArray(value)];

/** The most issues that are checked. No answer has room for more. */
const MAX_ISSUES = 1_000;

function isIssueList(value: unknown): boolean {
  if (!isArray(value)) return false;
  for (let i = 0; i < value.length && i < MAX_ISSUES; i++) {
    const issue = value[i] as { readonly message?: unknown; readonly path?: unknown } | null | undefined;
    if (typeof issue?.message !== 'string' || !isArray(issue.path)) return false;
  }
  return true;
}

/** The facts that may be any value. */
type Anything = 'libraryValue' | 'data';

/** Every other fact of an outcome, with its type. The type checker keeps the list complete. */
const FACTS: { readonly [Name in Exclude<keyof InternalFacts, Anything>]-?: Kind } = {
  expose: FLAG,
  detail: TEXT,
  issues: ['a list of { message, path }', isIssueList],
  argument: ['a function', (value) => typeof value === 'function'],
  dataIsBody: FLAG,
  dataOfError: FLAG,
  causes: ['a list', isArray],
  redirectTo: TEXT,
  bag: TEXT,
  flash: OBJECT,
  resend: FLAG,
  code: TEXT,
  type: TEXT,
  instance: TEXT,
  headers: OBJECT,
  format: TEXT,
  view: TEXT,
  concealAs: TEXT,
};

/**
 * Every member as an own member, so that all outcomes have one shape, and a polluted Object.prototype adds no fact. The members are written out,
 * because V8 keeps an object that is built step by step as a dictionary, and copies that forty times slower. The type checker keeps the list complete.
 */
const BLANK: { readonly [Name in keyof Required<Outcome>]: Name extends 'name' | 'title' ? string : Name extends 'status' ? number : undefined } = {
  name: '',
  status: 0,
  title: '',
  expose: undefined,
  detail: undefined,
  issues: undefined,
  libraryValue: undefined,
  data: undefined,
  argument: undefined,
  dataIsBody: undefined,
  dataOfError: undefined,
  causes: undefined,
  redirectTo: undefined,
  bag: undefined,
  flash: undefined,
  resend: undefined,
  code: undefined,
  type: undefined,
  instance: undefined,
  headers: undefined,
  format: undefined,
  view: undefined,
  concealAs: undefined,
};

/**
 * The outcome of these facts. A copy by one spread of blanks and facts is as fast as naming each of them. A literal with members after the
 * spreads is two hundred times slower.
 *
 * @throws HalyardError E_OUTCOME for a fact of the wrong type.
 */
export function outcomeWith(facts: InternalFacts, { name, status, title }: Pick<Outcome, 'name' | 'status' | 'title'>): Outcome {
  if (typeof facts !== 'object' || facts === null || isArray(facts)) {
    throw new HalyardError('E_OUTCOME', { found: `${quote(facts)} as the outcome of response "${name}"`, expected: 'an object of facts, such as { detail }' });
  }
  const outcome = { ...BLANK, ...facts } as unknown as { -readonly [Name in keyof Outcome]: Outcome[Name] };
  for (const fact in facts) if (outcome[fact as keyof InternalFacts] !== undefined) checkFact(outcome, fact as keyof InternalFacts, name);
  outcome.name = name;
  outcome.status = status;
  outcome.title = title;
  outcome.expose ??= status < 500;
  return outcome;
}

function checkFact(outcome: { -readonly [Name in keyof InternalFacts]: InternalFacts[Name] }, fact: keyof InternalFacts, name: string): void {
  if (!Object.hasOwn(FACTS, fact)) return;
  const value = outcome[fact];
  const [expected, holds] = FACTS[fact as keyof typeof FACTS];
  // A database column without a value is null, so null counts as absent.
  if (value === null) outcome[fact] = undefined as never;
  else if (!holds(value)) throw new HalyardError('E_OUTCOME', { found: `${fact}: ${quote(value)} in the outcome of response "${name}"`, expected });
}
