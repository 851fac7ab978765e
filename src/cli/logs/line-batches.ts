import type { Readable } from 'node:stream';

const MAX_LINE = 1_048_576;

/** The lines of a stream, in batches of one chunk each. A line over 1 MB is skipped. The memory does not depend on the length of the stream. */
export class LineBatches {
  /** How many lines were skipped. */
  skipped = 0;
  /** How many bytes were read. */
  bytes = 0;
  readonly #input: Readable;

  constructor(input: Readable) {
    this.#input = input;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly string[]> {
    const decoder = new TextDecoder();
    let rest = '';
    let isSkipping = false;
    for await (const chunk of this.#input) {
      this.bytes += (chunk as Buffer).length;
      const lines = decoder.decode(chunk as Buffer, { stream: true }).split('\n');
      if (lines.length > 1) {
        if (isSkipping) lines.shift();
        else lines[0] = rest + lines[0];
        isSkipping = false;
        rest = lines.pop() as string;
        yield lines;
      } else if (!isSkipping) {
        rest += lines[0];
      }
      if (rest.length > MAX_LINE) {
        rest = '';
        isSkipping = true;
        this.skipped += 1;
      }
    }
    if (rest !== '') yield [rest];
  }
}
