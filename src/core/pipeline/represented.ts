import type { Rendered } from '../formats/format.ts';
import type { Representation } from '../ports/representation.ts';

/** The result of a format, with the status and the header fields of the answer. */
export class Represented implements Representation {
  readonly status: number;
  readonly headers: Representation['headers'];
  readonly removedHeaders: readonly string[];
  readonly body: string;
  readonly #rendered: Rendered;

  constructor(status: number, headers: Representation['headers'], removedHeaders: readonly string[], rendered: Rendered) {
    this.status = status;
    this.headers = headers;
    this.removedHeaders = removedHeaders;
    this.body = rendered.body;
    this.#rendered = rendered;
  }

  /** A getter, because a format may compute its value only when it is read. */
  get value(): unknown {
    return this.#rendered.value;
  }
}
