import { singleLine } from '../core/bounded-text.ts';
import type { ErrorRecord } from '../core/error-record.ts';
import { jsonText } from '../core/json-text.ts';
import type { Level, Logger } from '../core/report/logger.ts';

const WEIGHT: Readonly<Record<Level, number>> = { debug: 0, info: 1, warn: 2, error: 3 };
const COLOUR: Readonly<Record<Level, string>> = { debug: '\u001b[2m', info: '\u001b[36m', warn: '\u001b[33m', error: '\u001b[31m' };

/**
 * The log of an app that has no logger: one line of JSON a record, for machines; on a terminal a line and a stack, for people. Errors
 * and warnings go to stderr, the rest to stdout; debug only with HALYARD_LOG=debug.
 */
export function consoleLogger(): Logger {
  const lowest = WEIGHT[process.env['HALYARD_LOG'] as Level] ?? WEIGHT.info;
  const method = (level: Level) => (record: object, message: string) => {
    if (WEIGHT[level] < lowest) return;
    const stream = WEIGHT[level] >= WEIGHT.warn ? process.stderr : process.stdout;
    stream.write(`${stream.isTTY ? forPeople(level, record, message) : forMachines(level, record, message)}\n`);
  };
  return {
    error: method('error'),
    warn: method('warn'),
    info: method('info'),
    debug: method('debug'),
    isLevelEnabled: (level) => (WEIGHT[level as Level] ?? WEIGHT.error) >= lowest,
  };
}

function forMachines(level: Level, record: object, message: string): string {
  // JSON escapes C0 controls by itself; C1 controls and the line separators are left to us.
  const line = { time: new Date().toISOString(), level, msg: message, ...record };
  // An app's own members may be what JSON has no word for (a BigInt, a cycle): the record is not lost for it.
  return escapeRest(jsonText(line, () => performance.now(), { errors: true }).text);
}

function escapeRest(json: string): string {
  return json.replace(/[\u007f-\u009f\u2028\u2029]/g, singleLine);
}

function forPeople(level: Level, record: object, message: string): string {
  const { reference, err } = record as { reference?: string; err?: ErrorRecord };
  const head = `${COLOUR[level]}${level}\u001b[0m ${singleLine(message)}${reference === undefined ? '' : ` \u001b[2m(${reference})\u001b[0m`}`;
  return err === undefined ? head : `${head}\n${framesOf(err, '    ')}`;
}

/** The stack below its message, which the line above has already; no line of it can pass for a record of ours. */
function framesOf({ stack, cause }: ErrorRecord, indent: string): string {
  const frames = (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => `${indent}${singleLine(line.trim())}`);
  if (cause !== undefined) frames.push(`${indent}caused by ${singleLine(`${cause.name}: ${cause.message}`)}`, framesOf(cause, `${indent}  `));
  return frames.filter((line) => line !== '').join('\n');
}
