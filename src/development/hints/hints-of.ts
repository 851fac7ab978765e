import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Failure } from '../../core/report/report.ts';
import type { Hint } from '../report/report.ts';
import type { ReportedError } from '../report/reported-error.ts';

/** What the hints of a failure are made from. */
export interface Situation {
  readonly outcome: PublicOutcome | undefined;
  readonly failure: Failure | undefined;
  readonly request: IncomingRequest;
  readonly errors: readonly ReportedError[];
}

/** What the developer can do about a failure, the best first. */
export function hintsOf(_situation: Situation): readonly Hint[] {
  return [];
}
