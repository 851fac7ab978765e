import type { AppFiles } from './app-files.ts';
import { rawOf } from './raw-of.ts';
import type { Running } from './trace-of.ts';

/** Frames that are read. Between the app's line and Node's `writeHead` lie those of the host and of middleware such as compression. */
const FRAMES = 60;

/** Notes the line of the app that sends the answer, if it sends it itself. An answer of Halyard has none. */
export function noteSender(native: object, now: Running, files: AppFiles): void {
  const raw = rawOf(native);
  if (raw === undefined) return;
  const { writeHead } = raw;
  raw.writeHead = function noted(this: typeof raw, ...args: unknown[]) {
    now.sentAt ??= sender(files);
    return (writeHead as (...args: unknown[]) => unknown).apply(this, args);
  } as typeof writeHead;
}

function sender(files: AppFiles): Running['sentAt'] {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const error = new Error('sent');
  const { file, line } = files.placeOfError(error);
  Error.stackTraceLimit = before;
  return file === undefined ? undefined : { file, line };
}
