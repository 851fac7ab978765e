/** A stack frame of Halyard, around the app's handler. It does not help to find the cause of an error. */
const OUR_FRAME = /[\\/]halyard[\\/]dist[\\/]|[\\/]adapters[\\/]express[\\/]guarded-layer\.[jt]s:/;

/** A stack frame of a library or of the runtime. */
const OTHERS_FRAME = /[\\/]node_modules[\\/]|\(?node:|native|<anonymous>\)?$/;

export function isFrame(line: string): boolean {
  return /^\s+at /.test(line);
}

/** The frames of a V8 stack without those of Halyard, at most 32, without the message above them. */
export function stackFrames(stack: string): readonly string[] {
  return stack
    .split('\n')
    .filter((line) => isFrame(line) && !OUR_FRAME.test(line))
    .slice(0, 32)
    .map((line) => line.trim());
}

/** The stack without the frames of Halyard. If Halyard made the error itself, its frames stay: they show where. */
export function withoutOurFrames(stack: unknown): unknown {
  if (typeof stack !== 'string' || !OUR_FRAME.test(stack)) return stack;
  const lines = stack.split('\n');
  const first = lines.find(isFrame);
  if (first === undefined || OUR_FRAME.test(first)) return stack;
  return lines.filter((line) => !(isFrame(line) && OUR_FRAME.test(line))).join('\n');
}

/** Whether the frame is of the app's own code: of no library, and not of the runtime. */
export function isAppFrame(frame: string): boolean {
  return !OTHERS_FRAME.test(frame);
}
