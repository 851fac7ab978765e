import type { ReportedFrame } from '../frames/reported-frame.ts';

/** An error of the report, with its frames and the errors inside it. */
export interface ReportedError {
  /** The class of the error: `TypeError`. */
  readonly name: string;
  /** The message, with its line breaks. */
  readonly message: string;
  readonly code: string | undefined;
  /** The other own members of the error, each with its masked value as one JSON text. */
  readonly members: readonly (readonly [name: string, value: string])[];
  /** The frames in the order of the stack, at most 64. */
  readonly frames: readonly ReportedFrame[];
  /** The number of further frames, which are not shown. */
  readonly omittedFrames: number;
  /** For an error inside another one: the number of frames at the end that both have. They stand in the frames of the outer error only. */
  readonly sharedFrames?: number;
  readonly cause?: ReportedError;
  /** The members of an AggregateError. */
  readonly errors?: readonly ReportedError[];
  /** The number of further members of the AggregateError, which are not shown. */
  readonly omittedErrors?: number;
  /** For a SuppressedError: the error that was thrown while a resource was disposed. */
  readonly error?: ReportedError;
  /** For a SuppressedError: the error that was thrown before. */
  readonly suppressed?: ReportedError;
}
