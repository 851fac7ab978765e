import type { OutcomeFacts } from './outcome.ts';

/** A response: a status, a title, and a function that turns its arguments into facts. It is independent of formats and hosts. */
export interface ResponseDefinition<Args extends readonly unknown[]> {
  /** The name of the method. Default: the name of the file in `api/responses/`. */
  readonly name?: string;
  readonly status: number;
  /** The `title` of the problem document (RFC 9457), the same for every occurrence. Default: the registered phrase of the status. */
  readonly title: string;
  /** Turns the arguments into the facts of this occurrence. */
  readonly outcome: (...args: Args) => OutcomeFacts;
}
