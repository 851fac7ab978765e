/** The number of letters in the shortest part that is compared. All compared values have at least this length. */
const GRAM = 4;

/**
 * An index of the letters of a text, for comparing the text with many values. The time for a value depends on its own length, and not on the length of the
 * text. The text and the values consist of letters and digits in lower case.
 */
export class LettersOfText {
  readonly #letters: string;
  /** All parts of the text, by their length. */
  readonly #parts = new Map<number, Set<string>>();

  constructor(letters: string) {
    this.#letters = letters;
  }

  /** Whether the text holds the value. Almost no value begins with four letters of the text. */
  includes(value: string): boolean {
    return this.#partsOf(GRAM).has(value.slice(0, GRAM)) && this.#letters.includes(value);
  }

  /** Whether the text and the value have `run` letters in a row in common. Every such run holds one of the four-letter parts that are looked up first. */
  sharesRun(value: string, run: number): boolean {
    const step = run - GRAM + 1;
    for (let at = 0; at + GRAM <= value.length; at += step) {
      if (!this.#partsOf(GRAM).has(value.slice(at, at + GRAM))) continue;
      for (let from = Math.max(0, at - step + 1); from <= at && from + run <= value.length; from++) {
        if (this.#partsOf(run).has(value.slice(from, from + run))) return true;
      }
    }
    return false;
  }

  #partsOf(length: number): Set<string> {
    const known = this.#parts.get(length);
    if (known !== undefined) return known;
    const parts = new Set<string>();
    for (let at = 0; at + length <= this.#letters.length; at++) parts.add(this.#letters.slice(at, at + length));
    this.#parts.set(length, parts);
    return parts;
  }
}
