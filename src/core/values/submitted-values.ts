import { isFieldName } from './field-name.ts';
import { isArray, readProperty } from './guarded-read.ts';
import { LettersOfText } from './shared-run.ts';

/** The most values of one submission that are read. If there are more, every text counts as a quote. */
const MAX_VALUES = 2_048;
/** The most characters in these values. If there are more, every text counts as a quote. */
const MAX_TEXT = 524_288;
/** The most characters of a message that is compared. */
const MAX_MESSAGE = 8_192;
const MAX_DEPTH = 12;
/** Only the first and the last characters of a value longer than twice this are compared. */
const HALF = 2_048;

/** A value of at least this length is also found inside other letters. A shorter value must stand alone, because "a" is in every message. */
const LONG = 4;
/** A cut value is found by a common run of letters. The run is longer for values of other fields, because they may be prose. */
const OWN_RUN = 8;
const OTHER_RUN = 16;

/**
 * The submitted values that a validation library keeps with its message. It finds out whether a message quotes one of them, also in JSON, in HTML, in
 * quotation marks, in another case, cut, or as one member of a list.
 */
export class SubmittedValues {
  readonly #long: string[] = [];
  readonly #short: string[] = [];
  /** The values without a letter or a digit. */
  readonly #signs: string[] = [];
  readonly #seen = new Set<object>();
  #left = MAX_VALUES;
  #room = MAX_TEXT;

  constructor(...roots: readonly unknown[]) {
    for (const root of roots) this.#add(root, 0);
  }

  /** Whether the text quotes the value of its own field. `rule` holds the limits of the rule, because a short limit ("8") in the text is not a quote. */
  quotedBy(text: string, rule: Readonly<Record<string, unknown>> = {}): boolean {
    if (this.#isIn(text, OWN_RUN, LONG)) return true;
    if (this.#short.length === 0) return false;
    const separate = separateWords(text);
    for (const value of Object.values(rule)) separate.delete(folded(String(value)));
    return this.#short.some((value) => separate.has(value));
  }

  /**
   * Whether the text quotes a value of another field. A value of four to seven letters must stand alone, because "mail" is in "email". Shorter values
   * are not searched.
   */
  mentionedBy(text: string): boolean {
    return this.#isIn(text, OTHER_RUN, OWN_RUN);
  }

  /** `run` is the length of a common run of letters. A value of at least `inside` letters is also found inside other letters. */
  #isIn(text: string, run: number, inside: number): boolean {
    if (this.#left < 0) return true;
    if (this.#long.length === 0 && this.#signs.length === 0) return false;
    // No rule has such a long message, so the message lists the submitted values.
    if (text.length > MAX_MESSAGE) return true;
    if (this.#signs.some((value) => text.includes(value))) return true;
    if (this.#long.length === 0) return false;
    return unescaped(text).some((plain) => {
      const letters = new LettersOfText(lettersOf(plain));
      const separate = inside > LONG ? separateWords(plain) : undefined;
      return this.#long.some((value) =>
        value.length < inside ? separate?.has(value) : value.length > run ? letters.sharesRun(value, run) : letters.includes(value),
      );
    });
  }

  #add(value: unknown, depth: number): void {
    if (this.#left < 0) return;
    if (typeof value === 'string') this.#addText(value);
    else if (typeof value === 'number' || typeof value === 'bigint') this.#addText(String(value));
    else if (typeof value === 'object' && value !== null) this.#addMembers(value, depth);
  }

  #addText(text: string): void {
    this.#left--;
    const ends = text.length > 2 * HALF ? [text.slice(0, HALF), text.slice(-HALF)] : [text];
    for (const end of ends) {
      this.#room -= end.length;
      if (this.#room < 0) this.#left = -1;
      const letters = lettersOf(end);
      if (letters.length >= LONG) this.#long.push(letters);
      else if (letters !== '') this.#short.push(letters);
      else if (end.trim().length >= LONG) this.#signs.push(end.trim());
    }
  }

  #addMembers(value: object, depth: number): void {
    if (depth > MAX_DEPTH || this.#seen.has(value)) return;
    this.#seen.add(value);
    this.#left--;
    try {
      if (value instanceof Date) {
        for (const text of [value.toISOString(), String(value)]) this.#addText(text);
      } else if (value instanceof Map) {
        for (const entry of value) for (const part of entry) this.#add(part, depth + 1);
      } else if (value instanceof Set) {
        for (const item of value) this.#add(item, depth + 1);
      } else if (isArray(value)) {
        for (let i = 0; i < value.length && this.#left >= 0; i++) this.#add(value[i], depth + 1);
      } else if (!ArrayBuffer.isView(value)) {
        for (const key of Object.keys(value)) {
          // A whole body may be sent as the name of a field.
          if (!isFieldName(key)) this.#addText(key);
          this.#add(readProperty(value, key), depth + 1);
        }
      }
    } catch {
      // A value that cannot be read cannot be compared. So every text counts as a quote.
      this.#left = -1;
    }
  }
}

function separateWords(text: string): Set<string> {
  return new Set(folded(text).split(/[^\p{L}\p{N}]+/u));
}

/**
 * The text in lower case and without accents. Some letters have no single letter in the other case (`ß` and `SS`), and some are decomposed by the change
 * of case (`ΐ`). The second normalization makes all these forms equal.
 */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '');
}

/** The letters and digits of a text, in lower case. The signs around and between them are removed. */
function lettersOf(text: string): string {
  return folded(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

const ESCAPES = /\\(?:u\{?([\da-fA-F]{2,6})\}?|x([\da-fA-F]{2})|([\s\S]))|&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(?:lt|gt|amp|quot|apos));|%([\da-fA-F]{2})/g;

/** The text itself, and the text without the escapes of JSON, HTML and URLs. A text may be escaped twice. */
function unescaped(text: string): readonly string[] {
  const once = text.replace(ESCAPES, plainOf);
  if (once === text) return [text];
  return [text, once, once.replace(ESCAPES, plainOf)];
}

function plainOf(_: string, unicode?: string, hex?: string, letter?: string, decimal?: string, entity?: string, percent?: string): string {
  const digits = unicode ?? hex ?? entity ?? percent;
  const code = digits === undefined ? (decimal === undefined ? undefined : Number(decimal)) : Number.parseInt(digits, 16);
  if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  // `\n` is the end of a line, and `\"` is a quotation mark.
  return letter === undefined || /[bfnrtv0]/.test(letter) ? ' ' : letter;
}
