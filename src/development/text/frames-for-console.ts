import { framesOf } from '../frames/frames-of.ts';
import { stackLines } from './lines-of-error.ts';

/** The frames of the app in a stack, as lines for a console, with source maps: `at find (src/orders.ts:12:5)`. */
export function framesForConsole(stack: string, message: string): readonly string[] {
  const { frames } = framesOf(stack, message, { most: 16, excerpts: 0 });
  const lines = stackLines({ frames, omittedFrames: 0 });
  return lines.flatMap(({ text, frame }) => (frame === undefined ? [] : [text]));
}
