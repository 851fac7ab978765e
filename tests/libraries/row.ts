/** The text that stands for what a client has sent. No answer and no log may have it. */
export const CANARY = 'ann.quimby@zanzibar.example';

/** An issue of the answer: its place and its code. */
export type Seen = readonly [place: string | undefined, code: string | undefined];

/** One failure of a real library, and what Halyard has to make of it. */
export interface Row {
  readonly library: string;
  readonly failure: string;
  /** Makes the library fail, and returns what it throws, rejects with, or passes to `next`. */
  readonly fail: () => unknown;
  readonly status: number;
  readonly issues?: readonly Seen[];
  /** The message for the client. `undefined`: the answer has none, or one of Halyard's own. */
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A part of the field WWW-Authenticate. */
  readonly challenge?: string;
}

/** The error that a call throws or rejects with. */
export async function failureOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail');
}

/** The rows of one library: failure, call, status, issues. The call throws. */
export function rows(library: string, list: readonly (readonly [failure: string, call: () => unknown, status: number, issues?: readonly Seen[]])[]): Row[] {
  return list.map(([failure, call, status, issues = []]) => ({ library, failure, fail: () => failureOf(call), status, issues }));
}
