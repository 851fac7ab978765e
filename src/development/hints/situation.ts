import type { PublicOutcome } from '../../core/disclosure/disclose.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Failure } from '../../core/report/report.ts';
import type { ReportedError } from '../report/reported-error.ts';

/** What the hints of a failure are made from. */
export interface Situation {
  readonly outcome: PublicOutcome | undefined;
  readonly failure: Failure | undefined;
  readonly request: IncomingRequest;
  readonly errors: readonly ReportedError[];
}

/** The status of the answer. */
export function statusOf({ outcome, failure }: Situation): number {
  return outcome?.status ?? failure?.record.status ?? 0;
}
