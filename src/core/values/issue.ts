/** One validation error: a message, and the place in the submitted value. It has the shape of a Standard Schema issue, and a stable code. */
export interface Issue {
  /** The message for the person who filled in the form. */
  readonly message: string;
  /** The keys from the root of the submitted value to the invalid member, with the names that the client used. Empty for the whole value. */
  readonly path: readonly PropertyKey[];
  /** The broken rule, for programs and translations: `too_short`. */
  readonly code?: string;
  /** The limits of the rule, for translations: `{ minimum: 8 }`. They never hold a submitted value. */
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  /** The part of the request that holds the invalid value, if it is not the body. */
  readonly in?: 'query' | 'path' | 'header';
}

/** Reads the validation result of one library. Returns `undefined` for other values, and Halyard tries the next mapper. */
export type IssueMapper = (value: unknown) => readonly Issue[] | undefined;
