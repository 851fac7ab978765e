import type { ReportSettings } from '../report/report.ts';
import type { MaybePromise } from '../values/maybe-promise.ts';
import { endReadings, hasReadings, type Readings } from '../values/read-once.ts';
import type { Occurrence } from './occurrence.ts';

/** Where a request's state stands on the host's own object: gone with it, and invisible to everybody else. */
export const STATE = Symbol('halyard.answered');

export interface Stateful {
  [STATE]?: Answered | undefined;
}

/** The function a response was called as: its own frame is not the place that is looked for. */
export type Caller = (...args: never[]) => unknown;

/** That a request is answered, by which response, and from where. */
export class Answered {
  readonly name: string;
  readonly report: ReportSettings;
  /** Where the response was called, as a line of the stack; known in development only, for it costs a stack. */
  readonly site: (() => string | undefined) | undefined;
  occurrence: Occurrence | undefined;
  /** The app's own response is at work: what it calls is the default. */
  isApps = false;
  /** The default's answer on its way, when the app's own response asked for it. */
  sending: MaybePromise<unknown> = undefined;
  hasLoggedSecondAnswer = false;
  /** The log has it. */
  reported = false;
  /** What getters of the errors gave. `null` while the call is still under way, and they are those that are read now. */
  readings: Readings | undefined | null = null;

  constructor(name: string, report: ReportSettings, caller: Caller) {
    this.name = name;
    this.report = report;
    this.site = report.environment.mode === 'development' ? callSite(caller) : undefined;
  }

  /** A failure that the app or an error has asked for. It stands: what the app answers afterwards by the means of its host is dropped. */
  get isFailure(): boolean {
    return !this.isApps && (this.occurrence?.outcome.status ?? 0) >= 400;
  }
}

/** Ends a stretch of reading errors. What is still to be asked of them is read before, so that a getter is called once. */
export function keepReadings(state: Answered | undefined): void {
  if (hasReadings()) state?.occurrence?.errors();
  const readings = endReadings();
  if (state !== undefined) state.readings = readings;
}

/** For hosts that can take an answer back: it was a success. */
export function isSuccess(native: Stateful): boolean {
  return (native[STATE]?.occurrence?.outcome.status ?? 500) < 400;
}

/**
 * The place that `caller` was called from: in the app's own code, where that is seen, and not in a host's that called it for the app. The
 * stack is captured now and written out only when it is asked for.
 */
function callSite(caller: Caller): () => string | undefined {
  const here: { stack?: string } = {};
  (Error as { captureStackTrace?: (target: object, below: unknown) => void }).captureStackTrace?.(here, caller);
  return () => {
    const frames = here.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
    return (frames.find((line) => !/[\\/]node_modules[\\/]|\(?node:/.test(line)) ?? frames[0])?.trim();
  };
}
