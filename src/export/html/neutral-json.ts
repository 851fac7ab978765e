import { type Break, lineAt } from './break.ts';
import { edited } from './edits.ts';
import { cannotBreak } from './page-text.ts';

/** In a string the character is written as `\u007b`. Between strings, JSON may have a space. */
export function neutralJson(text: string, breaks: readonly Break[], where: string): string {
  const edits = [];
  let at = 0;
  let isString = false;
  for (const { char, gap, sequence } of breaks) {
    for (; at < char; at++) {
      if (isString && text[at] === '\\') at++;
      else if (text[at] === '"') isString = !isString;
    }
    // The character after a backslash is a part of an escape.
    if (at > char || (isString && /["\\]/.test(text[char] as string))) throw cannotBreak(sequence, { place: where, line: lineAt(text, char) });
    const written = `\\u${text.charCodeAt(char).toString(16).padStart(4, '0')}`;
    edits.push(isString ? { from: char, to: char + 1, text: written } : { from: gap, to: gap, text: ' ' });
  }
  return edited(text, edits);
}
