import { describeDisclose, EXPECTED_DISCLOSE, isDisclose } from '../disclosure/disclose-option.ts';
import { isErrorRule } from '../error-mapping/error-rules.ts';
import { LEVELS } from '../ports/logger.ts';
import { HalyardError } from '../values/errors.ts';
import { isInstance } from '../values/guarded-read.ts';
import { handleRejection, isPromise } from '../values/handle-rejection.ts';
import { didYouMean, refuseUnknown } from '../values/known-names.ts';
import { quote } from '../values/quote.ts';
import type { Options } from './options.ts';

type Kind = (value: unknown) => boolean;

const isFunction: Kind = (value) => typeof value === 'function';
const isText: Kind = (value) => typeof value === 'string';
const isObject: Kind = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !isInstance(value, Promise);
const isListOf =
  (kind: Kind): Kind =>
  (value) =>
    Array.isArray(value) && value.length <= 256 && [...value].every(kind);
const isOneOf =
  (...values: readonly unknown[]): Kind =>
  (value) =>
    values.includes(value);
const either =
  (...kinds: readonly Kind[]): Kind =>
  (value) =>
    kinds.some((kind) => kind(value));
const oneOrMore = (kind: Kind): Kind => either(kind, isListOf(kind));
const has =
  (kind: Kind, ...names: readonly string[]): Kind =>
  (value) =>
    names.every((name) => kind((value as Record<string, unknown> | null)?.[name]));
const isEngine: Kind = (value) => isObject(value) && has(isFunction, 'render')(value);
const isLevels: Kind = (value) =>
  isObject(value) && Object.entries(value as object).every(([key, level]) => /^[45](?:\d\d|xx)$/.test(key) && isOneOf(false, ...LEVELS)(level));

const FORMS = ['', () => true] as const;

/** The check of each option. Any other option name is refused. */
const CHECKS: Readonly<Record<keyof Options, readonly [expected: string, holds: Kind]>> = {
  environment: ["'development' or 'production'", isOneOf('development', 'production')],
  disclose: [EXPECTED_DISCLOSE, isDisclose],
  logger: ['an object with the methods error, warn, info and debug, or false', either(isOneOf(false), has(isFunction, ...LEVELS))],
  levels: ["an object of statuses or classes ('4xx', '5xx') to 'error', 'warn', 'info', 'debug' or false", isLevels],
  report: ['a function, or a list of functions', oneOrMore(isFunction)],
  errors: ['a list of rules: [class, function or code, function that returns a response error]. A class has to extend Error', isListOf(isErrorRule)],
  upstream: ['true or false', isOneOf(true, false)],
  context: ['a function of the request that returns an object', isFunction],
  preset: ["'sails-1' or 'sails-0.9' on Node, elsewhere a value of halyard/presets", has(isObject, 'responses')],
  responses: ['an object of functions and defineResponse()s by name', isObject],
  views: ['an object with a method render(view, locals), or a list of such', oneOrMore(isEngine)],
  developmentPage: ["true, false or 'link'", isOneOf(true, false, 'link')],
  locals: [
    'an object without promises, or a function of the request that returns one',
    (value) => isFunction(value) || (isObject(value) && !Object.values(value as object).some(isPromise)),
  ],
  format: ["the name of a format ('json', 'html', …) or a function of the request", either(isText, isFunction)],
  formats: ['a list of formats: name, mediaType, render()', isListOf((value) => isEngine(value) && has(isText, 'name', 'mediaType')(value))],
  sse: ['true or false', isOneOf(true, false)],
  challenge: ['a text for WWW-Authenticate', (value) => isText(value) && value !== ''],
  deadline: ['milliseconds, from 1 to 600000', (value) => typeof value === 'number' && value >= 1 && value <= 600_000],
  // `Forms` checks these.
  flash: FORMS,
  origin: FORMS,
  base: FORMS,
  htmx: FORMS,
  inertia: FORMS,
  // The hosting code checks these.
  editor: FORMS,
  maintenance: FORMS,
  home: ['a path such as / or false', (value) => value === false || (isText(value) && /^(?:\/(?!\/)|https?:\/\/)/.test(value as string))],
};

/** The names of all options. */
export const OPTION_NAMES: readonly string[] = Object.keys(CHECKS);

/**
 * Checks the names and the values of all options.
 *
 * @throws HalyardError E_OPTION_UNKNOWN, E_OPTION
 */
export function checkOptions(options: Options): void {
  if (!isObject(options)) {
    handleRejection(options);
    throw new HalyardError('E_OPTION', {
      found: `options: ${quote(options)}`,
      expected: 'an object',
      todo: 'load() returns a promise of the options. Write await load().',
    });
  }
  refuseUnknown(options, OPTION_NAMES);
  for (const [name, value] of Object.entries(options)) {
    const [expected, holds] = CHECKS[name as keyof Options];
    if (isPromise(value)) handleRejection(value);
    if (value !== undefined && !holds(value))
      throw new HalyardError('E_OPTION', {
        found: `${name}: ${name === 'disclose' ? describeDisclose(value) : quote(value)}`,
        expected,
        ...nearMember(name, value),
      });
  }
}

/** The hint for a misspelt member of `disclose`, whose value is valid in several forms. */
function nearMember(name: string, value: unknown): { todo: string } | undefined {
  const [member] = name === 'disclose' && isObject(value) ? Object.keys(value as object) : [];
  return member === undefined || member === 'hosts' || member === 'key' ? undefined : didYouMean(member, ['hosts', 'key']);
}
