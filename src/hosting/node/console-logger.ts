import type { Level, Logger } from '../../core/ports/logger.ts';
import type { FailureRecord } from '../../core/report/report.ts';
import { singleLine } from '../../core/values/bounded-text.ts';
import type { ErrorRecord } from '../../core/values/error-record.ts';
import { isArray } from '../../core/values/guarded-read.ts';
import { isAppFrame, stackFrames } from '../../core/values/stack-frames.ts';
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

const DIM = '\u001b[2m';
const PLAIN = '\u001b[0m';

/** One block for a record: the line, the fields and rules that were broken, and the frames of the app before those of libraries. */
function forPeople(level: Level, record: object, message: string): string {
  const { reference, issues, code, err, others } = record as Partial<FailureRecord>;
  const lines = [`${COLOUR[level]}${level}${PLAIN} ${singleLine(message)}${reference === undefined ? '' : ` ${DIM}(${reference})${PLAIN}`}`];
  if (isArray(issues)) lines.push(...issues.map((issue) => `    - ${singleLine(String(issue))}`));
  const known = code ?? err?.code;
  if (known !== undefined && !message.includes(String(known))) lines.push(`    code: ${singleLine(String(known))}`);
  if (err !== undefined) lines.push(...framesOf(err, '    '));
  for (const other of isArray(others) ? (others as readonly ErrorRecord[]) : []) lines.push(`    and ${titleOf(other)}`, ...framesOf(other, '      '));
  return lines.join('\n');
}

/** The frames of the stack without its message, which the line above has. No line can be mistaken for a log record. */
function framesOf({ stack, cause, errors }: ErrorRecord, indent: string): readonly string[] {
  const frames = stackFrames(stack ?? '').map(singleLine);
  const [own, others] = [frames.filter(isAppFrame), frames.filter((frame) => !isAppFrame(frame))];
  const lines = [...own.map((frame) => `${indent}${frame}`), ...others.map((frame) => `${indent}${DIM}${frame}${PLAIN}`)];
  if (cause !== undefined) lines.push(`${indent}caused by ${titleOf(cause)}`, ...framesOf(cause, `${indent}  `));
  for (const error of errors ?? []) lines.push(`${indent}one of ${titleOf(error)}`, ...framesOf(error, `${indent}  `));
  return lines;
}

function titleOf({ name, message }: ErrorRecord): string {
  return singleLine(`${name}: ${message.replace(/\n\s*/g, ' ')}`);
}
