import { isAppFrame, stackFrames } from '../../core/values/stack-frames.ts';
import { isObject, type LogObject } from './log-object.ts';

const MAX_DEPTH = 8;
const MAX_ERRORS = 32;

/** An error of a log record. */
export interface LoggedError {
  /** The class, the code and the message. */
  readonly title: string;
  /** The frames of the app, and the number of those of packages and of Node in their place. */
  readonly frames: readonly string[];
  /** The errors inside it, each with the words for it. */
  readonly inside: readonly (readonly [words: string, error: LoggedError])[];
}

/** The errors of one object of a log: `err` and `others` of Halyard, and the members of other loggers and platforms. */
export function loggedErrors(object: LogObject): readonly LoggedError[] {
  const others = Array.isArray(object['others']) ? object['others'] : [];
  const found = [object['err'], object['error'], object['exception'], ...others].filter(isErrorObject);
  if (found.length > 0) return found.slice(0, MAX_ERRORS).map((error) => errorOf(error, 0));
  const dotted = { message: object['error.message'], name: object['error.type'], stack: object['error.stack_trace'] };
  if (isErrorObject(dotted)) return [errorOf(dotted, 0)];
  return typeof object['stack'] === 'string' ? [errorOf(object, 0)] : [];
}

function isErrorObject(value: unknown): value is LogObject {
  return isObject(value) && (typeof value['message'] === 'string' || typeof stackOf(value) === 'string');
}

function stackOf(error: LogObject): unknown {
  return error['stack'] ?? error['stack_trace'] ?? error['stacktrace'] ?? error['stackTrace'];
}

function errorOf(error: LogObject, depth: number): LoggedError {
  const stack = String(stackOf(error) ?? '');
  const [own = '', ...behind] = stack.split(/\n(?=caused by: )/);
  const name = [error['name'], error['type'], error['kind']].find((one) => typeof one === 'string' && one !== 'Object');
  const { code, cause, errors } = error;
  const message = String(error['message'] ?? own.split('\n', 1)[0] ?? '');
  const shown = code === undefined || message.includes(String(code)) ? '' : ` [${String(code)}]`;
  const inside: (readonly [string, LoggedError])[] = [];
  if (depth < MAX_DEPTH) {
    if (isErrorObject(cause)) inside.push(['caused by', errorOf(cause, depth + 1)]);
    // pino joins the stacks of the causes to one text.
    else if (behind.length > 0) inside.push(...behind.map((text) => ['caused by', causeIn(text)] as const));
    for (const one of Array.isArray(errors) ? errors.filter(isErrorObject).slice(0, MAX_ERRORS) : []) inside.push(['one of', errorOf(one, depth + 1)]);
  }
  return { title: `${name === undefined ? '' : `${String(name)}${shown}: `}${message}`, frames: foldedFrames(own), inside };
}

function causeIn(text: string): LoggedError {
  return { title: text.split('\n', 1)[0]?.replace('caused by: ', '') ?? '', frames: foldedFrames(text), inside: [] };
}

/** The frames of the app. Neighbouring frames of packages and of Node are counted on one line. If the app has none, the first frame is shown. */
function foldedFrames(stack: string): readonly string[] {
  const all = stackFrames(stack);
  const hasOwn = all.some(isAppFrame);
  const lines: string[] = [];
  let folded = 0;
  const fold = (): void => {
    if (folded > 0) lines.push(`(${folded === 1 ? '1 frame' : `${folded} frames`} of packages and Node)`);
    folded = 0;
  };
  for (const [index, frame] of all.entries()) {
    if (isAppFrame(frame) || (!hasOwn && index === 0)) {
      fold();
      lines.push(frame);
    } else folded += 1;
  }
  fold();
  return lines;
}
