import { visible } from '../../core/formats/safe-words.ts';
import { boundedText, singleLine } from '../../core/values/bounded-text.ts';
import type { ReportedFrame } from '../frames/reported-frame.ts';
import type { ReportedError } from '../report/reported-error.ts';

/** The limits of the texts of one error. */
const MAX_LINE = 512;
const MAX_SOURCE_LINE = 240;
const MAX_MEMBER = 2_048;
const MAX_MEMBERS = 8_192;

/** A line of a stack: a frame of the app, or the number of frames of others in its place. */
export interface StackLine {
  readonly text: string;
  readonly frame?: ReportedFrame;
}

/** The class, the code and the message of an error: `Error [ECONNREFUSED]: connect ECONNREFUSED`. */
export function titleOfError({ name, code, message }: ReportedError, most: number): string {
  // Some messages already begin with their code.
  const shown = code === undefined || message.startsWith(code) ? '' : ` [${code}]`;
  return visible(boundedText(`${name}${shown}${message === '' ? '' : ': '}${message}`, most));
}

/**
 * The stack of an error. The frames of the app are lines as V8 writes them. Neighbouring frames of packages and of Node are counted on one line. If
 * the app has no frame at all, the first frame is shown whosever it is.
 */
export function stackLines({
  frames,
  omittedFrames,
  sharedFrames = 0,
}: Pick<ReportedError, 'frames' | 'omittedFrames' | 'sharedFrames'>): readonly StackLine[] {
  const lines: StackLine[] = [];
  let folded: ReportedFrame[] = [];
  const fold = (): void => {
    if (folded.length > 0) lines.push({ text: `(${countOf(folded.length)}: ${ownersOf(folded)})` });
    folded = [];
  };
  const hasOwn = frames.some(isShown);
  for (const [index, frame] of frames.entries()) {
    if (!isShown(frame) && (hasOwn || index > 0)) {
      folded.push(frame);
      continue;
    }
    fold();
    lines.push({ text: `at ${placeInStack(frame)}`, frame });
  }
  fold();
  if (omittedFrames > 0) lines.push({ text: `(${omittedFrames} more frames)` });
  if (sharedFrames > 0) lines.push({ text: `(${countOf(sharedFrames)} as above)` });
  return lines;
}

function isShown({ kind }: ReportedFrame): boolean {
  return kind === 'app' || kind === 'template' || kind === 'halyard';
}

function countOf(frames: number): string {
  return frames === 1 ? '1 frame' : `${frames} frames`;
}

/** Whose frames are folded: `express, node`. */
function ownersOf(frames: readonly ReportedFrame[]): string {
  const owners = frames.map(({ kind, package: name }) => oneLine(name ?? (kind === 'dependency' ? 'packages' : kind)));
  return [...new Set(owners)].slice(0, 6).join(', ');
}

/** `async OrderService.find (src/orders.ts:12:5)`, as V8 writes it. */
function placeInStack(frame: ReportedFrame): string {
  const place = placeOf(frame);
  const name = frame.function === undefined ? '' : `${frame.isAsync ? 'async ' : ''}${oneLine(frame.function)}`;
  return name === '' ? `${frame.isAsync ? 'async ' : ''}${place}` : `${name} (${place})`;
}

/** `src/orders.ts:12:5`. */
export function placeOf({ file, line, column }: ReportedFrame): string {
  return [oneLine(file), line, column].filter((part) => part !== undefined).join(':');
}

/** Whether the source around a frame is shown. Several errors of one failure often come from the same line, which is shown once. */
export function isNewPlace(frame: ReportedFrame, shown: Set<string>): boolean {
  const place = `${frame.path ?? frame.file}:${frame.line}`;
  if (frame.excerpt === undefined || shown.has(place)) return false;
  shown.add(place);
  return true;
}

/** A line of an excerpt. */
interface SourceLine {
  readonly isFailing: boolean;
  /** The number of the line, as wide as the widest one. */
  readonly number: string;
  readonly text: string;
}

/** The lines around a frame with their numbers. Empty if the frame has no excerpt. */
export function excerptLines({ excerpt, line }: ReportedFrame): readonly SourceLine[] {
  if (excerpt === undefined) return [];
  const width = String(excerpt.from + excerpt.lines.length - 1).length;
  return excerpt.lines.map((text, index) => {
    const number = excerpt.from + index;
    return { isFailing: number === line, number: String(number).padStart(width), text: oneLine(text, MAX_SOURCE_LINE) };
  });
}

/** The own members of an error with their values, as many as a reader looks at. */
export function shownMembers({ members }: ReportedError): readonly (readonly [name: string, value: string])[] {
  let room = MAX_MEMBERS;
  const shown: (readonly [string, string])[] = [];
  for (const [name, value] of members) {
    const member = [oneLine(name), visible(boundedText(value, MAX_MEMBER))] as const;
    room -= member[0].length + member[1].length;
    if (room < 0) break;
    shown.push(member);
  }
  return shown;
}

/** The errors inside an error, each with the words for it. */
export function errorsInside(error: ReportedError): readonly (readonly [words: string, error: ReportedError])[] {
  const inside: (readonly [string, ReportedError])[] = [];
  if (error.cause !== undefined) inside.push(['caused by', error.cause]);
  if (error.error !== undefined) inside.push(['with', error.error]);
  if (error.suppressed !== undefined) inside.push(['in the place of', error.suppressed]);
  for (const member of error.errors ?? []) inside.push(['one of', member]);
  return inside;
}

/** The text on one line without invisible characters. */
export function oneLine(text: string, most = MAX_LINE): string {
  return singleLine(visible(boundedText(text, most)).replace(/\t/g, '  ').replace(/\n\s*/g, ' '));
}
