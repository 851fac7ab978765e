import { isArray, readProperty } from '../../core/values/guarded-read.ts';

/** How many lines are read from the end of a stack whose message is not known. */
const MAX_LINES = 20_000;
/** A longer line is cut. A frame can be long, such as one of a `data:` URL. */
const MAX_LINE = 1_024;
const TAIL = 64;

/** The lines of a stack that are frames, in their order. */
export interface FrameLines {
  readonly lines: readonly string[];
  /** The number of further frames. */
  readonly omitted: number;
}

const NONE: FrameLines = { lines: [], omitted: 0 };

/**
 * The first `most` frames of a stack. `message` is the message of the error. V8 writes it into the stack on as many lines as it has, and a submitted
 * value in it may look like a frame. So the message is cut out as a whole. If it is not in the stack, because it was changed, only the frames at the
 * very end count, without those that are lines of the message.
 */
export function frameLines(stack: unknown, message: unknown, most: number): FrameLines {
  if (isArray(stack)) return callSites(stack, most);
  if (typeof stack !== 'string' || stack === '') return NONE;
  const text = typeof message === 'string' ? message : '';
  const header = headerEnd(stack, text);
  return header === -1 ? lastFrames(stack, text, most) : firstFrames(stack, header, most);
}

/** The index after the header of the stack, which is the name and the message. -1 if the message is not there. */
function headerEnd(stack: string, message: string): number {
  if (message === '') return -1;
  for (let at = stack.indexOf(message), tries = 0; at !== -1 && tries < 64; at = stack.indexOf(message, at + 1), tries++) {
    const end = at + message.length;
    if (end < stack.length && stack[end] !== '\n') continue;
    const before = stack.slice(Math.max(0, at - 2), at);
    if (at === 0 || before === ': ' || before.endsWith('\n')) return end;
  }
  return -1;
}

/** The first frames after the header that follow each other. */
function firstFrames(stack: string, header: number, most: number): FrameLines {
  const lines: string[] = [];
  let count = 0;
  for (let from = header; from < stack.length; ) {
    const end = endOfLine(stack, from);
    if (isFrameAt(stack, from, end)) {
      if (count++ < most) lines.push(lineAt(stack, from, end));
    } else if (count > 0) break;
    from = end + 1;
  }
  return { lines, omitted: count - lines.length };
}

/** The frames at the very end of the stack. */
function lastFrames(stack: string, message: string, most: number): FrameLines {
  let from = stack.length;
  while (from > 0 && stack.charCodeAt(from - 1) === 0x0a) from--;
  let count = 0;
  for (let start = stack.lastIndexOf('\n', from - 1) + 1; count < MAX_LINES; start = stack.lastIndexOf('\n', from - 2) + 1) {
    if (!isFrameAt(stack, start, endOfLine(stack, start))) break;
    count++;
    from = start;
    if (start < 2) break;
  }
  if (count === 0) return NONE;
  const said = message.includes('at ')
    ? new Set(
        message
          .slice(0, 65_536)
          .split('\n', MAX_LINES)
          .map((line) => line.trim()),
      )
    : undefined;
  for (let end = endOfLine(stack, from); said !== undefined && from < stack.length; end = endOfLine(stack, from)) {
    if (!said.has(stack.slice(from, end).trim())) break;
    from = end + 1;
  }
  return firstFrames(stack, from, most);
}

/** The frames of an app's own `Error.prepareStackTrace` that returns V8's call sites, or lines of text. */
function callSites(sites: readonly unknown[], most: number): FrameLines {
  const lines: string[] = [];
  let count = 0;
  try {
    const { length } = sites;
    for (let i = 0; i < length && i < MAX_LINES; i++) {
      const line = i < 2 * most ? callSite(readProperty(sites, i)) : '';
      if (line === undefined) continue;
      count++;
      if (lines.length < most && line !== '') lines.push(line);
    }
  } catch {
    // The list throws while it is read. The frames read so far stay.
  }
  return { lines, omitted: count - lines.length };
}

function callSite(site: unknown): string | undefined {
  if (typeof site === 'string') return isFrameAt(site, 0, endOfLine(site, 0)) ? lineAt(site, 0, endOfLine(site, 0)) : undefined;
  if (typeof readProperty(site, 'getFileName') !== 'function') return undefined;
  const line = `    at ${String(site)}`;
  return isFrameAt(line, 0, line.length) ? lineAt(line, 0, line.length) : undefined;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

const START = /[ \t]{0,16}at \S/y;
const PLACE = /(?::\d+|:0x[\da-f]+|\(?<anonymous>|\(native|\bnative|unknown location|\(index \d+)\)?\r?$/;

/** Whether the line is a frame: a place in a file, or a function of the runtime, after `at`. */
function isFrameAt(text: string, from: number, end: number): boolean {
  START.lastIndex = from;
  return START.test(text) && START.lastIndex <= end && PLACE.test(text.slice(Math.max(from, end - TAIL), end));
}

function lineAt(text: string, from: number, end: number): string {
  const line = text.slice(from, Math.min(end, from + MAX_LINE)).trim();
  return end - from <= MAX_LINE ? line : `${line.slice(0, MAX_LINE - TAIL)}…${text.slice(end - TAIL, end).trim()}`;
}
