import { Script } from 'node:vm';
import { edited } from './edits.ts';

/** Each place needs one or two readings of the whole script. */
const MOST = 200;

/**
 * The script with a line end at each of these offsets, where it changes nothing. A line end after a backslash is only possible in a string, and is no part
 * of its value. A line end alone is only possible between the words of the script, and in a comment. `undefined`: neither is possible.
 */
export function scriptWithLineEnds(script: string, offsets: readonly number[]): string | undefined {
  if (offsets.length > MOST || !canBeRead(script)) return undefined;
  const edits = offsets.map((from) => {
    const text = ['\\\n', '\n'].find((between) => canBeRead(edited(script, [{ from, to: from, text: between }])));
    return text === undefined ? undefined : { from, to: from, text };
  });
  return edits.includes(undefined) ? undefined : edited(script, edits as { from: number; to: number; text: string }[]);
}

/** Whether it is a script without mistakes of syntax. It does not run. */
export function canBeRead(script: string): boolean {
  try {
    new Script(script);
    return true;
  } catch {
    return false;
  }
}
