import type { Issue } from '../../core/values/issue.ts';

/** What is told to the next page: what was wrong, what was typed, and messages by kind. */
export interface FlashNote {
  /** The page it is for: path and query, as in its address. `*`: the next page, whichever it is. */
  readonly to: string;
  /** When it was written, in seconds since 1970. */
  readonly at: number;
  /** The form it is about, where a page has several. `''`: the page's only one. */
  readonly bag: string;
  readonly issues: readonly Issue[];
  /** Fields by name (`address.city`); several values where several fields had that name. */
  readonly old: OldInput;
  /** `{ success: ['Booked.'] }` */
  readonly messages: Readonly<Record<string, readonly string[]>>;
}

/** What was typed, by the name of the field in dots: `address[city]` is `address.city`. */
export type OldInput = Readonly<Record<string, string | readonly string[]>>;
