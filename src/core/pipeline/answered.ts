import type { Progress } from '../ports/host.ts';
import type { ReportSettings } from '../report/report.ts';
import type { MaybePromise } from '../values/maybe-promise.ts';
import { endReadings, hasReadings, type Readings } from '../values/read-once.ts';
import type { Occurrence } from './occurrence.ts';

/** The key of a request's state on the host's own object. A symbol hides it from other code, and the state lives as long as the object. */
export const STATE = Symbol('halyard.answered');

/** A host's own object that may carry the state of a request. */
export interface Stateful {
  [STATE]?: Answered | undefined;
}

/** The function that a response was called as. Its own frame is not part of the call site. */
export type Caller = (...args: never[]) => unknown;

/** The state of an answered request: which response answered it, and from which place in the code. */
export class Answered {
  readonly name: string;
  readonly report: ReportSettings;
  /** Where the response was called, as a line of the stack. It exists in development only, because capturing a stack takes time. */
  readonly site: (() => string | undefined) | undefined;
  occurrence: Occurrence | undefined;
  /** The app's own response is running. A response that it calls is the default one. */
  isApps = false;
  /** The default response's pending answer, if the app's own response called it. */
  sending: MaybePromise<unknown> = undefined;
  hasLoggedSecondAnswer = false;
  /** Logs the failure. `undefined`: the log has it, or does not need it. */
  toReport: ((status?: number) => void) | undefined;
  /** The state of the reply when the response was called. */
  progress: Progress = 'open';
  /** The values that getters of the errors returned. `null` while the call is running: its readings are then the current ones. */
  readings: Readings | undefined | null = null;

  constructor(name: string, report: ReportSettings, caller: Caller) {
    this.name = name;
    this.report = report;
    this.site = report.environment.mode === 'development' ? report.environment.callSite?.(caller) : undefined;
  }

  /** Keeps the occurrence, which is not logged yet. `afterResponse`: the response had been sent already, and stays. */
  expect(occurrence: Occurrence, handled: boolean, afterResponse = false): void {
    this.occurrence = occurrence;
    this.toReport = (status) => occurrence.report({ handled, afterResponse, isBroken: this.progress === 'head-sent', status });
  }

  /** Logs the failure, unless the log has it. `status` is the one that the app's own response has sent. */
  log(status?: number): void {
    const { toReport } = this;
    this.toReport = undefined;
    toReport?.(status);
  }

  get isReported(): boolean {
    return this.occurrence !== undefined && this.toReport === undefined;
  }

  /** Whether the app or an error has called for a failure response. The failure stands, and a later answer by the host's own methods is dropped. */
  get isFailure(): boolean {
    return !this.isApps && (this.occurrence?.outcome.status ?? 0) >= 400;
  }
}

/** Ends a period of reading errors. The errors are read in full before, so that each getter is called once. */
export function keepReadings(state: Answered | undefined): void {
  if (hasReadings()) state?.occurrence?.errors();
  const readings = endReadings();
  if (state !== undefined) state.readings = readings;
}

/** Whether the answer was a success. Hosts that can take an answer back use it. */
export function isSuccess(native: Stateful): boolean {
  return (native[STATE]?.occurrence?.outcome.status ?? 500) < 400;
}
