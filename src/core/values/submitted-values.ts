import { isFieldName } from './field-name.ts';
import { isArray, readProperty } from './guarded-read.ts';
import { LettersOfText } from './shared-run.ts';

/** Values read of one submission. With more of them nothing can be ruled out, and every text counts as one that quotes. */
const MAX_VALUES = 2_048;
/** Characters of them, for the same reason. */
const MAX_TEXT = 524_288;
/** Characters of a message that is compared. */
const MAX_MESSAGE = 8_192;
const MAX_DEPTH = 12;
/** A longer text is compared by its beginning and its end. */
const HALF = 2_048;

/** From this length a value is found inside other letters. A shorter one is found only where it stands alone: "a" is in every message. */
const LONG = 4;
/** A text that was cut is found by a run of this length: of the field's own value, and of the values of other fields, which may be prose. */
const OWN_RUN = 8;
const OTHER_RUN = 16;

/**
 * What somebody submitted, as far as a validation library keeps it beside its message: to find out whether a message quotes it. A quote is
 * found in whatever dress: in JSON, in HTML, in quotation marks, in another case, cut, or one member of a list.
 */
export class SubmittedValues {
  readonly #long: string[] = [];
  readonly #short: string[] = [];
  /** Values without a letter or a digit. */
  readonly #signs: string[] = [];
  readonly #seen = new Set<object>();
  #left = MAX_VALUES;
  #room = MAX_TEXT;

  constructor(...roots: readonly unknown[]) {
    for (const root of roots) this.#add(root, 0);
  }

  /** Does the text quote the value of the field it is about? `rule`: what the rule itself asks for, which is no quote when it is short ("8"). */
  quotedBy(text: string, rule: Readonly<Record<string, unknown>> = {}): boolean {
    if (this.#isIn(text, OWN_RUN, LONG)) return true;
    if (this.#short.length === 0) return false;
    const alone = separateWords(text);
    for (const value of Object.values(rule)) alone.delete(folded(String(value)));
    return this.#short.some((value) => alone.has(value));
  }

  /**
   * Does the text quote one of these, which are about other fields? One of four to seven letters is found where it stands alone, for "mail" is
   * in "email"; shorter ones are not looked for.
   */
  mentionedBy(text: string): boolean {
    return this.#isIn(text, OTHER_RUN, OWN_RUN);
  }

  /** `inside`: from this length a value is found within other letters. */
  #isIn(text: string, run: number, inside: number): boolean {
    if (this.#left < 0) return true;
    if (this.#long.length === 0 && this.#signs.length === 0) return false;
    // No rule is so long: it lists what was typed.
    if (text.length > MAX_MESSAGE) return true;
    if (this.#signs.some((value) => text.includes(value))) return true;
    if (this.#long.length === 0) return false;
    return unescaped(text).some((plain) => {
      const letters = new LettersOfText(lettersOf(plain));
      const words = inside > LONG ? separateWords(plain) : undefined;
      return this.#long.some((value) =>
        value.length < inside ? words?.has(value) : value.length > run ? letters.sharesRun(value, run) : letters.includes(value),
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
          // A whole body that came as the name of a field.
          if (!isFieldName(key)) this.#addText(key);
          this.#add(readProperty(value, key), depth + 1);
        }
      }
    } catch {
      // What cannot be read cannot be compared.
      this.#left = -1;
    }
  }
}

function separateWords(text: string): Set<string> {
  return new Set(folded(text).split(/[^\p{L}\p{N}]+/u));
}

/**
 * In one case, whichever it was in, and without accents: some letters have none of the other (`ß` and `SS`), and some come apart in it (`ΐ`). Taken
 * apart once more, they are the same whichever way they have come.
 */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '');
}

/** Letters and digits alone, in lower case: what is left of a value whatever stands around it, and between them. */
function lettersOf(text: string): string {
  return folded(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

const ESCAPES = /\\(?:u\{?([\da-fA-F]{2,6})\}?|x([\da-fA-F]{2})|([\s\S]))|&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(?:lt|gt|amp|quot|apos));|%([\da-fA-F]{2})/g;

/** The text as it is, and without the escapes of JSON, HTML and URLs, which may have been put on twice. */
function unescaped(text: string): readonly string[] {
  const once = text.replace(ESCAPES, plainOf);
  if (once === text) return [text];
  return [text, once, once.replace(ESCAPES, plainOf)];
}

function plainOf(_: string, unicode?: string, hex?: string, letter?: string, decimal?: string, entity?: string, percent?: string): string {
  const digits = unicode ?? hex ?? entity ?? percent;
  const code = digits === undefined ? (decimal === undefined ? undefined : Number(decimal)) : Number.parseInt(digits, 16);
  if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  // `\n` is a line's end, `\"` is a quotation mark.
  return letter === undefined || /[bfnrtv0]/.test(letter) ? ' ' : letter;
}
