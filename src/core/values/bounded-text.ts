const CUT = ' … (cut)';

/** The text, well-formed and at most `limit` UTF-16 units long. A shortened text ends with a mark that shows the cut. */
export function boundedText(text: string, limit: number): string {
  if (text.length <= limit) return text.isWellFormed() ? text : text.toWellFormed();
  return `${text.slice(0, Math.max(0, limit - CUT.length)).toWellFormed()}${CUT}`;
}

/** The bytes of a text in a JSON document in UTF-8, without its quotes. The result may be too high, but never too low. */
export function jsonBytes(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20) bytes += 6;
    else if (unit === 0x22 || unit === 0x5c) bytes += 2;
    else if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    // Half of a surrogate pair. A single half is written as \ud800.
    else if (unit >= 0xd800 && unit <= 0xdfff) bytes += 6;
    else bytes += 3;
  }
  return bytes;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression matches control characters
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** The text on one line, with control characters written as `\u001b`, so that no value can forge a log line (OWASP log injection). */
export function singleLine(text: string): string {
  // A search is faster than a replacement without a match.
  if (text.search(CONTROL) === -1) return text;
  return text.replace(CONTROL, escaped);
}

/** A control character as in JSON: `\u001b`. */
export function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
