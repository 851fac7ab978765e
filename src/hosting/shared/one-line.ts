import { visible } from '../../core/formats/safe-words.ts';
import { singleLine } from '../../core/values/bounded-text.ts';

/** The text on one line of a terminal, without characters that move the cursor, or reverse or hide the text after them. */
export function oneLine(text: string): string {
  return singleLine(visible(text));
}
