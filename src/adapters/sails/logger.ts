import type { Level, Logger } from '../../core/ports/logger.ts';
import type { ErrorRecord } from '../../core/values/error-record.ts';
import type { SailsApp } from './app.ts';

/** The order of Sails' levels. What the four of ours are called there: `debug` shows with Sails' default, and is for what nobody looks for. */
const WEIGHT = ['silly', 'verbose', 'info', 'debug', 'warn', 'error', 'silent'];
const NAMES: Readonly<Record<Level, 'error' | 'warn' | 'info' | 'verbose'>> = { error: 'error', warn: 'warn', info: 'info', debug: 'verbose' };

/**
 * `sails.log` as a logger: a line and the stack below it, as Sails writes errors. A logger of the app's own that is handed what it is
 * given (`config.log.custom` with `inspect: false`) gets the record, and then the line.
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

/** The stack below its message, which stands in the line above: one frame a line, so that nothing in it can pass for a record. */
function framesOf(error: ErrorRecord | undefined, indent: string): string {
  if (error === undefined) return '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const lines = frames.map((line) => `${indent}${line.trim()}`);
  if (error.cause !== undefined)
    lines.push(`${indent}caused by ${error.cause.name}: ${error.cause.message.replaceAll('\n', ' ')}`, framesOf(error.cause, `${indent}  `));
  return lines.join('\n');
}
