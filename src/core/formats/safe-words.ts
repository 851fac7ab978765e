import { escaped } from '../values/bounded-text.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression matches control characters
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;
/** Invisible characters. They can reverse the order of other characters (CVE-2021-42574), or hide text from a reader. */
const INVISIBLE = /[\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/**
 * The text without invisible characters, and without escape sequences that could move the cursor of a terminal. Line breaks and tabs stay. Other control
 * characters become `\u001b`.
 */
export function visible(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '');
  return replaceCharacters(plain, CONTROL, escaped);
}

/**
 * Replaces each single character that a global pattern matches. `String.prototype.replace` collects the parts of the result in a list. With tens of
 * thousands of matches, each match takes V8 ten times as long. Concatenation takes the same time at every length.
 */
export function replaceCharacters(text: string, pattern: RegExp, replacement: (character: string) => string): string {
  let replaced = '';
  let from = 0;
  pattern.lastIndex = 0;
  while (pattern.test(text)) {
    const to = pattern.lastIndex;
    replaced += text.slice(from, to - 1) + replacement(text.charAt(to - 1));
    from = to;
  }
  return from === 0 ? text : replaced + text.slice(from);
}

/**
 * The text with harmless addresses: `https[:]//evil.example`, `www[.]evil.example`, `ann[@]evil.example`. Terminals, Markdown renderers and agents
 * make a link of any text that looks like an address. A backslash is not enough, because remark-gfm searches for addresses after it removed the
 * backslashes.
 */
export function withoutAddresses(text: string): string {
  return text
    .replaceAll('://', '[:]//')
    .replace(/(www)\./gi, '$1[.]')
    .replace(/(?<=[^\s@])@(?=[^\s@])/g, '[@]');
}
