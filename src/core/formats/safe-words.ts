// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;
/** Characters that nobody sees: they turn the order of others (CVE-2021-42574), hide words between words, or smuggle them past a reader. */
const INVISIBLE = /[\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/**
 * Text in which a reader sees all there is: no escape sequence moves the cursor of a terminal, nothing is invisible. Line breaks and tabs
 * stay; other control characters become `\u001b`.
 */
export function visible(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '');
  return replaceCharacters(plain, CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Replaces each single character that a global pattern matches. `String.prototype.replace` collects the parts of the result in a list, and with
 * tens of thousands of matches each of them costs V8 ten times as much. Concatenation costs the same at every length.
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
 * Text without addresses that a program makes a link of by itself: `https[:]//evil.example`, `www[.]evil.example`, `ann[@]evil.example`.
 * Terminals, renderers of Markdown and agents follow what looks like one. A backslash is not enough: remark-gfm looks for addresses when
 * the backslashes are gone.
 */
export function withoutAddresses(text: string): string {
  return text
    .replaceAll('://', '[:]//')
    .replace(/(www)\./gi, '$1[.]')
    .replace(/(?<=[^\s@])@(?=[^\s@])/g, '[@]');
}
