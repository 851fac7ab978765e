import { ErrorReading } from './error-reading.ts';
import type { Understand } from './meaning.ts';

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

/**
 * One record for one value, whatever was thrown. Texts are cut at 64 KB in all. The message of an error that quotes what was submitted, by
 * what `understand` knows of its library, is replaced by the fields and rules that were broken.
 */
export function errorRecord(value: unknown, now: () => number, understand?: Understand): ErrorRecord {
  const reading = new ErrorReading(now, understand);
  const record = reading.read(value, 0);
  if (reading.leftOut) LEFT_OUT.add(record);
  return record;
}

const LEFT_OUT = new WeakSet<ErrorRecord>();

/** Was a message left out of this record, or of one in it, because it quotes what was submitted? */
export function leavesOut(record: ErrorRecord): boolean {
  return LEFT_OUT.has(record);
}
