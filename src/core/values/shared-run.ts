/** The number of letters that are hashed together. All compared values have at least this length. */
const GRAM = 4;
const BITS = 15;

/**
 * An index of the letters of a text, for comparing the text with many values. The time for a value depends on its own length, and not on the length of the
 * text. The text and the values consist of letters and digits in lower case.
 */
export class LettersOfText {
  readonly #letters: string;
  /** The hashes of all four-letter parts. If a hash of a value is missing, the text cannot hold the value. A hash that is present is no proof. */
  readonly #has = new Uint8Array(1 << BITS);
  readonly #runs = new Map<number, Set<string>>();

  constructor(letters: string) {
    this.#letters = letters;
    for (let at = 0; at + GRAM <= letters.length; at++) this.#has[hashAt(letters, at)] = 1;
  }

  /** Whether the text holds the value. */
  includes(value: string): boolean {
    return value.length >= GRAM && this.#has[hashAt(value, 0)] === 1 && this.#letters.includes(value);
  }

  /** Whether the text and the value have `run` letters in a row in common. */
  sharesRun(value: string, run: number): boolean {
    let found = 0;
    for (let at = 0; at + GRAM <= value.length; at++) {
      found = this.#has[hashAt(value, at)] === 1 ? found + 1 : 0;
      if (found > run - GRAM && this.#runsOf(run).has(value.slice(at + GRAM - run, at + GRAM))) return true;
    }
    return false;
  }

  #runsOf(run: number): Set<string> {
    const known = this.#runs.get(run);
    if (known !== undefined) return known;
    const runs = new Set<string>();
    for (let at = 0; at + run <= this.#letters.length; at++) runs.add(this.#letters.slice(at, at + run));
    this.#runs.set(run, runs);
    return runs;
  }
}

function hashAt(text: string, at: number): number {
  let hash = text.charCodeAt(at);
  for (let i = 1; i < GRAM; i++) hash = Math.imul(hash, 0x01000193) ^ text.charCodeAt(at + i);
  return (hash ^ (hash >>> BITS)) & ((1 << BITS) - 1);
}
