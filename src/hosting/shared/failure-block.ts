import type { Level } from '../../core/ports/logger.ts';
import type { FailureRecord } from '../../core/report/report.ts';
import { boundedText } from '../../core/values/bounded-text.ts';
import { type ErrorRecord, lineOfError } from '../../core/values/error-record.ts';
import { isArray } from '../../core/values/guarded-read.ts';
import { isAppFrame, stackFrames } from '../../core/values/stack-frames.ts';
import { type FrameReader, notesOf } from './failure-notes.ts';
import { oneLine } from './one-line.ts';
import { BOLD, DIM, PLAIN, tagOf } from './terminal-colours.ts';

const MAX_LINES = 8;
const MAX_ISSUES = 12;
const MAX_FRAMES = 5;

/** Whether a record is that of a failure, and not of a notice or of a failure while something was answered. */
export function isFailureRecord(record: object): record is FailureRecord {
  const { method, path, response, status } = record as Partial<FailureRecord>;
  return typeof method === 'string' && typeof path === 'string' && typeof response === 'string' && typeof status === 'number';
}

/**
 * A failure as one block: status, method, path and response; the error with the first frames of the app; the issues; its cause on one line; the reference
 * and where to look at it. All lines except the first are indented, so none can be mistaken for another record.
 */
export function failureBlock(level: Level, record: FailureRecord): string {
  const { method, path, status, response, reference, detail, code, issues, err, others, afterResponse } = record;
  const { look, frames } = notesOf(record) ?? {};
  const after = afterResponse === true ? ' after the response had been sent' : '';
  const head = `${tagOf(level)} ${BOLD}${status} ${oneLine(method)} ${oneLine(path)}${PLAIN} ${DIM}${oneLine(response)}${after}${PLAIN}`;
  const lines: string[] = [];
  if (detail !== undefined && detail !== err?.message) lines.push(...messageLines(detail));
  if (code !== undefined) lines.push(`code: ${oneLine(String(code))}`);
  if (isArray(issues)) lines.push(...issueLines(issues));
  if (err !== undefined) lines.push(...errorLines(err, frames));
  for (const other of isArray(others) ? (others as readonly ErrorRecord[]) : []) lines.push(`and ${titleOf(other)}`);
  if (reference !== undefined) lines.push(`${BOLD}${reference}${PLAIN}${look === undefined ? '' : `  ${look}`}`);
  return [head, ...lines.map((line) => `    ${line}`)].join('\n');
}

function issueLines(issues: readonly unknown[]): readonly string[] {
  const shown = issues.slice(0, MAX_ISSUES).map((issue) => `- ${oneLine(String(issue))}`);
  return issues.length > MAX_ISSUES ? [...shown, `${DIM}and ${issues.length - MAX_ISSUES} more${PLAIN}`] : shown;
}

function errorLines(err: ErrorRecord, frames: FrameReader | undefined): readonly string[] {
  const shown = err.code === undefined || err.message.includes(String(err.code)) ? '' : ` [${err.code}]`;
  const [first = '', ...rest] = messageLines(err.message === '' ? lineOfError(err) : err.message);
  return [`${oneLine(`${err.name}${shown}`)}: ${first}`, ...rest, ...frameLines(err, frames).map((frame) => `${DIM}${oneLine(frame)}${PLAIN}`), ...behind(err)];
}

/** The lines of a message. Its line breaks stay, and the lines after the first are indented. */
function messageLines(message: string): readonly string[] {
  const [first = '', ...rest] = boundedText(message, 2_048).split(/\r?\n/).slice(0, MAX_LINES);
  return [oneLine(first), ...rest.map((line) => `  ${oneLine(line)}`)];
}

/** The first frames of the app. If the app has none, the first two frames show where the error comes from. */
function frameLines({ stack = '', message }: ErrorRecord, frames: FrameReader | undefined): readonly string[] {
  const mapped = frames?.(stack, message) ?? [];
  if (mapped.length > 0) return mapped.slice(0, MAX_FRAMES).map(relative);
  const all = stackFrames(stack);
  const own = all.filter(isAppFrame);
  return (own.length > 0 ? own.slice(0, MAX_FRAMES) : all.slice(0, 2)).map(relative);
}

/** The frame with its file relative to the working directory. */
function relative(frame: string): string {
  const { process } = globalThis as { readonly process?: { cwd?(): string } };
  try {
    const folder = process?.cwd?.();
    return folder === undefined || folder === '/' ? frame : frame.replace(`file://${folder}/`, '').replace(`${folder}/`, '');
  } catch {
    // The working directory was removed.
    return frame;
  }
}

/** The errors inside an error, each on one line. */
function behind({ cause, error, suppressed, errors = [] }: ErrorRecord): readonly string[] {
  const lines = errors.slice(0, 4).map((one) => `one of ${titleOf(one)}`);
  if (errors.length > 4) lines.push(`${DIM}and ${errors.length - 4} more${PLAIN}`);
  if (error !== undefined) lines.push(`with ${titleOf(error)}`);
  if (suppressed !== undefined) lines.push(`in the place of ${titleOf(suppressed)}`);
  let depth = 0;
  for (let inner = cause; inner !== undefined && depth < 4; inner = inner.cause, depth++) lines.push(`caused by ${titleOf(inner)}`);
  return lines;
}

/** The class and the message of an error on one line. */
export function titleOf({ name, message }: ErrorRecord): string {
  return oneLine(boundedText(`${name}: ${message.replace(/\n\s*/g, ' ')}`, 1_024));
}
