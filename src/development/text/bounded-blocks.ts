/** Joins the blocks of a document, the most important first, up to a number of bytes. A block without room is left out, and the last line says so. */
export class BoundedBlocks {
  readonly #blocks: string[] = [];
  #room: number;
  #omitted = 0;

  constructor(most: number) {
    // Room for the last line.
    this.#room = most - 128;
  }

  /** Adds a block with an empty line before it. */
  add(block: string): void {
    const bytes = Buffer.byteLength(block) + 2;
    if (bytes > this.#room) {
      this.#omitted += 1;
      return;
    }
    this.#room -= bytes;
    this.#blocks.push(block);
  }

  toString(): string {
    const { length } = this.#blocks;
    const omitted = this.#omitted === 0 ? [] : [`(The report is too long. Parts left out: ${this.#omitted}, of ${length + this.#omitted}.)`];
    return `${[...this.#blocks, ...omitted].join('\n\n')}\n`;
  }
}
