import type { OutcomeFacts } from './outcome.ts';

/** A response: a status, a title, and what its arguments mean. Nothing about formats or hosts. */
export interface ResponseDefinition<Args extends readonly unknown[]> {
  /** The method's name. A file in `api/responses/` gives its own. */
  readonly name?: string;
  readonly status: number;
  /** RFC 9457 `title`, the same for every occurrence. Default: the registered phrase of the status. */
  readonly title: string;
  /** What the arguments say about this occurrence. */
  readonly outcome: (...args: Args) => OutcomeFacts;
}
