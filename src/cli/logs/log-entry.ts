import { isObject, type LogObject } from './log-object.ts';
import { levelOf, timeOf } from './log-values.ts';
import { type LoggedError, loggedErrors } from './logged-error.ts';

/** One record of a log. */
export interface LogEntry {
  /** The number of the line. Records without a time stay in the order of their lines. */
  readonly order: number;
  /** Milliseconds since 1970. */
  readonly time: number | undefined;
  readonly level: string | undefined;
  readonly message: string;
  /** The text before the record, such as the name of a pod. */
  readonly source: string;
  readonly members: readonly (readonly [name: string, value: unknown])[];
  readonly errors: readonly LoggedError[];
}

const TIMES = ['time', 'timestamp', '@timestamp', 'ts', 't', 'datetime', 'date', 'eventTime', 'receiveTimestamp', '__REALTIME_TIMESTAMP'];
const LEVELS = ['level', 'severity', 'lvl', 'log.level', 'loglevel', 'levelname', 'PRIORITY'];
const MESSAGES = ['msg', 'message', 'MESSAGE', 'textPayload', '@m', 'short_message', 'event', 'body'];
/** What loggers add to each record, and what is shown in another place. */
const HIDDEN = new Set([...TIMES, ...LEVELS, ...MESSAGES, 'pid', 'hostname', 'v', 'err', 'error', 'others', 'exception', 'stack', 'log', 'ecs.version']);
/** The line that Halyard writes for a failure, whatever the name of its member is. */
const LINE = /^(?:[A-Z]{3,20} \S+ \d{3} \w|while answering \d{3} )/;

/** A record from its object and the objects around it, the innermost first. */
export function entryOf(around: readonly LogObject[], order: number, prefix: string, runtimeTime?: string): LogEntry {
  const [home = {}] = around;
  const message = textIn(around, MESSAGES) ?? Object.values(home).find((value): value is string => typeof value === 'string' && LINE.test(value)) ?? '';
  const written = /\d{4}-\d\d-\d\dT[\d:.]{5,20}(?:Z|[+-]\d\d:?\d\d)/.exec(prefix)?.[0];
  return {
    order,
    time: timeOf(first(around, TIMES)) ?? timeOf(runtimeTime) ?? timeOf(written),
    level: levelOf(first(around, LEVELS)),
    message,
    source: (written === undefined ? prefix : prefix.replace(written, '')).trim(),
    members: Object.entries(home).filter(([name, value]) => !HIDDEN.has(name) && !name.startsWith('error.') && value !== message && !isErrorMember(value)),
    errors: around.flatMap(loggedErrors),
  };
}

/** A line that is not JSON. */
export function plainEntry(line: string, order: number, runtimeTime?: string): LogEntry {
  return { order, time: timeOf(runtimeTime), level: undefined, message: line, source: '', members: [], errors: [] };
}

/** The value of the first of these members, in the innermost object that has one. A name with a dot is also the member of a member. */
function first(around: readonly LogObject[], names: readonly string[]): unknown {
  for (const object of around) {
    for (const name of names) {
      const [outer = '', inner] = name.split('.');
      const nested = object[outer];
      const value = object[name] ?? (inner !== undefined && isObject(nested) ? nested[inner] : undefined);
      if (value !== undefined && !isObject(value)) return value;
    }
  }
  return undefined;
}

/** The first text that is a message. A member with the whole JSON line of the app is none. */
function textIn(around: readonly LogObject[], names: readonly string[]): string | undefined {
  for (const object of around) {
    const found = names.map((name) => object[name]).find((value) => typeof value === 'string' && !value.trimStart().startsWith('{'));
    if (typeof found === 'string') return found;
  }
  return undefined;
}

function isErrorMember(value: unknown): boolean {
  return isObject(value) && typeof value['stack'] === 'string';
}
