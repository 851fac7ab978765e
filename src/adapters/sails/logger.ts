import type { Level, Logger } from '../../core/ports/logger.ts';
import type { ErrorRecord } from '../../core/values/error-record.ts';
import type { SailsApp } from './app.ts';

/** Sails' levels in ascending order, and the name of each of our levels in Sails. Sails shows `debug` by default, so our `debug` becomes `verbose`. */
const WEIGHT = ['silly', 'verbose', 'info', 'debug', 'warn', 'error', 'silent'];
const NAMES: Readonly<Record<Level, 'error' | 'warn' | 'info' | 'verbose'>> = { error: 'error', warn: 'warn', info: 'info', debug: 'verbose' };

/**
 * `sails.log` as a logger. It writes a line with the stack trace below, as Sails writes errors. A custom logger of the app that gets its arguments
 * unchanged (`config.log.custom` with `inspect: false`) gets the record and then the line.
 */
export function sailsLogger(sails: SailsApp): Logger {
  const { custom, inspect, level = 'info' } = sails.config.log ?? {};
  const structured = custom !== undefined && inspect === false;
  const method = (own: Level) => (record: object, message: string) =>
    structured ? sails.log[NAMES[own]](record, message) : sails.log[NAMES[own]](textOf(record, message));
  return {
    error: method('error'),
    warn: method('warn'),
    info: method('info'),
    debug: method('debug'),
    isLevelEnabled: (own) => WEIGHT.indexOf(NAMES[own as Level]) >= WEIGHT.indexOf(level),
  };
}

function textOf(record: object, message: string): string {
  const { reference, err, others = [] } = record as { reference?: string; err?: ErrorRecord; others?: readonly ErrorRecord[] };
  const head = reference === undefined || reference === '' ? message : `${message} (${reference})`;
  return [head, ...[err, ...others].map((error) => framesOf(error, '    '))].filter((line) => line !== '').join('\n');
}

/** The stack trace, one frame a line, without the message. A frame cannot look like a log record. */
function framesOf(error: ErrorRecord | undefined, indent: string): string {
  if (error === undefined) return '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const lines = frames.map((line) => `${indent}${line.trim()}`);
  if (error.cause !== undefined)
    lines.push(`${indent}caused by ${error.cause.name}: ${error.cause.message.replaceAll('\n', ' ')}`, framesOf(error.cause, `${indent}  `));
  return lines.join('\n');
}
