import { isWhole } from '../show/typed-reference.ts';

const LETTER = '[0-9A-HJKMNP-TV-Z]';

/** Finds references that begin as somebody typed it: `7K3M-Q9TX`, `7K3M`. Without one, finds every reference that is a whole value. */
export function referencePattern(typed: string | undefined): RegExp {
  if (typed === undefined) return new RegExp(`(?<=["\\\\])(${LETTER}{4}-${LETTER}{4})(?=["\\\\])`, 'g');
  if (isWhole(typed)) return new RegExp(`(?<![\\w-])(${typed})(?![\\w-])`, 'g');
  const rest = 9 - typed.length;
  const letters = typed.length < 4 ? `${LETTER}{${4 - typed.length}}-${LETTER}{4}` : typed.length === 4 ? `-${LETTER}{4}` : `${LETTER}{${rest}}`;
  return new RegExp(`(?<![\\w-])(${typed}${letters})(?![\\w-])`, 'g');
}

/** The references in a text. */
export function referencesIn(text: string, pattern: RegExp): readonly string[] {
  return Array.from(text.matchAll(pattern), ([, reference]) => reference as string);
}
