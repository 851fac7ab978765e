/** One validation error: what is wrong, and where in the submitted value. Standard Schema's shape, and a stable code. */
export interface Issue {
  /** What is wrong, in words fit for the person who typed it. */
  readonly message: string;
  /** From the root of the submitted value to the member at fault, by the names the client used. Empty: the whole of it. */
  readonly path: readonly PropertyKey[];
  /** The rule that was broken, for programs and translations: `too_short`. */
  readonly code?: string;
  /** What the rule asks for, for translations: `{ minimum: 8 }`. Never what was submitted. */
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  /** Where it was sent, if not in the body. */
  readonly in?: 'query' | 'path' | 'header';
}

/** Reads one library's validation result. `undefined` means "not mine": the next mapper is asked. */
export type IssueMapper = (value: unknown) => readonly Issue[] | undefined;
