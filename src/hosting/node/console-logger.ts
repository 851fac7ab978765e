import type { Level, Logger } from '../../core/ports/logger.ts';
import { singleLine } from '../../core/values/bounded-text.ts';
import type { ErrorRecord } from '../../core/values/error-record.ts';
import { logLine, plainLogger, WEIGHT } from '../shared/log-line.ts';

const COLOUR: Readonly<Record<Level, string>> = { debug: '\u001b[2m', info: '\u001b[36m', warn: '\u001b[33m', error: '\u001b[31m' };

/**
 * The default logger. It writes one line of JSON per record, and on a terminal a line and a stack. Errors and warnings go to stderr, the rest to
 * stdout. Debug records need HALYARD_LOG=debug.
 */
export function consoleLogger(): Logger {
  return plainLogger(process.env['HALYARD_LOG'], (level, record, message) => {
    const stream = WEIGHT[level] >= WEIGHT.warn ? process.stderr : process.stdout;
    stream.write(`${stream.isTTY ? forPeople(level, record, message) : logLine(level, record, message, () => performance.now())}\n`);
  });
}

function forPeople(level: Level, record: object, message: string): string {
  const { reference, err } = record as { reference?: string; err?: ErrorRecord };
  const head = `${COLOUR[level]}${level}\u001b[0m ${singleLine(message)}${reference === undefined ? '' : ` \u001b[2m(${reference})\u001b[0m`}`;
  return err === undefined ? head : `${head}\n${framesOf(err, '    ')}`;
}

/** The frames of the stack without its message, which the line above has. No line can be mistaken for a log record. */
function framesOf({ stack, cause }: ErrorRecord, indent: string): string {
  const frames = (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => `${indent}${singleLine(line.trim())}`);
  if (cause !== undefined) frames.push(`${indent}caused by ${singleLine(`${cause.name}: ${cause.message}`)}`, framesOf(cause, `${indent}  `));
  return frames.filter((line) => line !== '').join('\n');
}
