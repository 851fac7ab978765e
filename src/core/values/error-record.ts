/**
 * An error as plain data. Halyard reads the error once, with guarded reads, and never changes or keeps it. A getter or a Proxy may throw at any read,
 * and a frozen error at any write. Secrets in known shapes are masked. A record has no prototype and is writable, because pino's serializer reads
 * the type of an error from its constructor, and marks the errors that it has seen.
 */
export interface ErrorRecord {
  /** The name of the error's class: `TypeError`. */
  readonly name: string;
  /** The message. For an AggregateError without a message: the number of its errors, and the message of the first. */
  readonly message: string;
  readonly code?: string | number;
  readonly status?: number;
  /** The stack trace as V8 wrote it. Its first line has the name and the message. */
  readonly stack?: string;
  readonly cause?: ErrorRecord;
  /** The members of an AggregateError. */
  readonly errors?: readonly ErrorRecord[];
  /** For a SuppressedError: the error that was thrown while a resource was disposed. */
  readonly error?: ErrorRecord;
  /** For a SuppressedError: the error that was thrown before. */
  readonly suppressed?: ErrorRecord;
}

/** The members of a record that hold one other record. The list `errors` is not among them. */
export const SINGLE_CAUSE_KEYS = ['cause', 'error', 'suppressed'] as const;

/** The error on one line: its message, or its name and code. Some errors have no message, such as one for a connection that failed at every address. */
export function lineOfError({ name, message, code, cause }: ErrorRecord): string {
  if (message !== '') return message;
  const known = code === undefined ? name : `${name} ${code}`;
  return cause === undefined ? known : `${known}: ${lineOfError(cause)}`;
}

/** The first line of the message of an error, for the line of another log record. */
export function firstLineOf(error: ErrorRecord): string {
  return lineOfError(error).split('\n', 1)[0] as string;
}
