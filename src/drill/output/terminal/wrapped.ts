import { visible } from '../../../core/formats/safe-words.ts';

/** A text of the app on one line, without characters that move the cursor or reverse the text, cut after `most` characters. */
export function oneLine(text: string, most = 2_000): string {
  const line = visible(text.slice(0, most * 2).toWellFormed())
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > most ? `${line.slice(0, most).toWellFormed()} …` : line;
}

/** The lines of a text that fit into `width` columns. A word that is longer stands alone, so that a path stays one that can be clicked. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** The first columns of a line that is too long, with an ellipsis. */
export function cutTo(line: string, width: number): string {
  if (widthOf(line) <= width) return line;
  let cut = '';
  let used = 0;
  for (const character of line) {
    used += columnsOf(character);
    if (used > width - 1) break;
    cut += character;
  }
  return `${cut}…`;
}

/** How many columns of a terminal the text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** Marks that combine with the character before them, and joiners: they take no column. */
const COMBINING = /^(?:\p{Mn}|\p{Me}|\p{Cf})$/u;

/** Letters of East Asia and emoji take two columns. */
function columnsOf(character: string): number {
  const code = character.codePointAt(0) as number;
  if (code < 0x300) return 1;
  if (COMBINING.test(character)) return 0;
  const isWide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return isWide ? 2 : 1;
}
