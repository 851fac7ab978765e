import { closeSync, constants, fstatSync, openSync, readFileSync, statSync } from 'node:fs';

/** A file that is larger is not read. */
const MAX_BYTES = 10 * 1_024 * 1_024;

/** What is made from files, by path. A file that was changed since is read again. It holds the last ones that were used. */
export class FileCache<Made> {
  readonly #entries = new Map<string, { readonly stamp: string; readonly made: Made | undefined }>();
  readonly #most: number;
  readonly #make: (text: string, path: string) => Made | undefined;
  readonly #maxBytes: number;

  constructor(make: (text: string, path: string) => Made | undefined, { most, maxBytes = MAX_BYTES }: { readonly most: number; readonly maxBytes?: number }) {
    this.#make = make;
    this.#most = most;
    this.#maxBytes = maxBytes;
  }

  /** What is made from the file. `undefined` if it is no ordinary file, or cannot be read, or is too large. */
  get(path: string): Made | undefined {
    const stamp = stampOf(path);
    if (stamp === undefined) return undefined;
    const known = this.#entries.get(path);
    this.#entries.delete(path);
    const entry = known?.stamp === stamp ? known : { stamp, made: this.#made(path) };
    this.#entries.set(path, entry);
    if (this.#entries.size > this.#most) this.#entries.delete(this.#entries.keys().next().value as string);
    return entry.made;
  }

  #made(path: string): Made | undefined {
    try {
      const text = textOf(path, this.#maxBytes);
      return text === undefined ? undefined : this.#make(text, path);
    } catch {
      return undefined;
    }
  }
}

/** The time and the size of the file. */
function stampOf(path: string): string | undefined {
  try {
    const { mtimeMs, ctimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
  } catch {
    return undefined;
  }
}

/** The text of an ordinary file. A pipe must not be waited for, and a link must not lead out of a folder that was checked before. */
function textOf(path: string, most: number): string | undefined {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = fstatSync(file);
    return stat.isFile() && stat.size <= most ? readFileSync(file, 'utf8') : undefined;
  } finally {
    closeSync(file);
  }
}
