import type { Issue } from '../../core/values/issue.ts';

/** The content of a flash for one page: the issues, the submitted values, and messages by kind. */
export interface FlashNote {
  /** The page it is for: path and query, as in its address. `*`: any next page. */
  readonly to: string;
  /** The time of creation, in seconds since 1970. */
  readonly at: number;
  /** The form it belongs to, if a page has several. `''`: the page's only form. */
  readonly bag: string;
  readonly issues: readonly Issue[];
  /** Fields by name (`address.city`), with several values for several fields of one name. */
  readonly old: OldInput;
  /** The fields to ask for again. `undefined` if the note has no submitted form, but only messages. */
  readonly withheld?: Withheld;
  /** A part of the submitted values did not fit. */
  readonly incomplete?: boolean;
  /** `{ success: ['Booked.'] }` */
  readonly messages: Readonly<Record<string, readonly string[]>>;
}

/** The names of the fields of a form whose values are not given back, as in `OldInput`. */
export interface Withheld {
  /** Fields with a secret. */
  readonly fields: readonly string[];
  /** Fields with a file. */
  readonly files: readonly string[];
}

/** Submitted values by field name in dots: `address[city]` is `address.city`. */
export type OldInput = Readonly<Record<string, string | readonly string[]>>;
