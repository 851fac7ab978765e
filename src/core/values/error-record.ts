/**
 * An error as plain data. The error itself is read once, here, each read guarded; it is never changed, kept or handed on (a getter or
 * a Proxy may throw at any touch, and a frozen one at any write). Secrets in known shapes are masked. A record has no prototype, and
 * can be written to: pino's serializer takes the type of an error from its constructor, and marks what it has seen.
 */
export interface ErrorRecord {
  readonly name: string;
  /** Of an AggregateError without a message: how many errors it has, and the first one's message. */
  readonly message: string;
  readonly code?: string | number;
  readonly status?: number;
  /** The stack as V8 wrote it, its first line being name and message. */
  readonly stack?: string;
  readonly cause?: ErrorRecord;
  /** The members of an AggregateError. */
  readonly errors?: readonly ErrorRecord[];
  /** Of a SuppressedError: what was thrown while a resource was disposed of. */
  readonly error?: ErrorRecord;
  /** Of a SuppressedError: what had been thrown before. */
  readonly suppressed?: ErrorRecord;
}

/** The members of a record that are records themselves, but for the list `errors`. */
export const SINGLE = ['cause', 'error', 'suppressed'] as const;

/** An error in one line, without its name where it has a message: some, as those of a connection that failed at every address, have none. */
export function lineOfError({ name, message, code, cause }: ErrorRecord): string {
  if (message !== '') return message;
  const known = code === undefined ? name : `${name} ${code}`;
  return cause === undefined ? known : `${known}: ${lineOfError(cause)}`;
}
