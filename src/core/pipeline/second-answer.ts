import { writeLog } from '../report/report.ts';
import { safeOutcome } from '../responses/define-response.ts';
import { defined } from '../values/defined.ts';
import type { ErrorRecord } from '../values/error-record.ts';
import { HalyardError } from '../values/errors.ts';
import { readOwn } from '../values/guarded-read.ts';
import { Answered, type Caller } from './answered.ts';
import type { Occurrence } from './occurrence.ts';
import type { Call } from './read-call.ts';

interface Second {
  readonly handled: boolean;
  readonly caller: Caller;
  /** The first answer is complete. */
  readonly afterResponse: boolean;
}

/** Logs a second call of a response in one request, and any new error that it has. The first answer stands. */
export function reportSecondAnswer(state: Answered, call: Call, { handled, caller, afterResponse }: Second): undefined {
  const first = state.occurrence as Occurrence;
  const { unawaited } = call;
  unawaited?.watch(first.failed);
  // The library mapping is skipped, because the second answer is not sent.
  const outcome = unawaited === undefined ? safeOutcome(call.entry.definition, call.args) : call.outcome;
  const logged = first.outcome.causes ?? [];
  const causes = outcome.causes ?? [];
  const unlogged = causes.filter((cause) => !logged.includes(cause));
  // A stream, its pipeline and the code that awaits it can all pass on the same error. Each may have its own for a client that has disconnected.
  if (!handled && (state.progress === 'gone' || (state.progress !== 'open' && unlogged.length < causes.length))) return;
  const late = first.withOutcome({ ...outcome, causes: unlogged });
  if (!handled && unlogged.length > 0 && state.report.environment.secondAnswerCodes?.has(readOwn(unlogged[0], 'code'))) {
    logSecondAnswer(state, { what: "an answer by the host's own means", err: late.errors()[0] });
    return;
  }
  // An error that was thrown after the answer has no other record.
  if (!handled && unlogged.length > 0) late.report({ handled: false, afterResponse });
  else if (!state.hasLoggedSecondAnswer || unlogged.length > 0)
    logSecondAnswer(state, { what: `${outcome.name}()`, site: new Answered(outcome.name, state.report, caller).site?.(), err: late.errors()[0] });
}

/** Logs that the app answered with the host's own methods after a response that stands. `what` names the way, `caller` is the called function. */
export function reportHostAnswer(state: Answered, what: string, caller?: Caller): void {
  if (state.hasLoggedSecondAnswer || state.occurrence === undefined) return;
  logSecondAnswer(state, { what, site: caller === undefined ? undefined : new Answered(what, state.report, caller).site?.() });
}

/** Writes one record for a second answer. In development it names both call sites. It keeps the second answer's error. */
function logSecondAnswer(first: Answered, second: { readonly what: string; readonly site?: string | undefined; readonly err?: ErrorRecord | undefined }): void {
  first.hasLoggedSecondAnswer = true;
  const { report } = first;
  const development = report.environment.mode === 'development';
  const sites = development ? { first: first.site?.(), second: second.site } : undefined;
  const at = (site: string | undefined): string => (site === undefined ? '' : ` ${site}`);
  const found = `${second.what}${at(sites?.second)}, after ${first.name}()${at(sites?.first)}`;
  const { message } = new HalyardError('E_ANSWERED_TWICE', { found, expected: 'one response a request', todo: 'Put `return` before the first call.' });
  const record = { reference: (first.occurrence as Occurrence).reference, ...sites, ...defined({ err: second.err }) };
  writeLog(report, development ? 'error' : 'warn', record, message.replaceAll('\n', ''));
}
