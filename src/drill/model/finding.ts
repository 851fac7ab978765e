/** The kind of a finding. Each has its section in docs/drill.md. */
export type FindingCode =
  | 'leak'
  | 'leak-in-log'
  | 'view-fails'
  | 'view-too-late'
  | 'override-fails'
  | 'override-too-late'
  | 'status'
  | 'type'
  | 'body'
  | 'header'
  | 'no-answer'
  | 'cut-answer'
  | 'not-logged'
  | 'logged-twice'
  | 'no-reference'
  | 'structure'
  | 'accessibility'
  | 'broken-link'
  | 'outside-request'
  | 'too-large'
  | 'language'
  | 'crash'
  | 'not-mounted';

/** A place in a file of the app. `file` is relative to the folder of the app. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line?: number | undefined;
  /** From 1. */
  readonly column?: number | undefined;
}

/** One fault of the app. The same fault in several answers is one finding. */
export interface Finding {
  readonly code: FindingCode;
  /** An `error` fails the run. A `warning` is shown, and fails the run only with `--strict`. */
  readonly severity: 'error' | 'warning';
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do, in one sentence. */
  readonly todo: string;
  readonly place?: Place | undefined;
  /** The name of the response. */
  readonly response?: string | undefined;
  readonly situation?: string | undefined;
  readonly client?: string | undefined;
  /** The part of the answer or of the log that shows the fault, at most 300 characters. The value of a canary is replaced by `‹canary: cookie›`. */
  readonly excerpt?: string | undefined;
  /** The exercises that show it, by id. The first one is the example. */
  readonly exercises: readonly number[];
}
