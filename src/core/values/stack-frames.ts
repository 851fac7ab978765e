/** Where Halyard lies. A host adds its folder, because that of a linked package can have any name. */
export const OUR_FOLDERS = ['/halyard/dist/', '\\halyard\\dist\\'];

/** Whether a stack has a frame of Halyard, around the app's handler. It does not help to find the cause of an error. */
function isOurs(stack: string): boolean {
  return OUR_FOLDERS.some((folder) => stack.includes(folder));
}

/** A stack frame of a library or of the runtime. */
const OTHERS_FRAME = /[\\/]node_modules[\\/]|\(?node:|native|<anonymous>\)?$/;

export function isFrame(line: string): boolean {
  return /^\s+at /.test(line);
}

/** The frames of a V8 stack without those of Halyard, at most 32, without the message above them. */
export function stackFrames(stack: string): readonly string[] {
  return stack
    .split('\n')
    .filter((line) => isFrame(line) && !isOurs(line))
    .slice(0, 32)
    .map((line) => line.trim());
}

/** The stack without the frames of Halyard. If it has no other frame, they stay: they show where. An error that Halyard made itself says it in its message. */
export function withoutOurFrames(stack: unknown): unknown {
  if (typeof stack !== 'string' || !isOurs(stack)) return stack;
  const kept = stack.split('\n').filter((line) => !isFrame(line) || !isOurs(line));
  return kept.some(isFrame) || stack.startsWith('HalyardError') ? kept.join('\n') : stack;
}

/** Whether the frame is of the app's own code: of no library, and not of the runtime. */
export function isAppFrame(frame: string): boolean {
  return !OTHERS_FRAME.test(frame);
}
