import { HalyardError } from './errors.ts';
import { isPromiseLike } from './maybe-promise.ts';
import type { Options } from './options.ts';
import { LEVELS } from './report/logger.ts';

type Check = { readonly expected: string; readonly holds: (value: never) => boolean };

const isFunction = (value: unknown): boolean => typeof value === 'function';
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOf = (holds: (value: unknown) => boolean) => (value: unknown) => holds(value) || (Array.isArray(value) && value.every(holds));
const isEngine = (value: unknown): boolean => isObject(value) && isFunction((value as { render?: unknown }).render);
const hasMethods = (value: unknown, methods: readonly string[]): boolean =>
  isNonNull(value) && methods.every((method) => isFunction((value as unknown as Record<string, unknown>)[method]));
const isNonNull = (value: unknown): value is object => (typeof value === 'object' || typeof value === 'function') && value !== null;

/** What each option may be. An option that is not here does not exist. */
const CHECKS: Readonly<Record<keyof Options, Check>> = {
  environment: { expected: "'development' or 'production'", holds: (value: unknown) => value === 'development' || value === 'production' },
  disclose: {
    expected: "true, false, 'local' or a function of the request",
    holds: (value: unknown) => typeof value === 'boolean' || value === 'local' || isFunction(value),
  },
  logger: {
    expected: 'an object with the methods error, warn, info and debug, or false',
    holds: (value: unknown) => value === false || hasMethods(value, LEVELS),
  },
  levels: {
    expected: `an object of statuses or classes ('4xx', '5xx') to ${LEVELS.map((level) => `'${level}'`).join(', ')} or false`,
    holds: (value: unknown) =>
      isObject(value) &&
      Object.entries(value as object).every(([key, level]) => /^(?:[45]\d\d|[45]xx)$/.test(key) && (level === false || LEVELS.includes(level))),
  },
  report: { expected: 'a function, or a list of functions', holds: isListOf(isFunction) },
  context: { expected: 'a function of the request that gives an object', holds: isFunction },
  responses: { expected: 'an object of functions and defineResponse()s by name', holds: isObject },
  views: { expected: 'an object with a method render(view, locals), or a list of such', holds: isListOf(isEngine) },
  locals: { expected: 'an object', holds: isObject },
  format: {
    expected: "the name of a format ('json', 'html', …) or a function of the request",
    holds: (value: unknown) => typeof value === 'string' || isFunction(value),
  },
  formats: {
    expected: 'a list of formats: name, mediaType, render()',
    holds: (value: unknown) =>
      Array.isArray(value) && value.every((format) => isEngine(format) && typeof format.name === 'string' && typeof format.mediaType === 'string'),
  },
  challenge: { expected: 'a text for WWW-Authenticate', holds: (value: unknown) => typeof value === 'string' && value !== '' },
  deadline: { expected: 'milliseconds, from 1 to 600000', holds: (value: unknown) => typeof value === 'number' && value >= 1 && value <= 600_000 },
  home: {
    expected: 'a path such as / or false',
    holds: (value: unknown) => value === false || (typeof value === 'string' && /^(?:\/(?!\/)|https?:\/\/)/.test(value)),
  },
};

/** @throws HalyardError E_OPTION_UNKNOWN, E_OPTION */
export function checkOptions(options: Options): void {
  if (!isObject(options) || isPromiseLike(options)) {
    throw new HalyardError('E_OPTION', { found: `options: ${quote(options)}`, expected: 'an object', todo: 'load() gives a promise of one: await it.' });
  }
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(CHECKS, name))
      throw new HalyardError('E_OPTION_UNKNOWN', { found: quote(name), expected: `one of ${Object.keys(CHECKS).join(', ')}`, ...didYouMean(name) });
    const { expected, holds } = CHECKS[name as keyof Options];
    if (value !== undefined && !holds(value as never)) throw new HalyardError('E_OPTION', { found: `${name}: ${quote(value)}`, expected });
  }
}

function didYouMean(name: string): { todo: string } | undefined {
  const [near] = Object.keys(CHECKS)
    .map((known) => ({ known, distance: distance(name.toLowerCase(), known.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return near === undefined || near.distance > 3 ? undefined : { todo: `Did you mean "${near.known}"?` };
}

/** Letters to add, drop or change (Levenshtein) to get from one name to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= Math.min(from.length, 32); i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = (above[j - 1] as number) + (from[i - 1] === to[j - 1] ? 0 : 1);
      row.push(Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, changed));
    }
  }
  return row.at(-1) as number;
}

export function quote(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  if (typeof value === 'function') return 'a function';
  if (value instanceof Promise) return 'a promise';
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? 'a list' : `an object with the members ${Object.keys(value).slice(0, 8).join(', ') || '(none)'}`;
  return String(value);
}
