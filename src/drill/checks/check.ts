import { fieldsOf, type Played } from '../model/answer.ts';
import type { Canary } from '../model/canary.ts';
import type { AppFacts } from '../model/drill-report.ts';
import type { Finding, FindingCode, Place } from '../model/finding.ts';

/** What a check knows besides the exercise. One object belongs to one run. */
export interface About {
  readonly app: AppFacts;
  readonly canaries: readonly Canary[];
}

/** A finding of one exercise, before the same faults of several exercises are merged. */
export type Fault = Omit<Finding, 'exercises'>;

/** A fault with the exercise that shows it. */
export type Found = readonly [Played, Fault];

/** Looks for one kind of fault in one answer. It changes nothing and asks nobody. */
export type Check = (played: Played, about: About) => readonly Fault[] | Promise<readonly Fault[]>;

/** The parts of a fault that differ from check to check. Messages contain nothing that differs from answer to answer, because equal messages are merged. */
interface Wrong {
  readonly code: FindingCode;
  readonly severity?: Finding['severity'];
  readonly message: string;
  readonly todo: string;
  readonly place?: Place | undefined;
  readonly excerpt?: string | undefined;
}

/** A fault of this exercise. Without `severity` it is an error. */
export function fault({ exercise }: Played, wrong: Wrong): Fault {
  const { excerpt, severity = 'error' } = wrong;
  return {
    ...wrong,
    severity,
    response: exercise.expected.response,
    situation: exercise.situation,
    client: exercise.client,
    ...(excerpt !== undefined && { excerpt: shortened(excerpt, MAX_EXCERPT) }),
  };
}

const MAX_EXCERPT = 300;

/** The text, cut after `most` characters. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Whether Halyard has written this answer. An app's own response may answer itself: its answer then has no reference. */
export function isHalyards({ exercise, answer, trace }: Played): boolean {
  return exercise.expected.response !== undefined && answer.status !== 0 && (trace.override === undefined || fieldsOf(answer, 'error-reference').length > 0);
}

/** Whether an answer has arrived that can be checked. A cut one has no complete body. */
export function isComplete({ answer }: Played): boolean {
  return answer.status !== 0 && answer.ended === 'complete';
}
