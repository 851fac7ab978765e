const CUT = ' … (cut)';

/** Text of at most `limit` UTF-16 units, well-formed; what was cut says so. */
export function boundedText(text: string, limit: number): string {
  if (text.length <= limit) return text.isWellFormed() ? text : text.toWellFormed();
  return `${text.slice(0, Math.max(0, limit - CUT.length)).toWellFormed()}${CUT}`;
}

/** How many bytes a text takes in a JSON document in UTF-8, its quotes left out. */
export function jsonBytes(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20) bytes += 6;
    else if (unit === 0x22 || unit === 0x5c) bytes += 2;
    else if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    // Half of a pair, or alone and then written as \ud800.
    else if (unit >= 0xd800 && unit <= 0xdfff) bytes += 6;
    else bytes += 3;
  }
  return bytes;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** On one line and without colour: control characters as `\u001b`, so that a log line cannot be forged (OWASP log injection). */
export function singleLine(text: string): string {
  // Looking is quicker than a replacement that finds nothing.
  if (text.search(CONTROL) === -1) return text;
  return text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
