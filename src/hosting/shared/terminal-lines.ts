import type { Level } from '../../core/ports/logger.ts';
import type { FailureRecord } from '../../core/report/report.ts';
import type { ErrorRecord } from '../../core/values/error-record.ts';
import { isArray } from '../../core/values/guarded-read.ts';
import { isAppFrame, stackFrames } from '../../core/values/stack-frames.ts';
import { failureBlock, isFailureRecord, titleOf } from './failure-block.ts';
import { oneLine } from './one-line.ts';
import { DIM, PLAIN, tagOf } from './terminal-colours.ts';

/** A record for people at a terminal: a block for a failure, and a line with its frames for any other record. */
export function terminalLines(level: Level, record: object, message: string): string {
  if (isFailureRecord(record)) return failureBlock(level, record);
  const { reference, issues, code, err, others } = record as Partial<FailureRecord>;
  const lines = [`${tagOf(level)} ${oneLine(message)}${reference === undefined ? '' : ` ${DIM}(${reference})${PLAIN}`}`];
  if (isArray(issues)) lines.push(...issues.map((issue) => `    - ${oneLine(String(issue))}`));
  const known = code ?? err?.code;
  if (known !== undefined && !message.includes(String(known))) lines.push(`    code: ${oneLine(String(known))}`);
  if (err !== undefined) lines.push(...framesOf(err, '    '));
  for (const other of isArray(others) ? (others as readonly ErrorRecord[]) : []) lines.push(`    and ${titleOf(other)}`, ...framesOf(other, '      '));
  return lines.join('\n');
}

/** The frames of the stack without its message, which the line above has. No line can be mistaken for a log record. */
function framesOf({ stack, cause, errors }: ErrorRecord, indent: string, outer: readonly string[] = []): readonly string[] {
  const all = stackFrames(stack ?? '').map(oneLine);
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
