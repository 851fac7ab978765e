import { Logger as NestLogger } from '@nestjs/common';
import type { Level, Logger } from '../../core/ports/logger.ts';
import type { FailureRecord } from '../../core/report/report.ts';
import { singleLine } from '../../core/values/bounded-text.ts';
import type { ErrorRecord } from '../../core/values/error-record.ts';
import { readOwn } from '../../core/values/guarded-read.ts';

const NAMES: Readonly<Record<Level, 'error' | 'warn' | 'log' | 'debug'>> = { error: 'error', warn: 'warn', info: 'log', debug: 'debug' };

/**
 * Nest's logger, or the one that the app has set with `app.useLogger()`. It logs a line, and the stack trace of an error. A 404 is logged only with
 * HALYARD_LOG=debug, as on the console.
 */
export function nestLogger(): Logger {
  const log = new NestLogger('Halyard', { timestamp: true });
  const wantsDebug = process.env['HALYARD_LOG'] === 'debug';
  const isLevelEnabled = (level: string): boolean => (wantsDebug || level !== 'debug') && isEnabled(NAMES[level as Level]);
  const method = (level: Level) => (record: object, message: string) => {
    if (!isLevelEnabled(level)) return;
    if (isPino()) {
      log[NAMES[level]](record, message);
      return;
    }
    const { reference, err, others = [], issues = [], code, data, detail } = record as Partial<FailureRecord>;
    // The fields and rules of a 400, and what the app passed for the client. The line itself has none of them.
    const more = [code, ...issues, level === 'error' ? undefined : data].filter((part) => part !== undefined).join(', ');
    const line = singleLine([message, ...(more === '' ? [] : [`[${more}]`]), ...(reference === undefined ? [] : [`(${reference})`])].join(' '));
    // A 5xx keeps its message from the client, so only the log has it. The message of the error may be another one.
    const own = [detail === err?.message ? undefined : detail, data].filter((part) => part !== undefined);
    if (level === 'error') log.error(line, err && [...[err, ...others].map(stackOf), ...own.map(singleLine)].join('\n'));
    else log[NAMES[level]](line);
  };
  return { error: method('error'), warn: method('warn'), info: method('info'), debug: method('debug'), isLevelEnabled };
}

/** The stack trace, and those of its causes and of the members of an AggregateError, one frame a line. A message cannot look like a log record. */
function stackOf(err: ErrorRecord): string {
  const { name, code, message, stack = '', cause, error, suppressed, errors = [] } = err;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const head = singleLine(`${name}${code === undefined ? '' : ` [${code}]`}: ${message}`);
  const behind = [cause, error, suppressed].flatMap((inner) => (inner === undefined ? [] : [`caused by ${stackOf(inner)}`]));
  return [head, ...frames.map((line) => `    ${singleLine(line.trim())}`), ...errors.map((member) => `one of its errors: ${stackOf(member)}`), ...behind].join(
    '\n',
  );
}

/** The members of Nest's Logger that say where it logs to. `staticInstanceRef` is absent with `logger: false`. */
interface LoggerState {
  readonly staticInstanceRef?: { isLevelEnabled?(level: string): boolean };
  readonly logLevels?: readonly string[];
}

/** Whether the app logs with nestjs-pino. It takes a record, as pino does. From a line with a stack trace, it would make an error of the class Error. */
function isPino(): boolean {
  const { staticInstanceRef: instance } = NestLogger as unknown as LoggerState;
  return typeof readOwn(instance, 'contextName') === 'string' && typeof readOwn(instance, 'logger') === 'object';
}

/** `Logger.isLevelEnabled()` of Nest 10 and 11 returns false for each level if the app has no option `logger`, although Nest then logs all of them. */
function isEnabled(level: 'error' | 'warn' | 'log' | 'debug'): boolean {
  const { staticInstanceRef: instance, logLevels } = NestLogger as unknown as LoggerState;
  if (instance === undefined) return false;
  return logLevels === undefined || NestLogger.isLevelEnabled(level);
}
