import { parseStack } from 'error-stack-parser-es/lite';
import type { ReportedFrame } from './reported-frame.ts';

const MAX_FRAMES = 64;

/** The frames of a stack, with the excerpts of the first ones of the app. `message` is cut off before, because its lines can look like frames. */
export function framesOf(stack: unknown, message: unknown): { readonly frames: readonly ReportedFrame[]; readonly omitted: number } {
  if (typeof stack !== 'string') return { frames: [], omitted: 0 };
  const start = typeof message === 'string' && message !== '' ? stack.indexOf(message) : -1;
  const found = parseStack(start === -1 ? stack : stack.slice(start + (message as string).length));
  const frames = found.slice(0, MAX_FRAMES).map(
    ({ function: name, file = '', line, col }): ReportedFrame => ({
      kind: file.startsWith('node:') ? 'node' : file.includes('/node_modules/') ? 'dependency' : 'app',
      function: name,
      file,
      path: undefined,
      line,
      column: col,
      isAsync: false,
    }),
  );
  return { frames, omitted: found.length - frames.length };
}
