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
    stream.write(`${stream.isTTY ? inColour(forPeople(level, record, message)) : logLine(level, record, message, () => performance.now())}\n`);
  });
}

/** Takes the colours out again if the terminal has none, or its user wants none (no-color.org). */
function inColour(block: string): string {
  const { NO_COLOR, TERM } = process.env;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it matches the colours of this file, and the texts between them have no control characters
  return NO_COLOR || TERM === 'dumb' ? block.replaceAll(/\u001b\[\d+m/g, '') : block;
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
function framesOf({ stack, cause, errors }: ErrorRecord, indent: string, outer: readonly string[] = []): readonly string[] {
  const all = stackFrames(stack ?? '').map(singleLine);
  const shared = sharedFrames(all, outer);
  const frames = all.slice(0, all.length - shared);
  const [own, others] = [frames.filter(isAppFrame), frames.filter((frame) => !isAppFrame(frame))];
  const lines = [...own.map((frame) => `${indent}${frame}`), ...others.map((frame) => `${indent}${DIM}${frame}${PLAIN}`)];
  if (shared > 0) lines.push(`${indent}${DIM}and ${shared} frames as above${PLAIN}`);
  if (cause !== undefined) lines.push(`${indent}caused by ${titleOf(cause)}`, ...framesOf(cause, `${indent}  `, all));
  for (const error of errors ?? []) lines.push(`${indent}one of ${titleOf(error)}`, ...framesOf(error, `${indent}  `, all));
  return lines;
}

/** How many frames at the end are those of the error around it. One frame is shown again, because a line in its place is no shorter. */
function sharedFrames(frames: readonly string[], outer: readonly string[]): number {
  let shared = 0;
  while (shared < frames.length && frames.at(-1 - shared) === outer.at(-1 - shared)) shared++;
  return shared > 1 ? shared : 0;
}

function titleOf({ name, message }: ErrorRecord): string {
  return singleLine(`${name}: ${message.replace(/\n\s*/g, ' ')}`);
}
