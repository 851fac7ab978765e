import type { Rendered } from '../formats/format.ts';
import type { Representation } from '../ports/representation.ts';

/** What a format has rendered, with the fields of the answer. */
export class Represented implements Representation {
  readonly status: number;
  readonly headers: Representation['headers'];
  readonly drops: readonly string[];
  readonly body: string;
  readonly #rendered: Rendered;

  constructor(status: number, headers: Representation['headers'], drops: readonly string[], rendered: Rendered) {
    this.status = status;
    this.headers = headers;
    this.drops = drops;
    this.body = rendered.body;
    this.#rendered = rendered;
  }

  /** Only for those who ask for it: a format may have yet to make it. */
  get value(): unknown {
    return this.#rendered.value;
  }
}

/** Own members only: a polluted Object.prototype has no say. */
export function statusOf(rendered: Rendered): number | undefined {
  return Object.hasOwn(rendered, 'status') ? rendered.status : undefined;
}
