import { MASKED, type Secret } from './masked.ts';
import { openedValue } from './opened-value.ts';
import { type Certainty, certaintyOf } from './secret-text-names.ts';
import { isPlainWord, isProse, isSecretValue } from './secret-values.ts';
import { isWordCode } from './word-code.ts';

const LONGEST_NAME = 64;
const LONGEST_ELEMENT = 1_024;
const CLOSERS = '"\'`\\)]';
/** A value without quotes ends at a space, or at the separator before the next name. */
const VALUE = /(?:[^\s"'`<>&;,)\]}|%]|[&;,)\]}](?![\s"'`<>&;,)\]}|]|$|[\w.%$[-]{1,64}[=:])|%(?!26)){1,256}/y;
/** A value that may be a key, for a name that is not certain: long enough, and without the signs of a sentence. */
const RANDOM = /[\w.@+/~-]{6,256}=*/y;
const SENTENCE = /[^\r\n,;:=[\]{}<>|]{0,160}/y;
/** The value of a header field ends at the end of the line, or at the name of the next field. */
const LINE = /(?:[^\r\n,\\]|,(?!\s?[\w-]{2,40}:)|\\(?![rn]))+/y;
/** A sign between a name and a value. A comparison is none, and neither is a part of another sign: `==`, `=~`, `::`, `://`. */
const SIGN = /%..|=(?![=~])>?|(?<!:)[^%=](?!:|\/\/)=?/y;
/** Blanks, and a mark before a quote: a colour from Node's inspect on a terminal, or Python's mark for bytes, `b'…'`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression matches the escape sequence of a terminal
const BLANKS = /[ \t]{0,16}(?:(?:\u001b\[\d{1,3}m|[bru])(?=["'`]))?/iy;
/** The second word of a two-word name: `api key`, `recovery code`, `card number`. */
const SECOND = /^(?:keys?|codes?|number|no|nr|phrase)$/i;

interface Named {
  readonly name: string;
  readonly certainty: Certainty;
  readonly from: number;
  /** There is a space between the sign and the value, so the value may be a sentence. */
  readonly spaced: boolean;
}

/** The secret after a name and a sign at `at`: `=`, `:`, `=>`, `:=`, or one of these as `%3D`. */
export function namedValue(text: string, at: number): Secret | undefined {
  const before = text.charCodeAt(at - 1);
  // A sign is often not an assignment: `::`, `==`, `a ? b : c`. Only a name, a space or a closing sign may come before it.
  if (!isWordCode(before) && before !== 0x20 && !CLOSERS.includes(text[at - 1] ?? ' ')) return undefined;
  const end = nameEnd(text, at);
  const from = wordStart(text, end);
  if (from === end) return undefined;
  const name = text.slice(from, end);
  const certainty = certaintyHere(text, name, from);
  if (certainty === undefined) return undefined;
  SIGN.lastIndex = at;
  if (!SIGN.test(text)) return undefined;
  const signEnd = SIGN.lastIndex;
  const start = skipBlanks(text, signEnd);
  return secretBehind(text, start, { name, certainty: certainty === 'line' && text[at] !== ':' ? 'certain' : certainty, from, spaced: start > signEnd });
}

/** The secret after `--password` and a space. */
export function flagValue(text: string, from: number, to: number): Secret | undefined {
  const name = text.slice(from, to);
  const start = skipBlanks(text, to);
  const isUser = name === '-u' || name === '--user';
  if (text[start] === '-' || !(isUser || (name.startsWith('--') && certaintyOf(name) === 'certain'))) return undefined;
  const secret = secretBehind(text, start, { name, certainty: 'certain', from, spaced: false });
  return isUser && secret !== undefined && !text.slice(secret.from, secret.to).includes(':') ? undefined : secret;
}

/** The secret in an XML element. The `>` of its start tag is at `at`. */
export function elementValue(text: string, from: number, at: number): Secret | undefined {
  const before = text[from - 1];
  if ((before !== '<' && before !== ':') || certaintyOf(text.slice(from, at)) !== 'certain') return undefined;
  const length = text.slice(at + 1, at + 1 + LONGEST_ELEMENT).indexOf('<');
  return length === -1 ? undefined : judged(text, at + 1, at + 1 + length, { name: text.slice(from, at), certainty: 'certain', from, spaced: false });
}

function certaintyHere(text: string, name: string, from: number): Certainty | undefined {
  const alone = certaintyOf(name);
  if (!SECOND.test(name) || text[from - 1] !== ' ') return alone;
  return certaintyOf(text.slice(wordStart(text, from - 1), from + name.length)) ?? alone;
}

function secretBehind(text: string, start: number, named: Named): Secret | undefined {
  const opened = openedValue(text, start);
  if (opened !== undefined) {
    const value = text.slice(opened.from, Math.min(opened.to, opened.from + 160));
    return /\S\s+\S/.test(value) && isRemark(value, 2) ? undefined : judged(text, opened.from, opened.to, named);
  }
  const shape = named.certainty === 'possible' ? RANDOM : VALUE;
  shape.lastIndex = start;
  const first = shape.test(text) ? shape.lastIndex : start;
  const short = first === start ? undefined : judged(text, start, first, named);
  const secret = short !== undefined && first - start > 255 ? { ...short, to: wholeValue(text, first) } : short;
  const isLine = named.certainty === 'line';
  if (secret === undefined || (!named.spaced && !isLine)) return secret;
  SENTENCE.lastIndex = start;
  const sentence = (SENTENCE.exec(text)?.[0] ?? '').trimEnd();
  if (/\s/.test(sentence) && isProse(sentence)) {
    if (isRemark(sentence, isLine ? 32 : 1)) return undefined;
    if (!isLine) return secret;
  }
  if (isLine) return { ...secret, to: Math.max(secret.to, lineEnd(text, start, named.from)) };
  return named.certainty === 'possible' ? secret : { ...secret, to: Math.max(secret.to, start + phraseOf(sentence).length) };
}

/** The end of a long value. The shape matches at most 256 characters, so it is matched several times. */
function wholeValue(text: string, from: number): number {
  let to = from;
  for (VALUE.lastIndex = from; VALUE.test(text); ) to = VALUE.lastIndex;
  return to;
}

/** Whether the text is prose about a secret: the first `words` words are too plain for a password. */
function isRemark(text: string, words: number): boolean {
  return isProse(text) && text.split(/\s+/, words).every(isPlainWord);
}

function phraseOf(sentence: string): string {
  return (sentence.split(/["'`()]/, 1)[0] as string).trimEnd();
}

function judged(text: string, from: number, to: number, { name, certainty, from: named }: Named): Secret | undefined {
  const value = text.slice(from, Math.min(to, from + 512));
  if (!isSecretValue(value, name, certainty)) return undefined;
  // A place in a file, and the error message of a parser ("unexpected token: …"), are not secrets.
  if (/^\d+:\d+$/.test(value) || text.slice(Math.max(0, named - 11), named).toLowerCase() === 'unexpected ') return undefined;
  return { from, to, mask: MASKED };
}

/** The end of a header field's value. A field in quotes, as in a command, ends at the closing quote. */
function lineEnd(text: string, start: number, named: number): number {
  LINE.lastIndex = start;
  const line = LINE.exec(text)?.[0] ?? '';
  const quote = text[named - 1];
  const quoted = quote === '"' || quote === "'" ? line.indexOf(quote) : -1;
  return start + (quoted === -1 ? line.trimEnd().length : quoted);
}

function nameEnd(text: string, at: number): number {
  let end = at;
  while (end > 0 && at - end < 3 && text[end - 1] === ' ') end--;
  const least = end - 8;
  while (end > 0 && end > least && CLOSERS.includes(text[end - 1] as string)) end--;
  return end;
}

function wordStart(text: string, end: number): number {
  let from = end;
  while (from > 0 && end - from < LONGEST_NAME) {
    const code = text.charCodeAt(from - 1);
    // `$` and `%`, for `$token` and `user%5Btoken%5D`.
    if (!isWordCode(code) && code !== 36 && code !== 37) break;
    from--;
  }
  return from;
}

/** The end of the blanks and of the mark before a value. */
function skipBlanks(text: string, from: number): number {
  BLANKS.lastIndex = from;
  BLANKS.test(text);
  return BLANKS.lastIndex;
}
