/** The part of a stream that the progress needs. `process.stderr` is one. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The shortest time between two lines. A faster one flickers, and costs time. */
const EVERY = 50;
const CLEAR = '\r\u001b[2K';

/**
 * The progress of a drill on one line that is written again and again: `Playing 312 of 1,012 …`. Nothing is written if the stream is no terminal.
 *
 * @example
 * ```ts
 * const progress = new DrillProgress(process.stderr);
 * await drill(entry, { progress: (done, total, what) => progress.show(done, total, what) });
 * progress.end();
 * ```
 */
export class DrillProgress {
  readonly #stream: ProgressStream;
  readonly #now: () => number;
  #last = Number.NEGATIVE_INFINITY;
  #isShown = false;

  constructor(stream: ProgressStream, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
  }

  /** Writes the line, if the last one is old enough. `what`: what the drill does, such as `Playing`. A total of 0 is not known. */
  show(done: number, total: number, what: string): void {
    if (this.#stream.isTTY !== true) return;
    const now = this.#now();
    if (now - this.#last < EVERY && done < total) return;
    this.#last = now;
    this.#isShown = true;
    const text = progressText(done, total, what);
    const width = (this.#stream.columns ?? 80) - 1;
    this.#stream.write(`${CLEAR}${text.length > width ? `${text.slice(0, width - 1)}…` : text}`);
  }

  /** Removes the line. */
  end(): void {
    if (this.#isShown) this.#stream.write(CLEAR);
    this.#isShown = false;
  }
}

function progressText(done: number, total: number, what: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the text may have a name of the app
  const work = what.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ').trim();
  return total === 0 ? `${work} …` : `${work} ${done.toLocaleString('en')} of ${total.toLocaleString('en')} …`;
}
