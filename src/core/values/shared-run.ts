/** Letters that are hashed together. No value that is compared is shorter. */
const GRAM = 4;
const BITS = 15;

/**
 * The letters of a text, made ready to be compared with many values: each costs one look at its own letters, whatever the text's length.
 * All texts are letters and digits alone, in lower case.
 */
export class LettersOfText {
  readonly #letters: string;
  /** Which hashes of four letters there are. A hash that is missing rules a value out; one that is there does not prove it. */
  readonly #has = new Uint8Array(1 << BITS);
  readonly #runs = new Map<number, Set<string>>();

  constructor(letters: string) {
    this.#letters = letters;
    for (let at = 0; at + GRAM <= letters.length; at++) this.#has[hashAt(letters, at)] = 1;
  }

  /** Is the value in the text? */
  includes(value: string): boolean {
    return value.length >= GRAM && this.#has[hashAt(value, 0)] === 1 && this.#letters.includes(value);
  }

  /** Do text and value share so many letters in a row? */
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
