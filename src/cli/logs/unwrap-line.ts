const MAX_LINE = 1_048_576;
const CRI = /^(\d{4}-\d\d-\d\dT\S{1,40}) (stdout|stderr) ([FP]) /;

/** A line as the app wrote it. */
export interface AppLine {
  readonly text: string;
  /** The time that the container runtime wrote before it. */
  readonly time?: string | undefined;
}

/** Takes the wrapping of a container runtime off a line. The runtimes cut a long line into parts, which are joined again. */
export class LineUnwrapper {
  readonly #parts = new Map<string, string>();

  /** The line of the app. `undefined` if it is a part of a line. */
  unwrap(line: string): AppLine | undefined {
    if (line.startsWith('{"log":"')) return this.#docker(line);
    const found = line.charCodeAt(4) === 0x2d ? CRI.exec(line) : null;
    if (found === null) return { text: line };
    const [start, time, stream = '', kind] = found;
    return this.#join(`cri ${stream}`, line.slice(start.length), kind === 'F', time);
  }

  /** A line of Docker's log file: `{"log":"…\n","stream":"stdout","time":"…"}`. */
  #docker(line: string): AppLine | undefined {
    try {
      const { log, stream, time } = JSON.parse(line) as { readonly log: string; readonly stream?: string; readonly time?: string };
      const isWhole = log.endsWith('\n');
      return this.#join(`docker ${stream}`, isWhole ? log.slice(0, -1) : log, isWhole, time);
    } catch {
      return { text: line };
    }
  }

  #join(stream: string, part: string, isLast: boolean, time: string | undefined): AppLine | undefined {
    const text = (this.#parts.get(stream) ?? '') + part;
    if (isLast) this.#parts.delete(stream);
    else this.#parts.set(stream, text.length > MAX_LINE ? '' : text);
    return isLast ? { text, time } : undefined;
  }
}
