import { CodedError } from './coded-error.ts';

/** The mistakes for which a drill cannot run. */
export type DrillErrorCode = 'E_DRILL_ENTRY' | 'E_DRILL_START' | 'E_DRILL_ENDED' | 'E_DRILL_OPTION';

/** A drill that cannot run. The message says what was found, what was expected, and what to do. */
export class DrillError extends CodedError<DrillErrorCode> {
  override get name(): string {
    return 'DrillError';
  }
}
